using System.Reflection;

namespace GutCms.TestSupport.Sites;

/// <summary>The entry of the executable, for whatever of it runs in the process of the test.</summary>
internal static class ProgramEntry
{
    private const string Urls = "ASPNETCORE_URLS";
    private static readonly Lazy<MethodInfo> Entry = new(Prepare);

    /// <summary>The options of a verb are shared by all calls of it, and a person runs one command at a time as well.</summary>
    public static SemaphoreSlim OneAtATime { get; } = new(1, 1);

    /// <summary>Whether this process holds the executable.</summary>
    public static bool IsReferenced { get; } = File.Exists(Path.Combine(AppContext.BaseDirectory, "GutCms.Web.dll"));

    /// <summary>Whether servers run in this process.</summary>
    public static bool Serves { get; } = IsReferenced && Assembly.GetEntryAssembly()?.IsDefined(typeof(TestsTheExecutableAttribute)) != true;

    /// <summary>Whether the environment of a site can be said by configuration.</summary>
    public static bool CanTake(IReadOnlyDictionary<string, string?> environment) =>
        environment.All(variable => variable.Value is null || variable.Key == Urls || IsConfiguration(variable.Key) || IsTestHost(variable.Key, variable.Value));

    /// <summary>A command line with the environment of a site as its configuration.</summary>
    /// <param name="arguments">Verb and arguments.</param>
    /// <param name="environment">Variables, of which those of the configuration count; where to listen counts for <c>serve</c>.</param>
    public static string[] CommandLine(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var listens = arguments is ["serve", ..] && !arguments.Contains("--urls") && environment.GetValueOrDefault(Urls) is { } urls ? ["--urls", urls] : Array.Empty<string>();
        return [.. arguments, .. listens, .. environment
            .Where(variable => variable.Value is not null && IsConfiguration(variable.Key))
            .Select(variable => $"--{variable.Key.Replace("__", ":", StringComparison.Ordinal)}={variable.Value}")];
    }

    /// <summary>Runs it to its end and returns its exit code.</summary>
    public static int Run(string[] arguments) => (int)Entry.Value.Invoke(null, [arguments])!;

    private static bool IsConfiguration(string variable) => variable.Contains("__", StringComparison.Ordinal);

    private static bool IsTestHost(string variable, string value) => TestHost.Variables.TryGetValue(variable, out var own) && own == value;

    private static MethodInfo Prepare()
    {
        // Nothing that changes how it behaves comes from outside, as with a process; its recipes and settings lie beside the executable.
        foreach (var inherited in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(GutCmsExecutable.ChangesBehaviour))
        {
            Environment.SetEnvironmentVariable(inherited, null);
        }

        Environment.SetEnvironmentVariable("ASPNETCORE_CONTENTROOT", Path.GetDirectoryName(GutCmsExecutable.FilePath));
        Environment.SetEnvironmentVariable("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", TestHost.Variables["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"]);
        return Assembly.Load("GutCms.Web").EntryPoint!;
    }
}
