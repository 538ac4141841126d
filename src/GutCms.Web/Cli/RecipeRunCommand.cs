using System.CommandLine;
using System.Runtime;
using GutCms.Core.Recipes;
using GutCms.Core.Security;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Features.Setup;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms recipe run</c>: runs a recipe as trusted, all of it or nothing.</summary>
internal static class RecipeRunCommand
{
    private static readonly RecipeArguments Arguments = new();

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show exactly what would change, and keep nothing." };

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("run", "Run a recipe in one transaction: all of it or nothing. What it publishes becomes published, marked as imported.");
        Arguments.AddTo(command);
        command.Options.Add(DryRun);
        command.SetAction((parsed, cancellation) => RunAsync(site, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Site site, ParseResult parsed, CancellationToken cancellation)
    {
        // Nobody waits for this process, so the memory of a long import is tidied at once and not by a thread beside it.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        await using var app = site.Build();
        await using var scope = app.Services.CreateAsyncScope();
        var source = Arguments.Source(scope.ServiceProvider.GetRequiredService<RecipeFiles>(), parsed);
        await scope.ServiceProvider.GetRequiredService<PrepareSite>().ExecuteAsync(cancellation);

        var options = new RecipeOptions(
            Actor.System, parsed.GetValue(DryRun), Trusted: true, parsed.GetValue(Arguments.IgnoreUnknownSteps), Arguments.ReadParameters(parsed))
        { Strict = parsed.GetValue(Arguments.Strict) };
        var json = parsed.GetValue(Arguments.Json);
        var runner = scope.ServiceProvider.GetRequiredService<RecipeRunners>().For(source);
        var report = await RecipeProgressView.ShowAsync(!json, progress => runner.RunAsync(source, options, progress, cancellation));
        return await RecipeReportView.WriteAsync(report, json, site.Arguments.Verbose);
    }
}
