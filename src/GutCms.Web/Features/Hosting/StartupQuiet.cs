namespace GutCms.Web.Features.Hosting;

/// <summary>
/// Keeps the host and Kestrel from logging a failed start with its stack trace: the command line says it in one line. Opened once the site serves.
/// </summary>
/// <param name="verbose">Everything from information level on passes at all times.</param>
internal sealed class StartupQuiet(bool verbose)
{
    private volatile bool _serving;

    /// <summary>Categories that it stands before.</summary>
    public static IReadOnlyList<string> Categories { get; } = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel"];

    /// <summary>From now on warnings and errors of these categories are logged.</summary>
    public void Open() => _serving = true;

    /// <summary>Whether an entry of one of these categories passes.</summary>
    public bool Allows(LogLevel level) => verbose ? level >= LogLevel.Information : _serving && level >= LogLevel.Warning;
}
