using System.Text.Json;
using System.Text.Json.Serialization;
using GutCms.Core.Delivery;
using GutCms.Core.Verification;
using GutCms.Web.Cli.Outcomes;

namespace GutCms.Web.Cli;

/// <summary>What a verification found, for people or as JSON.</summary>
internal static class VerificationView
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = DeliveryBytes.JsonEncoder,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes it to standard output.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> WriteAsync(SiteVerification result, bool asJson)
    {
        if (asJson)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { result.Intact, result.Entries, result.Items, result.Checkpoints, result.Findings }, Json));
            return result.Intact ? ExitCode.Success : ExitCode.Failure;
        }

        foreach (var finding in result.Findings)
        {
            var about = finding.ContentItemId is { } item ? $" item {item}" + (finding.VersionId is { } version ? $", version {version}" : "") : "";
            await Console.Out.WriteLineAsync($"{(finding.IsWarning ? "warning" : "fault")} {finding.Fault}{about}: {finding.Message}");
        }

        var faults = result.Findings.Count(finding => !finding.IsWarning);
        await Console.Out.WriteLineAsync(
            $"{result.Items} live items, {result.Entries} entries of the log and {result.Checkpoints} checkpoints were compared: {(faults == 0 ? "everything is as it was approved and recorded." : $"{faults} faults.")}");
        return result.Intact ? ExitCode.Success : ExitCode.Failure;
    }
}
