namespace GutCms.Web.Cli.Outcomes;

/// <summary>An expected end of a command, in words for whoever typed it. Printed as one line on standard error.</summary>
internal sealed class CommandFailedException : Exception
{
    /// <summary>Creates it with <see cref="ExitCode.Failure"/>.</summary>
    public CommandFailedException(string message) : this(message, Outcomes.ExitCode.Failure) { }

    /// <summary>Creates it.</summary>
    /// <param name="message">One sentence: what is wrong and what to do.</param>
    /// <param name="exitCode">One of <see cref="Outcomes.ExitCode"/>.</param>
    /// <param name="innerException">Cause, shown with <c>--verbose</c>.</param>
    public CommandFailedException(string message, int exitCode, Exception? innerException = null) : base(message, innerException)
        => ExitCode = exitCode;

    /// <summary>Exit code of the process.</summary>
    public int ExitCode { get; }
}
