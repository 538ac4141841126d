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
    public virtual HttpClient Client => Host.Client;

    /// <summary>Skips the running test on a site of another make that has no such address. A site of this one has them all.</summary>
    /// <param name="path">Path without a slash before it.</param>
    public virtual Task SkipWhereItIsNotAsync(string path) => Task.CompletedTask;

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync()
    {
        try
        {
            _site = await TestSite.CreateSeededAsync(database);
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

/// <summary>
/// A seeded site that runs already, whatever it is made of: the address in <c>GUTCMS_CONTRACT_SITE</c>. An Orchard Core site with the module is one. Where none is named its
/// tests are skipped, in CI too.
/// </summary>
public sealed class ExternalSite() : SiteFixture(SiteDatabase.Sqlite)
{
    /// <summary>Name of the variable with its address.</summary>
    public const string Variable = "GUTCMS_CONTRACT_SITE";

    private HttpClient? _client;

    /// <inheritdoc/>
    public override HttpClient Client
    {
        get
        {
            Assert.SkipWhen(_client is null, $"Set {Variable} to the address of a seeded site.");
            return _client!;
        }
    }

    /// <inheritdoc/>
    public override async Task SkipWhereItIsNotAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.SkipWhen(answer.StatusCode == System.Net.HttpStatusCode.NotFound, $"This site has no /{path}.");
    }

    /// <inheritdoc/>
    public override ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address)
        {
            _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address.TrimEnd('/') + "/") };
        }

        return ValueTask.CompletedTask;
    }
}
