using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Audit;
using GutCms.Web.Features.Proposals;

namespace GutCms.Web.Features.Recipes;

/// <summary>Puts uploaded recipes on record that were refused, by permission or because of faults. Of content it keeps where the faults are, and not what they quote.</summary>
internal sealed class RefusedRecipes(IRefusalLog refusals, TimeProvider time)
{
    private const int MostFaults = 5;
    private const int LongestText = 200;

    /// <summary>The actor may not have it checked or run.</summary>
    public Task RecordAsync(Actor actor, string fileName, byte[] utf8, Refusal refusal) => RecordAsync(actor, fileName, utf8, new JsonObject
    {
        ["kind"] = refusal.Kind.ToString(),
        ["unmetRules"] = new JsonArray([.. refusal.UnmetRules.Select(rule => (JsonNode)rule.Sentence.ToString())]),
    });

    /// <summary>A run found faults, and nothing of it was kept.</summary>
    /// <param name="actor">Who ran it.</param>
    /// <param name="fileName">Name of the file.</param>
    /// <param name="utf8">The recipe.</param>
    /// <param name="faults">Its faults.</param>
    /// <param name="steps">Its steps.</param>
    public Task RecordAsync(Actor actor, string fileName, byte[] utf8, IReadOnlyList<RecipeFault> faults, IReadOnlyList<StepToTake> steps) => RecordAsync(actor, fileName, utf8, new JsonObject
    {
        ["kind"] = "Faults",
        ["faults"] = faults.Count,
        ["first"] = new JsonArray([.. faults.Take(MostFaults).Select(fault => (JsonNode)new JsonObject
        {
            ["path"] = RefusedChanges.Printable(fault.Path, LongestText),
            ["message"] = steps.FirstOrDefault(step => step.Index == fault.StepIndex)?.Handler?.FaultsMayBeQuoted == true ? RefusedChanges.Printable(fault.Sentence.ToString(), LongestText) : null,
        })]),
    });

    private async Task RecordAsync(Actor actor, string fileName, byte[] utf8, JsonObject details)
    {
        if (ReviewKeeper.IsConfirming)
        {
            // Said by the refused confirmation, in the name of whoever confirms.
            return;
        }

        details["file"] = RefusedChanges.Printable(fileName, LongestText);
        details["sha256"] = Convert.ToHexStringLower(SHA256.HashData(utf8));
        await refusals.RecordAsync(new AuditDraft(time.GetUtcNow().UtcDateTime, actor, AuditActions.Refused(AuditActions.RecipeRun)) { Details = details });
    }
}
