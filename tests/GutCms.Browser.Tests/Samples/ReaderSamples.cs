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

    private readonly SemaphoreSlim _one = new(1);
    private ReaderSite? _reader;

    /// <summary>Path of the article.</summary>
    public string Article { get; private set; } = "";

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
                _reader = await ReaderSite.BuildAsync(site.Host.Address);
            }

            return _reader;
        }
        finally
        {
            _one.Release();
        }
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
