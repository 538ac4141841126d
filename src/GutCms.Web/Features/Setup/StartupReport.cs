using System.Reflection;

namespace GutCms.Web.Features.Setup;

/// <summary>What whoever started the site sees: where things are and how to stop it. The first line is read by programs too.</summary>
internal sealed class StartupReport(DataDirectory data, StartupQuiet quiet)
{
    /// <summary>Version of the program.</summary>
    public static string Version { get; } =
        typeof(StartupReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Writes it to standard output.</summary>
    /// <param name="urls">Where the site listens.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task WriteAsync(IEnumerable<string> urls, CancellationToken cancellationToken)
    {
        quiet.Open();
        var site = urls.First().TrimEnd('/') + "/";
        var text = $"""
            GutCms {Version} is ready at {site}

              Health    {site}health/ready
              Data      {data.FullPath}

            Press Ctrl+C to stop.
            """;
        await Console.Out.WriteLineAsync(text.AsMemory(), cancellationToken);
    }
}
