namespace GutCms.TestSupport;

/// <summary>
/// What a test needs from the machine. Where it is missing the test is skipped with the reason; with <c>GUTCMS_REQUIRE_ALL=1</c>,
/// which <c>.ci/run</c> sets, it fails instead, so that nothing is skipped unnoticed.
/// </summary>
public static class Require
{
    /// <summary>Name of the variable that holds a connection string to a PostgreSQL server on which tests may create databases.</summary>
    public const string PostgresVariable = "GUTCMS_TEST_POSTGRES";

    private static bool All => Environment.GetEnvironmentVariable("GUTCMS_REQUIRE_ALL") == "1";

    /// <summary>The connection string of the PostgreSQL server for tests.</summary>
    public static string Postgres()
    {
        var connectionString = Environment.GetEnvironmentVariable(PostgresVariable);
        return string.IsNullOrWhiteSpace(connectionString)
            ? throw Missing($"PostgreSQL: set {PostgresVariable} to the connection string of a server on which databases may be created.")
            : connectionString;
    }

    /// <summary>Folder of the programs of a PostgreSQL server (<c>initdb</c>, <c>pg_ctl</c>), which Debian keeps out of the PATH.</summary>
    public static string PostgresPrograms() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault(folder => File.Exists(Path.Combine(folder, "initdb"))) : null)
            ?? (FindInPath("initdb") is { } found ? Path.GetDirectoryName(found)! : throw Missing("The programs of a PostgreSQL server: install them (Debian: postgresql)."));

    /// <summary>Path of a Chromium or Chrome executable: <c>GUTCMS_TEST_CHROMIUM</c>, or the first one in the PATH.</summary>
    public static string Chromium()
        => Environment.GetEnvironmentVariable("GUTCMS_TEST_CHROMIUM") is { Length: > 0 } named
            ? named
            : FindInPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                ?? throw Missing("Chromium: install it, or set GUTCMS_TEST_CHROMIUM to its path.");

    /// <summary>Path of the node executable.</summary>
    public static string Node() => FindInPath("node", "nodejs") ?? throw Missing("Node.js: install it so that node is in the PATH.");

    /// <summary>Path of the nginx executable, which Debian keeps out of the PATH of ordinary users.</summary>
    public static string Nginx() => FindInPath("nginx") ?? (File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : throw Missing("nginx: install it (Debian: nginx-light)."));

    /// <summary>Path of the Varnish executable, where it has the module <c>xkey</c> and a compiler for its configuration.</summary>
    public static string Varnish() =>
        File.Exists("/usr/sbin/varnishd") && Directory.EnumerateFiles("/usr/lib", "libvmod_xkey.so", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3, IgnoreInaccessible = true }).Any()
            ? "/usr/sbin/varnishd"
            : throw Missing("Varnish with the module xkey: install it (Debian: varnish and varnish-modules).");

    /// <summary>Path of a Redis server.</summary>
    public static string Redis() => FindInPath("redis-server") ?? throw Missing("A Redis server: install it (Debian: redis-server).");

    /// <summary>Path of the Postfix command, which only root can start.</summary>
    public static string Postfix() =>
        !File.Exists("/usr/sbin/postfix") ? throw Missing("Postfix: install it (Debian: postfix).")
        : Environment.UserName != "root" ? throw Missing("Postfix: only root can start one.")
        : "/usr/sbin/postfix";

    /// <summary>Folder of a self-contained build of the light host, which <c>.ci/run</c> makes.</summary>
    public static string SelfContained() =>
        Environment.GetEnvironmentVariable("GUTCMS_TEST_SELF_CONTAINED") is { Length: > 0 } folder
            ? folder
            : throw Missing("A self-contained build: set GUTCMS_TEST_SELF_CONTAINED to its folder (docs/testing.md).");

    /// <summary>Path of a program of systemd's that starts a machine of its own, which only root can do.</summary>
    public static string SystemdMachine() =>
        FindInPath("systemd-nspawn") is not { } nspawn ? throw Missing("systemd-nspawn: install it (Debian: systemd-container).")
        : Environment.UserName != "root" ? throw Missing("systemd-nspawn: only root can start a machine.")
        : nspawn;

    /// <summary>Path of the program that checks units of systemd.</summary>
    public static string SystemdAnalyze() => FindInPath("systemd-analyze") ?? throw Missing("systemd-analyze: install it (Debian: systemd).");

    /// <summary>The exception that skips the running test, or fails it when everything is required.</summary>
    public static Exception Missing(string reason)
    {
        if (All)
        {
            return new InvalidOperationException($"Required here (GUTCMS_REQUIRE_ALL=1) but missing: {reason}");
        }

        try
        {
            Assert.Skip(reason);
        }
        catch (Exception skip)
        {
            return skip;
        }

        throw new InvalidOperationException("Assert.Skip returned.");
    }

    private static string? FindInPath(params string[] names)
        => (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}
