using GutCms.TestHosting;

namespace GutCms.TestSupport.Sites;

/// <summary>The variables by which a process that a test starts loads <see cref="FewerRounds"/>.</summary>
public static class TestHost
{
    /// <summary>For a process that is about to begin.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["DOTNET_STARTUP_HOOKS"] = typeof(FewerRounds).Assembly.Location,
        ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(FewerRounds).Assembly.GetName().Name!,
    };
}
