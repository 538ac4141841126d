using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Recipes;
using GutCms.Core.Recipes.Export;
using GutCms.Core.Recipes.Running;

namespace GutCms.Core.Tests.Recipes;

public sealed class ExportingARecipeTests
{
    private static readonly string[] Awkward = ["[Draft] Note", "äöü €😀", "a \"quoted\" \\ text", "line\nbreak", "<b>x</b> & y", "[js", "js: x]", " [js: uuid()]", "a\u2028b", "0"];

    private static readonly Gen<string> Words = Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gen.Int[0, Awkward.Length - 1].Select(index => Awkward[index]));

    private static readonly Gen<string> Html = Gen.Select(Words, Gen.Bool, (text, paragraph) => paragraph ? $"<p>{System.Net.WebUtility.HtmlEncode(text)}</p>" : System.Net.WebUtility.HtmlEncode(text));

    private static readonly Gen<(string Title, string Html, string? Subtitle, decimal? Position, int State)[]> Articles =
        Gen.Select(Words, Html, Words.Null(), Gen.Int[-5, 50].Select(number => (decimal?)(number / 2m)), Gen.Int[0, 2]).Array[0, 8];

    [Fact]
    public async Task Leads_to_the_same_state_when_the_export_is_imported() => await Articles.SampleAsync(async articles =>
    {
        var site = await RecipeSite.WithTypesAsync();
        Assert.Empty((await site.RunAsync(RecipeTexts.Recipe(
            """{ "name": "Settings", "SiteName": "[x] Clinic", "LocalizationSettings": { "DefaultCulture": "de" } }""",
            """{ "name": "Feature", "enable": ["B", "A"] }""",
            """{ "name": "Roles", "Roles": [ { "Name": "Doctor", "Permissions": ["ApproveContent"] } ] }""",
            """{ "name": "ReviewPolicy", "Policies": [ { "ContentType": "Article", "Version": "1", "Stages": [ { "Name": "Medical", "Role": "Doctor" } ] } ] }"""))).Faults);
        Assert.Empty((await site.RunAsync(Recipe(articles))).Faults);
        var export = await ExportAsync(site);
        var copy = new RecipeSite();
        copy.Time.Advance(TimeSpan.FromDays(3));
        var report = await copy.RunAsync(export);
        Assert.Empty(report.Faults);
        Assert.Equal(StateOf(site), StateOf(copy));
        Assert.Equal([RecipeOutcome.Unchanged], (await copy.RunAsync(export)).Counts.Keys);
        Assert.Equal([RecipeOutcome.Unchanged], (await site.RunAsync(export)).Counts.Keys);
    }, iter: 40);

    [Fact]
    public async Task Spells_html_differently_when_it_looks_like_an_expression()
    {
        var site = await RecipeSite.WithTypesAsync();
        await AddAsync(site, item => item["Disclaimer"]!["Text"]!["Html"] = "[note: see below]");
        var export = await ExportAsync(site);
        Assert.Contains("\"&#91;note: see below]\"", export, StringComparison.Ordinal);
        var copy = new RecipeSite();
        Assert.Empty((await copy.RunAsync(export)).Faults);
        Assert.Equal(ItemsOf(site), ItemsOf(copy));
    }

    [Fact]
    public async Task Refuses_and_writes_nothing_when_a_text_would_be_evaluated()
    {
        var site = await RecipeSite.WithTypesAsync();
        await AddAsync(site, item =>
        {
            item["DisplayText"] = "[js: uuid()]";
            item["TitlePart"]!["Title"] = "[js: uuid()]";
        });
        using var stream = new MemoryStream();
        var refused = await Assert.ThrowsAsync<RecipeExportException>(() => Exporter(site).ExportAsync(stream, new("export"), TestContext.Current.CancellationToken));
        Assert.Equal(
            [$"content item {RecipeTexts.DisclaimerId}: $.DisplayText", $"content item {RecipeTexts.DisclaimerId}: $.TitlePart.Title"],
            refused.Faults.Select(fault => fault.Path));
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public async Task Holds_only_what_is_asked_for()
    {
        var site = await RecipeSite.WithTypesAsync();
        await site.RunAsync(RecipeTexts.Items(RecipeTexts.Disclaimer, RecipeTexts.Series, RecipeTexts.Article.Replace("\"Published\": true", "\"Published\": false", StringComparison.Ordinal)));
        var all = JsonNode.Parse(await ExportAsync(site, new("x", Definitions: false)))!["steps"]!.AsArray();
        Assert.Equal(3, Assert.Single(all)!["data"]!.AsArray().Count);
        var published = JsonNode.Parse(await ExportAsync(site, new("x", Definitions: false, Drafts: false)))!["steps"]![0]!["data"]!.AsArray();
        Assert.Equal(["Disclaimer", "Series"], published.Select(item => (string?)item!["ContentType"]));
        var series = JsonNode.Parse(await ExportAsync(site, new("x", ContentTypes: ["Series"])))!["steps"]!.AsArray();
        Assert.Equal(["ContentDefinition", "Content"], series.Select(step => (string?)step!["name"]));
        Assert.Single(series[1]!["data"]!.AsArray());
    }

    private static async Task AddAsync(RecipeSite site, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(RecipeTexts.Disclaimer)!.AsObject();
        change(json);
        var now = site.Time.GetUtcNow().UtcDateTime;
        await site.Store.ChangeAsync(work => work.AddVersionsAsync([ContentItemJson.Read(json) with { CreatedUtc = now, ModifiedUtc = now, PublishedUtc = now, Owner = "u", Author = "Eva" }], null, default));
    }

    private static RecipeExporter Exporter(RecipeSite site) => new(site.Store, site.Time);

    private static async Task<string> ExportAsync(RecipeSite site, ExportOptions? options = null)
    {
        using var stream = new MemoryStream();
        await Exporter(site).ExportAsync(stream, options ?? new("export"), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Disclaimer, series, and articles that are published (0), drafts (1), or published with a newer draft (2).</summary>
    private static string Recipe((string Title, string Html, string? Subtitle, decimal? Position, int State)[] articles)
    {
        var items = new List<string> { RecipeTexts.Disclaimer, RecipeTexts.Series };
        foreach (var (number, article) in articles.Index())
        {
            if (article.State == 2)
            {
                items.Add(Article(number, article, latest: false, published: true, "v"));
            }

            items.Add(Article(number, article with { Html = article.Html + (article.State == 2 ? "<p>New.</p>" : "") }, latest: true, published: article.State == 0, article.State == 2 ? "w" : "v"));
        }

        return RecipeTexts.Items([.. items]);
    }

    private static string Article(int number, (string Title, string Html, string? Subtitle, decimal? Position, int State) article, bool latest, bool published, string version)
    {
        var json = JsonNode.Parse(RecipeTexts.OtherArticle(number + 2))!.AsObject();
        (json["Latest"], json["Published"], json["DisplayText"], json["TitlePart"]!["Title"]) = (latest, published, article.Title, article.Title);
        json["ContentItemVersionId"] = $"4art{version}0000000000000000{number:D5}";
        json["Article"]!["Subtitle"] = new JsonObject { ["Text"] = article.Subtitle };
        json["Article"]!["SeriesPosition"] = new JsonObject { ["Value"] = article.Position };
        json["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = article.Html;
        return json.ToJsonString();
    }

    private static IEnumerable<string> ItemsOf(RecipeSite site) => site.Store.State.Items.OrderBy(item => item.Key, StringComparer.Ordinal)
        .SelectMany(item => item.Value.Versions)
        .Where(version => version.Latest || version.Published)
        .Select(version => CanonicalJson.ToString(ContentItemJson.Write(version.Item)));

    private static string StateOf(RecipeSite site) => string.Join("\n", [
        CanonicalJson.ToString(DefinitionJson.Write(site.Store.State.ReadDefinitions())),
        .. site.Store.State.Documents.Where(document => document.Key.Kind != RecipeRunner.DocumentKind).Select(document => $"{document.Key}: {document.Value}"),
        .. ItemsOf(site),
        .. site.Store.State.Marks.Values.OrderBy(mark => mark.VersionId, StringComparer.Ordinal).Select(mark => $"{mark.VersionId} {mark.ContentHash}")]);
}
