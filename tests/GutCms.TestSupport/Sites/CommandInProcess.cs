using System.Reflection;

namespace GutCms.TestSupport.Sites;

/// <summary>Runs a verb within the test's own process: the same entry as the executable's, without the two seconds in which a process compiles it anew.</summary>
internal static class CommandInProcess
{
    private const string Urls = "ASPNETCORE_URLS";

    // The options of a verb are shared by all calls of it, and a person runs one command at a time as well.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);
    private static readonly bool IsReferenced = File.Exists(Path.Combine(AppContext.BaseDirectory, "GutCms.Web.dll"));
    private static readonly Lazy<MethodInfo> Entry = new(Prepare);

    /// <summary>
    /// Whether it shows the same as a process: the verb ends by itself and uses the console through <see cref="Console.Out"/> only, and the environment can be said by
    /// configuration.
    /// </summary>
    public static bool CanRun(string[] arguments, IReadOnlyDictionary<string, string?> environment) =>
        IsReferenced && arguments is [not "serve", _, ..] && !arguments.Contains("--password-stdin") && (arguments[1] != "export" || arguments[0] != "recipe" || arguments.Contains("--out"))
        && environment.All(variable => variable.Value is null || variable.Key == Urls || IsConfiguration(variable.Key) || IsTestHost(variable.Key, variable.Value));

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">Verb and arguments.</param>
    /// <param name="environment">Variables, of which those of the configuration count.</param>
    public static async Task<CommandResult> RunAsync(string[] arguments, IReadOnlyDictionary<string, string?> environment)
    {
        string[] all = [.. arguments, .. environment
            .Where(variable => variable.Value is not null && IsConfiguration(variable.Key))
            .Select(variable => $"--{variable.Key.Replace("__", ":", StringComparison.Ordinal)}={variable.Value}")];
        await OneAtATime.WaitAsync();
        try
        {
            return await Task.Run(() =>
            {
                using var console = CapturedConsole.Begin();
                var code = (int)Entry.Value.Invoke(null, [all])!;
                return new CommandResult(code, console.Output, console.Error);
            });
        }
        finally
        {
            OneAtATime.Release();
        }
    }

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
