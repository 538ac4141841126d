using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Browser.Tests.Samples;

/// <summary>The tests of the sample site share a site and a browser.</summary>
[CollectionDefinition]
public sealed class ReaderSamples : ICollectionFixture<SqliteSite>, ICollectionFixture<Chromium>;

/// <summary>An approved article, and the sample site that was built with it; by the first test that needs them, so that what is missing skips that test.</summary>
public sealed class ApprovedReader(SqliteSite site) : IAsyncDisposable
{
    // With what says something beside its letters.
    private const string Text = """
        <p>Take 10 mg a day.</p><p>Take <em>not</em> more than that.</p><p>Count 10<sup>9</sup>/L and <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> of it.</p><ol start="5"><li>Wait.</li></ol>
        <table><tbody><tr><td colspan="2">Dose</td></tr><tr><td></td><td>none</td></tr></tbody></table>
        """;

    private const string Linked = """<p>See <a href="/articles/gut-health-and-mental-health">the gut</a> and <a href="https://example.org/doses">doses</a>.</p>""";

    // Plain ones, 240 by 120 pixels.
    private const string Red = "iVBORw0KGgoAAAANSUhEUgAAAPAAAAB4CAIAAABD1OhwAAAA+UlEQVR42u3SAQkAAAzDsImY2Mu/jXMCUVCaaeGNSIChwdBgaDA0hgZDg6HB0GBoDA2GBkODocHQGBoMDYYGQ4OhMTQYGgwNhgZDY2gwNBgaDA2GxtBgaDA0GBoMjaHB0GBoMDSGBkODocHQYGgMDYYGQ4OhwdAYGgwNhgZDg6ExNBgaDA2GBkNjaDA0GBoMDYbG0GBoMDQYGgyNocHQYGgwNBgaQ4OhwdBgaAwNhgZDg6HB0BgaDA2GBkODoTE0GBoMDYYGQ2NoMDQYGgwNhsbQYGgwNBgaDI2hwdBgaDA0GBpDg6HB0GBoDK0ChgZDg6HB0BgaDA23LGEcVBsmz7Y0AAAAAElFTkSuQmCC";
    private const string Green = "iVBORw0KGgoAAAANSUhEUgAAAPAAAAB4CAIAAABD1OhwAAAA+UlEQVR42u3SAQkAAAzDsImY2Mu/jXMCUVCaTuGNSIChwdBgaDA0hgZDg6HB0GBoDA2GBkODocHQGBoMDYYGQ4OhMTQYGgwNhgZDY2gwNBgaDA2GxtBgaDA0GBoMjaHB0GBoMDSGBkODocHQYGgMDYYGQ4OhwdAYGgwNhgZDg6ExNBgaDA2GBkNjaDA0GBoMDYbG0GBoMDQYGgyNocHQYGgwNBgaQ4OhwdBgaAwNhgZDg6HB0BgaDA2GBkODoTE0GBoMDYYGQ2NoMDQYGgwNhsbQYGgwNBgaDI2hwdBgaDA0GBpDg6HB0GBoDK0ChgZDg6HB0BgaDA23LGyIVBvhavySAAAAAElFTkSuQmCC";

    private readonly SemaphoreSlim _one = new(1);
    private ReaderSite? _reader;

    /// <summary>Path of the article.</summary>
    public string Article { get; private set; } = "";

    /// <summary>Path of one with pictures and links.</summary>
    public string Pictured { get; private set; } = "";

    /// <summary>Ids of its picture and of the one in its body.</summary>
    public (string Leading, string Figure) Pictures { get; private set; }

    /// <summary>The sample site.</summary>
    internal async Task<ReaderSite> OpenAsync()
    {
        await _one.WaitAsync();
        try
        {
            if (_reader is null)
            {
                var slug = SampleArticle.NewSlug("approved");
                await ApprovedArticle.PublishAsync(site, SampleArticle.Create(slug, Text));
                Article = $"articles/{slug}/";
                Pictured = await PublishPicturedAsync();
                _reader = await ReaderSite.BuildAsync(site.Host.Address);
            }

            return _reader;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<string> PublishPicturedAsync()
    {
        var slug = SampleArticle.NewSlug("pictured");
        using var author = await EditorialClient.CreateAsync(site, "Author");
        Pictures = (await UploadAsync(author, Red), await UploadAsync(author, Green));
        var article = SampleArticle.Create(slug, Linked);
        article["FigurePart"] = Part(Pictures.Leading, "A gut", "As it is.");
        article["Body"]!["ContentItems"]!.AsArray().Add(new JsonObject
        {
            ["ContentItemId"] = ContentIds.New(),
            ["ContentType"] = "Figure",
            ["DisplayText"] = "",
            ["FigurePart"] = Part(Pictures.Figure, "Villi of a gut", "Villi."),
        });
        await ApprovedArticle.PublishAsync(site, article);
        return $"articles/{slug}/";
    }

    private static JsonObject Part(string id, string alt, string caption) => new()
    {
        ["Picture"] = new JsonObject { ["Paths"] = new JsonArray(id + "/original.png"), ["MediaTexts"] = new JsonArray(alt) },
        ["Caption"] = new JsonObject { ["Text"] = caption },
        ["Credit"] = new JsonObject { ["Text"] = "Dr Lens" },
    };

    private static async Task<string> UploadAsync(EditorialClient author, string picture)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/media?name=gut.png") { Content = new ByteArrayContent(Convert.FromBase64String(picture)) { Headers = { ContentType = new("application/octet-stream") } } };
        request.Headers.Add("RequestVerificationToken", author.Antiforgery);
        using var answer = await author.Browser.Client.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return (string)JsonNode.Parse(body)!["sha256"]!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _one.Dispose();
        if (_reader is not null)
        {
            await _reader.DisposeAsync();
        }
    }
}
