using System.Diagnostics;
using GutCms.TestSupport.Sites;
using Microsoft.Data.Sqlite;

namespace GutCms.TestSupport;

/// <summary>Which database a site uses.</summary>
public enum SiteDatabase
{
    /// <summary>The embedded default: a file in the data directory.</summary>
    Sqlite,

    /// <summary>A database of its own on the PostgreSQL server for tests.</summary>
    PostgreSql,
}

/// <summary>What a command left behind.</summary>
/// <param name="ExitCode">Exit code.</param>
/// <param name="Output">Standard output; line feeds only.</param>
/// <param name="Error">Standard error; line feeds only.</param>
public sealed record CommandResult(int ExitCode, string Output, string Error);

/// <summary>
/// A site of its own: a data directory and, on PostgreSQL, a database. Servers and commands run by the executable's entry in the process of the test, unless they need or ask
/// for one of their own. Disposing removes all of it.
/// </summary>
public sealed class TestSite : IAsyncDisposable
{
    private readonly List<GutCmsHost> _hosts = [];
    private readonly string _root;
    private readonly TestServer? _server;
    private readonly string? _name;
    private bool _keepsDatabase;

    private TestSite(TestServer? server, string? name)
    {
        _root = Directory.CreateTempSubdirectory("gutcms-test-").FullName;
        _server = server;
        _name = name;
        ConnectionString = server?.To(name!);
        DataDirectory = Path.Combine(_root, "data");
        Environment["GutCms__DataDirectory"] = DataDirectory;
        Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        Environment["GutCms__Setup__AdminPassword"] = AdminPassword;

        // All tests come from one address, and many sign in as the administrator.
        Environment["GutCms__SignIn__AttemptsPerAddress"] = "100000";
        Environment["GutCms__SignIn__TokensPerAddress"] = "100000";
        Environment["GutCms__SignIn__AttemptsPerAccount"] = "100";
        if (ConnectionString is not null)
        {
            Environment["ConnectionStrings__GutCms"] = ConnectionString;
        }
    }

    /// <summary>Password of the first administrator, <c>admin</c>, of every site for tests.</summary>
    /// <remarks>The same in all processes, since they copy the same site; it listens to this machine only and lives as long as a test.</remarks>
    public const string AdminPassword = "correct horse of the tests";

    /// <summary>Which database it uses.</summary>
    public SiteDatabase Database => ConnectionString is null ? SiteDatabase.Sqlite : SiteDatabase.PostgreSql;

    /// <summary>Its data directory; the executable creates it at the first start.</summary>
    public string DataDirectory { get; }

    private bool ServesHere => ProgramEntry.Serves && ProgramCall.CanTake(Environment);

    /// <summary>A folder for files of the test itself, beside the data directory.</summary>
    public string Folder => _root;

    /// <summary>Connection string of its PostgreSQL database; null on SQLite.</summary>
    public string? ConnectionString { get; }

    /// <summary>Environment of the child processes started from now on; null removes a variable.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>
    /// Creates an empty site, on which the first start has everything to do. Whatever runs on it is exactly what an operator has. Skips the test when
    /// <paramref name="database"/> is not available here.
    /// </summary>
    public static Task<TestSite> CreateAsync(SiteDatabase database) => CreateAsync(ServerOf(database), NewName(database));

    /// <summary>
    /// Creates a site that has been started once: a copy of one that was set up by the set-up recipe. It hashes passwords with few rounds (<see cref="TestHost"/>).
    /// Skips the test when <paramref name="database"/> is not available here.
    /// </summary>
    public static async Task<TestSite> CreateSeededAsync(SiteDatabase database)
    {
        var site = new TestSite(ServerOf(database), NewName(database));
        site.LoadTestHost();
        await SiteTemplate.CopyAsync(site.DataDirectory, site._server, site._name);
        return site;
    }

    internal static async Task<TestSite> CreateAsync(TestServer? server, string? name)
    {
        if (server is not null)
        {
            await server.CreateAsync(name!);
        }

        return new TestSite(server, name);
    }

    /// <summary>Starts a server on the site, in the process of the test where its environment allows that, and waits until it says that it is ready.</summary>
    /// <param name="arguments">Further arguments of <c>serve</c>.</param>
    public async Task<GutCmsHost> StartAsync(params string[] arguments) =>
        ServesHere
            ? Keep(await GutCmsHost.StartInProcessAsync(ProgramCall.Of(["serve", .. arguments], Environment)))
            : await StartProcessAsync(arguments);

    /// <summary>Starts a server on the site as a process of the real executable, and waits until it says that it is ready.</summary>
    /// <param name="arguments">Further arguments of <c>serve</c>.</param>
    public async Task<GutCmsHost> StartProcessAsync(params string[] arguments) => Keep(await GutCmsHost.StartAsync(GutCmsExecutable.StartInfo(["serve", .. arguments], Environment)));

    /// <summary>Runs one command on the site to its end, in the process of the test where that shows the same.</summary>
    /// <param name="arguments">Verb and arguments.</param>
    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        if (arguments is ["serve", ..] && ServesHere)
        {
            return await GutCmsHost.RunInProcessAsync(ProgramCall.Of(arguments, Environment));
        }

        if (!CommandInProcess.CanRun(arguments, Environment))
        {
            return await RunProcessAsync(arguments);
        }

        var result = await CommandInProcess.RunAsync(arguments, Environment);

        // As after a process nothing of it holds the file any more.
        SqliteConnection.ClearAllPools();
        return result;
    }

    /// <summary>Runs one command on the site to its end, in a working directory.</summary>
    public Task<CommandResult> RunAsync(string[] arguments, string? workingDirectory) =>
        workingDirectory is null ? RunAsync(arguments) : RunProcessAsync(arguments, workingDirectory);

    /// <summary>Runs one command on the site to its end, as a process of the real executable.</summary>
    /// <param name="arguments">Verb and arguments.</param>
    /// <param name="workingDirectory">Working directory; null: the test's own output folder.</param>
    public async Task<CommandResult> RunProcessAsync(string[] arguments, string? workingDirectory = null)
    {
        using var process = Begin(arguments, workingDirectory, out var output, out var error);
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, output.Text, error.Text);
    }

    /// <summary>Begins a command and leaves it running; the caller waits for it or kills it, and disposes it.</summary>
    public Process Begin(string[] arguments, string? workingDirectory, out ProcessOutput output, out ProcessOutput error)
    {
        var process = new Process { StartInfo = GutCmsExecutable.StartInfo(arguments, Environment, workingDirectory) };
        (output, error) = ProcessOutput.Attach(process);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        if (_server is not null && !_keepsDatabase)
        {
            await _server.DropAsync(_name!);
        }

        Directory.Delete(_root, recursive: true);
    }

    private GutCmsHost Keep(GutCmsHost host)
    {
        _hosts.Add(host);
        return host;
    }

    /// <summary>Processes started from now on hash passwords with few rounds, as whatever runs in the process of a test does.</summary>
    internal void LoadTestHost()
    {
        foreach (var (name, value) in TestHost.Variables)
        {
            Environment[name] = value;
        }
    }

    /// <summary>Disposing leaves the database there.</summary>
    internal void KeepDatabase() => _keepsDatabase = true;

    private static TestServer? ServerOf(SiteDatabase database) => database == SiteDatabase.PostgreSql ? new(Require.Postgres()) : null;

    private static string? NewName(SiteDatabase database) => database == SiteDatabase.PostgreSql ? "gutcms_test_" + Guid.NewGuid().ToString("N") : null;
}
