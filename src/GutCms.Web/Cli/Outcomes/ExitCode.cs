namespace GutCms.Web.Cli.Outcomes;

/// <summary>Exit codes of every verb; documented in <c>docs/cli.md</c>.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>The command itself failed: faults in a recipe, a conflict, a bug.</summary>
    public const int Failure = 1;

    /// <summary>The command line was wrong; nothing was tried.</summary>
    public const int Usage = 2;

    /// <summary>Configuration or surroundings: bad setting, port in use, folder not writable, database unreachable or newer than the program.</summary>
    public const int Environment = 3;

    /// <summary>Interrupted (Ctrl+C); nothing was kept.</summary>
    public const int Interrupted = 130;
}
