using System.CommandLine;
using GutCms.Web.Features.Setup;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms serve</c>, also what <c>gutcms</c> without a verb does: prepares the site and serves it until it is stopped.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = "Where to listen, for example http://localhost:8080; several are separated by semicolons.",
        HelpName = "addresses",
    };

    /// <summary>Its options, which the root command offers too.</summary>
    public static IReadOnlyList<Option> Options { get; } = [Urls];

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("serve", "Start the site. The first start creates the database and seeds it by the set-up recipe.");
        foreach (var option in Options)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => RunAsync(site, parsed, cancellation));
        return command;
    }

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(Site site, ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = parsed.GetValue(Urls) is { } urls ? site.Build([new("urls", urls)]) : site.Build();
        await app.Services.GetRequiredService<PrepareSite>().ExecuteAsync(cancellation);
        await app.StartAsync(cancellation);
        await app.Services.GetRequiredService<StartupReport>().WriteAsync(app.Urls, cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return ExitCode.Success;
    }
}
