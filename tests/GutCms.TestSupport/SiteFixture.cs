namespace GutCms.TestSupport;

/// <summary>
/// A seeded site and its running server, shared by the tests of a collection. Contract tests are abstract classes that take one of these;
/// a sealed class per database closes each (<c>[Collection&lt;SqliteSites&gt;]</c>).
/// </summary>
public abstract class SiteFixture(SiteDatabase database) : IAsyncLifetime
{
    private TestSite? _site;
    private GutCmsHost? _host;
    private Exception? _unavailable;

    /// <summary>The site. Skips the running test when its database is not available here.</summary>
    public TestSite Site => _unavailable is null ? _site! : throw _unavailable;

    /// <summary>The server.</summary>
    public GutCmsHost Host => _unavailable is null ? _host! : throw _unavailable;

    /// <summary>A client of the server; does not follow redirects and does not decompress.</summary>
    public HttpClient Client => Host.Client;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        try
        {
            _site = await TestSite.CreateAsync(database);
            _host = await _site.StartAsync();
        }
        catch (Exception exception)
        {
            // Kept and thrown by each test: a fixture cannot skip, and a failed start should name the tests that it took down.
            _unavailable = exception;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}

/// <summary>A seeded site on SQLite.</summary>
public sealed class SqliteSite() : SiteFixture(SiteDatabase.Sqlite);

/// <summary>A seeded site on PostgreSQL.</summary>
public sealed class PostgresSite() : SiteFixture(SiteDatabase.PostgreSql);
