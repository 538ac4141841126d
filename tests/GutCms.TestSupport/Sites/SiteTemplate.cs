using System.Security.Cryptography;
using System.Text;

namespace GutCms.TestSupport.Sites;

/// <summary>
/// A site as its first start leaves it, which tests copy. It is made once per build, by starting the executable, and kept in <c>artifacts/test-sites</c> (and on the
/// PostgreSQL server) for the processes of this run and of the next. What another build has made is never copied.
/// </summary>
internal static class SiteTemplate
{
    private static readonly string Key = BuildKey.Read();
    private static readonly string Kept = Path.Combine(GutCmsExecutable.RepositoryRoot, "artifacts", "test-sites", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));
    private static readonly Lazy<Task<string>> Sqlite = new(() => EnsureAsync(null));
    private static readonly Lazy<Task<string>> PostgreSql = new(() => EnsureAsync(new(Require.Postgres())));

    /// <summary>Fills the place of a new site: its data directory and, on PostgreSQL, its database.</summary>
    /// <param name="data">Data directory; does not exist yet.</param>
    /// <param name="server">The server; null on SQLite.</param>
    /// <param name="database">Name of the database, which does not exist yet; null on SQLite.</param>
    public static async Task CopyAsync(string data, TestServer? server, string? database)
    {
        var template = await (server is null ? Sqlite : PostgreSql).Value;
        CreatePrivate(data);
        foreach (var file in Directory.EnumerateFiles(template, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(data, Path.GetRelativePath(template, file));
            CreatePrivate(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        if (server is not null)
        {
            await server.CreateAsync(database!, NameOn(server));
        }
    }

    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Makes it where it is missing, one process at a time, and removes those of earlier builds.</summary>
    /// <returns>Its data directory.</returns>
    private static async Task<string> EnsureAsync(TestServer? server)
    {
        var kind = server is null ? "sqlite-" : "postgresql-";
        var folder = Path.Combine(Kept, kind + Key);
        Directory.CreateDirectory(Kept);
        using var alone = await LockAsync(Path.Combine(Kept, ".lock"));
        var databases = server is null ? [] : await server.ListAsync(PrefixOn());
        if (Directory.Exists(folder) && (server is null || databases.Contains((NameOn(server), true))))
        {
            return folder;
        }

        foreach (var earlier in Directory.EnumerateDirectories(Kept, kind + "*").ToArray())
        {
            Directory.Delete(earlier, recursive: true);
        }

        foreach (var (name, _) in databases)
        {
            await server!.DropAsync(name);
        }

        await MakeAsync(folder, server);
        return folder;
    }

    private static async Task MakeAsync(string folder, TestServer? server)
    {
        await using var site = await TestSite.CreateAsync(server, server is null ? null : NameOn(server));
        site.LoadTestHost();
        var host = await site.StartProcessAsync();
        var code = await host.StopAsync();
        if (code != 0 || BuildKey.Read() != Key)
        {
            throw new InvalidOperationException(code != 0 ? $"The site to copy ended with code {code}.\n{host.Error}" : "GutCms was built anew while its tests ran: run them again.");
        }

        if (server is not null)
        {
            await server.CloseAsync(NameOn(server));
            site.KeepDatabase();
        }

        // Last, and at once: whoever finds the folder finds all of it.
        Directory.Move(site.DataDirectory, folder);
    }

    private static string NameOn(TestServer server) => PrefixOn() + Short(Key + server.Address);

    /// <summary>What the templates of this worktree and configuration on this machine have in common.</summary>
    private static string PrefixOn() => $"gutcms_template_{Short(Environment.MachineName + Kept)}_";

    private static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    /// <summary>Waits for a lock of the operating system: a killed process cannot leave it behind.</summary>
    private static async Task<FileStream> LockAsync(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(50);
            }
        }
    }
}
