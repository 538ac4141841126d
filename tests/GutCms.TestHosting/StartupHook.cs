using System.Diagnostics.CodeAnalysis;

/// <summary>What <c>DOTNET_STARTUP_HOOKS</c> asks for: that this assembly is loaded, so that the host finds <see cref="GutCms.TestHosting.FewerRounds"/> in it by name.</summary>
[SuppressMessage("Design", "CA1050:Declare types in namespaces", Justification = "The runtime looks for this name.")]
public static class StartupHook
{
    /// <summary>Does nothing more.</summary>
    public static void Initialize()
    {
    }
}
