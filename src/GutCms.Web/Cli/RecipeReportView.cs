using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GutCms.Core.Recipes;
using GutCms.Web.Cli.Outcomes;

namespace GutCms.Web.Cli;

/// <summary>Writes the report of a run or a check: lines for people, one JSON object for scripts.</summary>
internal static class RecipeReportView
{
    private const int LinesUnlessVerbose = 100;

    // Not meant for HTML: titles stay readable.
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DictionaryKeyPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };

    /// <summary>Writes it and returns the exit code.</summary>
    /// <param name="report">The report.</param>
    /// <param name="json">As JSON.</param>
    /// <param name="verbose">Every line, unchanged things too.</param>
    public static async Task<int> WriteAsync(RecipeReport report, bool json, bool verbose)
    {
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(report, JsonOptions));
        }
        else if (report.Succeeded)
        {
            await Console.Out.WriteAsync(Lines(report, verbose));
        }
        else
        {
            await Console.Error.WriteAsync(Faults(report));
        }

        return report.Succeeded ? ExitCode.Success : ExitCode.Failure;
    }

    private static string Faults(RecipeReport report)
    {
        var text = new StringBuilder();
        foreach (var fault in report.Faults)
        {
            text.Append(fault.File);
            if (fault.StepIndex is { } step)
            {
                text.Append(CultureInfo.InvariantCulture, $": step {step}");
            }

            text.AppendLine(CultureInfo.InvariantCulture, $": {fault.Path}: {fault.Message}");
        }

        return text.AppendLine(CultureInfo.InvariantCulture, $"{report.File}: {Count(report.Faults.Count, "fault")}; nothing was written.").ToString();
    }

    private static string Lines(RecipeReport report, bool verbose)
    {
        var text = new StringBuilder();
        foreach (var warning in report.Warnings)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"warning   {warning.Path}: {warning.Message}");
        }

        // What has to be reviewed stands first: nobody may have to look for it.
        var changes = report.Changes.Where(change => verbose || change.Outcome != RecipeOutcome.Unchanged).OrderBy(change => change.Outcome != RecipeOutcome.ReviewDue).ToList();
        var shown = verbose ? changes.Count : Math.Min(changes.Count, LinesUnlessVerbose);
        foreach (var change in changes.Take(shown))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Word(change.Outcome),-9} {change.Kind} {change.Name}");
            text.AppendLine(change.Detail is null ? "" : $" ({change.Detail})");
        }

        if (shown < changes.Count)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"... and {Count(changes.Count - shown, "further line")} (--verbose shows them)");
        }

        return text.AppendLine(CultureInfo.InvariantCulture, $"{report.Recipe}: {Summary(report)}").ToString();
    }

    private static string Summary(RecipeReport report)
    {
        if (report.Counts.Count == 0)
        {
            return report.Warnings.Count == 0 ? "no faults." : $"no faults, {Count(report.Warnings.Count, "warning")}.";
        }

        var counts = string.Join(", ", report.Counts.OrderBy(count => count.Key).Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {Word(count.Key)}")));
        return report.DryRun ? $"would be {counts}. Dry run: nothing was kept." : report.Changed ? $"{counts}." : $"{counts}. Nothing changed.";
    }

    private static string Word(RecipeOutcome outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
