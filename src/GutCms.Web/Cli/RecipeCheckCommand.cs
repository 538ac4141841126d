using System.CommandLine;
using GutCms.Core.Recipes;
using GutCms.Core.Security;
using GutCms.Web.Features.Recipes;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms recipe check</c>: says what is wrong with a recipe, against the definitions of the site, and what would become due for review; keeps nothing.</summary>
internal static class RecipeCheckCommand
{
    private static readonly RecipeArguments Arguments = new();

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("check", "Check a recipe against the site without writing anything.");
        Arguments.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(site, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Site site, ParseResult parsed, CancellationToken cancellation)
    {
        await using var looked = await SiteToLookAt.OpenAsync(site, cancellation);
        var source = Arguments.Source(looked.Services.GetRequiredService<RecipeFiles>(), parsed);
        var options = new RecipeOptions(
            Actor.System, DryRun: true, Trusted: true, parsed.GetValue(Arguments.IgnoreUnknownSteps), Arguments.ReadParameters(parsed))
        { Strict = parsed.GetValue(Arguments.Strict) };
        var json = parsed.GetValue(Arguments.Json);
        var runner = looked.Services.GetRequiredService<RecipeRunners>().For(source);
        var report = await RecipeProgressView.ShowAsync(!json, async progress =>
            await runner.WithDueAsync(await runner.CheckAsync(source, options, progress, cancellation), source, options, progress, cancellation));
        return await RecipeReportView.WriteAsync(report, json, site.Arguments.Verbose);
    }
}
