using System.Diagnostics;

namespace GutCms.TestSupport;

/// <summary>The executable under test, as the build left it: the one of the configuration that the tests were built in.</summary>
public static class GutCmsExecutable
{
    /// <summary>Root of the repository.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Full path of the executable.</summary>
    public static string FilePath { get; } = Find();

    /// <summary>What would start it, with nothing inherited that changes how it behaves.</summary>
    /// <param name="arguments">Arguments as a shell would pass them.</param>
    /// <param name="environment">Variables set for the child; null removes one.</param>
    /// <param name="workingDirectory">Working directory; null: the test's own output folder.</param>
    public static ProcessStartInfo StartInfo(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?> environment,
        string? workingDirectory = null)
    {
        var start = new ProcessStartInfo(FilePath)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = workingDirectory ?? AppContext.BaseDirectory,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var inherited in start.Environment.Keys.Where(ChangesBehaviour).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Whether a variable changes how a site behaves.</summary>
    internal static bool ChangesBehaviour(string variable)
        => variable.StartsWith("GutCms__", StringComparison.OrdinalIgnoreCase)
            || variable.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
            || variable.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase)
            || variable.Equals("DOTNET_STARTUP_HOOKS", StringComparison.OrdinalIgnoreCase);

    private static string Find()
    {
        // artifacts/bin/<test project>/<configuration>/ -> artifacts/bin/GutCms.Web/<configuration>/
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var name = OperatingSystem.IsWindows() ? "GutCms.Web.exe" : "GutCms.Web";
        var path = Path.Combine(own.Parent!.Parent!.FullName, "GutCms.Web", own.Name, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"Build the solution first: {path} does not exist.", path);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GutCms.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
