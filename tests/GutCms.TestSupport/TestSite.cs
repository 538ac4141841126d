using System.Diagnostics;
using Npgsql;

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
/// A site of its own: an empty data directory and, on PostgreSQL, an empty database. Commands run against it and servers are started on it
/// as child processes of the real executable. Disposing removes all of it.
/// </summary>
public sealed class TestSite : IAsyncDisposable
{
    private readonly List<GutCmsHost> _hosts = [];
    private readonly string _root;
    private readonly string? _server;

    private TestSite(string root, string? server, string? connectionString)
    {
        _root = root;
        _server = server;
        ConnectionString = connectionString;
        DataDirectory = Path.Combine(root, "data");
        Environment["GutCms__DataDirectory"] = DataDirectory;
        Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        Environment["GutCms__Setup__AdminPassword"] = AdminPassword;

        // All tests come from one address, and many sign in as the administrator.
        Environment["GutCms__SignIn__AttemptsPerAddress"] = "100000";
        Environment["GutCms__SignIn__AttemptsPerAccount"] = "100";
        if (connectionString is not null)
        {
            Environment["ConnectionStrings__GutCms"] = connectionString;
        }
    }

    /// <summary>Password of the first administrator, <c>admin</c>, of every site for tests.</summary>
    public static string AdminPassword { get; } = Guid.NewGuid().ToString();

    /// <summary>Which database it uses.</summary>
    public SiteDatabase Database => ConnectionString is null ? SiteDatabase.Sqlite : SiteDatabase.PostgreSql;

    /// <summary>Its data directory; the executable creates it at the first start.</summary>
    public string DataDirectory { get; }

    /// <summary>A folder for files of the test itself, beside the data directory.</summary>
    public string Folder => _root;

    /// <summary>Connection string of its PostgreSQL database; null on SQLite.</summary>
    public string? ConnectionString { get; }

    /// <summary>Environment of the child processes started from now on; null removes a variable.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>Creates an empty site. Skips the test when <paramref name="database"/> is not available here.</summary>
    public static async Task<TestSite> CreateAsync(SiteDatabase database)
    {
        var server = database == SiteDatabase.PostgreSql ? Require.Postgres() : null;
        string? connectionString = null;
        if (server is not null)
        {
            var name = "gutcms_test_" + Guid.NewGuid().ToString("N");
            await ExecuteAsync(server, $"CREATE DATABASE {name}");
            connectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = true, MaxPoolSize = 20 }.ConnectionString;
        }

        return new TestSite(Directory.CreateTempSubdirectory("gutcms-test-").FullName, server, connectionString);
    }

    /// <summary>Starts a server on the site and waits until it says that it is ready.</summary>
    /// <param name="arguments">Further arguments of <c>serve</c>.</param>
    public async Task<GutCmsHost> StartAsync(params string[] arguments)
    {
        var host = await GutCmsHost.StartAsync(GutCmsExecutable.StartInfo(["serve", .. arguments], Environment));
        _hosts.Add(host);
        return host;
    }

    /// <summary>Runs one command on the site to its end.</summary>
    /// <param name="arguments">Verb and arguments.</param>
    public Task<CommandResult> RunAsync(params string[] arguments) => RunAsync(arguments, workingDirectory: null);

    /// <summary>Runs one command on the site to its end, in a working directory.</summary>
    public async Task<CommandResult> RunAsync(string[] arguments, string? workingDirectory)
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

        if (_server is not null)
        {
            var name = new NpgsqlConnectionStringBuilder(ConnectionString).Database;
            await ExecuteAsync(_server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }

        Directory.Delete(_root, recursive: true);
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
