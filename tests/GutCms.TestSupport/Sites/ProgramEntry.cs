using System.Reflection;

namespace GutCms.TestSupport.Sites;

/// <summary>The entry of the executable, for whatever of it runs in the process of the test.</summary>
internal static class ProgramEntry
{
    private static readonly Lazy<MethodInfo> Entry = new(Load);

    /// <summary>Whether this process holds the executable.</summary>
    public static bool IsReferenced { get; } = File.Exists(Path.Combine(AppContext.BaseDirectory, "GutCms.Web.dll"));

    /// <summary>Whether servers run in this process.</summary>
    public static bool Serves { get; } = IsReferenced && Assembly.GetEntryAssembly()?.IsDefined(typeof(TestsTheExecutableAttribute)) != true;

    /// <summary>Sets the environment of this process to what the executable's entry needs, once.</summary>
    public static void Prepare() => _ = Entry.Value;

    /// <summary>Runs it to its end and returns its exit code.</summary>
    public static int Run(string[] arguments) => (int)Entry.Value.Invoke(null, [arguments])!;

    private static MethodInfo Load()
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
