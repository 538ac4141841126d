using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GutCms.Benchmarks;

/// <summary>A published build of the light host and folders to run it in; removed at the end.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly string _folder;
    private readonly string _web;
    private readonly Dictionary<string, string> _postgres = new(StringComparer.Ordinal);
    private int _sites;

    private Workspace(string folder, string? published)
    {
        _folder = folder;
        _web = published ?? Path.Combine(folder, "web");
    }

    /// <summary>Path of the published <c>GutCms.Web.dll</c>.</summary>
    public string Host => Path.Combine(_web, "GutCms.Web.dll");

    public static async Task<Workspace> PublishAsync(BenchOptions options, [CallerFilePath] string here = "")
    {
        var workspace = new Workspace(Directory.CreateTempSubdirectory("gutcms-bench-").FullName, options.Published);
        if (options.Published is not null)
        {
            return workspace;
        }

        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
        Console.WriteLine("Publishing the light host …");
        await RunAsync(new ProcessStartInfo("dotnet", ["publish", Path.Combine(root, "src", "GutCms.Web"), "-c", "Release", "-o", workspace._web, "-v", "q", "--nologo"]));
        return workspace;
    }

    /// <summary>A new, empty data directory.</summary>
    public string NewSite()
    {
        var path = Path.Combine(_folder, "site" + _sites++);

        // The host starts only on a directory of its own account.
        return (OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)).FullName;
    }

    /// <summary>Lets a site keep its content in a PostgreSQL database.</summary>
    public void UsePostgres(string site, string connectionString) => _postgres[site] = connectionString;

    /// <summary>Where the PostgreSQL database of a site is; null: it has a SQLite file.</summary>
    public string? PostgresOf(string site) => _postgres.GetValueOrDefault(site);

    public string NewFile(string name) => Path.Combine(_folder, name);

    /// <summary>The host on a data directory, with a command or without.</summary>
    public ProcessStartInfo HostCommand(string site, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Host, .. arguments])
        {
            RedirectStandardOutput = true,
            Environment = { ["GutCms__DataDirectory"] = site, ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        };
        if (PostgresOf(site) is { } postgres)
        {
            start.Environment["ConnectionStrings__GutCms"] = postgres;
        }

        return start;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} ended with code {process.ExitCode}: {output}");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
