namespace GutCms.Web.Features.Hosting;

/// <summary>Where things lie when nothing else is said. What a site keeps never lies in the folder of the program, which an upgrade replaces.</summary>
internal static class Folders
{
    private const string Project = "GutCms.Web.csproj";

    /// <summary>The project folder under <c>dotnet run</c>, otherwise the folder of the executable; a variable of the host overrides both.</summary>
    public static string ContentRoot =>
        Environment.GetEnvironmentVariable("ASPNETCORE_CONTENTROOT") is { Length: > 0 } named ? Path.GetFullPath(named)
        : File.Exists(Project) ? Directory.GetCurrentDirectory()
        : AppContext.BaseDirectory;

    private static bool IsInProject => File.Exists(Path.Combine(ContentRoot, Project));

    /// <summary>What somebody types at this site's machine before a verb, so that it works on the same site: under <c>dotnet run</c> that, otherwise the executable.</summary>
    public static string Command => CommandOf(IsInProject ? ContentRoot : null, Environment.ProcessPath, Path.Combine(AppContext.BaseDirectory, "GutCms.Web.dll"));

    /// <summary>What somebody types before a verb, see <see cref="Command"/>.</summary>
    /// <param name="project">The project folder; null: it is not run from there.</param>
    /// <param name="process">The file that the process was started from; null: not known.</param>
    /// <param name="library">The program's library, for a process that was started as <c>dotnet</c> and it.</param>
    public static string CommandOf(string? project, string? process, string library) =>
        project is not null ? $"dotnet run --project {Quoted(project)} --"
        : process is null || Path.GetFileNameWithoutExtension(process) == "dotnet" ? $"dotnet {Quoted(library)}"
        : Quoted(process);

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;

    /// <summary>The data directory of this process, see <see cref="DataOf"/>.</summary>
    public static string DefaultData => DataOf(
        IsInProject,
        Environment.GetEnvironmentVariable("STATE_DIRECTORY"),
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify));

    /// <summary>
    /// The data directory: <c>App_Data</c> in the project folder under <c>dotnet run</c>, otherwise the state directory that systemd names (<c>STATE_DIRECTORY</c>),
    /// otherwise <c>gutcms</c> in the account's folder for data (<c>~/.local/share</c> on Linux). Empty when the account has none.
    /// </summary>
    /// <param name="inProject">The content root is the project folder.</param>
    /// <param name="state">What systemd names; several are separated by colons.</param>
    /// <param name="account">The account's folder for data; empty when it has none.</param>
    public static string DataOf(bool inProject, string? state, string account) =>
        inProject ? "App_Data"
        : !string.IsNullOrEmpty(state) ? state.Split(':')[0]
        : account.Length == 0 ? ""
        : Path.Combine(account, "gutcms");

    /// <summary>Whether a folder is the program's own, or lies in it.</summary>
    /// <param name="path">Full path.</param>
    public static bool IsInProgram(string path) =>
        (Path.TrimEndingDirectorySeparator(path) + Path.DirectorySeparatorChar).StartsWith(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
