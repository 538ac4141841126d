using System.Text.Json.Nodes;
using GutCms.Core.Audit;

namespace GutCms.Core.Recipes.Running;

/// <summary>Records in the audit log which recipes were run, and what they changed beside content.</summary>
/// <remarks>
/// Content is recorded by the file's SHA-256 and by the counts; which recipe wrote a version stands with the version, and imported ones carry their mark.
/// </remarks>
internal static class RecipeAudit
{
    public static async Task AppendAsync(RecipePlan plan, RecipeRunContext context, CancellationToken cancellationToken)
    {
        var counts = new JsonObject();
        foreach (var (outcome, count) in context.Lines.Counts.OrderBy(entry => entry.Key))
        {
            counts[outcome.ToString()] = count;
        }

        await AppendAsync(AuditActions.RecipeRun, new JsonObject
        {
            ["recipe"] = plan.Recipes[0].Name,
            ["trusted"] = context.Trusted,
            ["files"] = new JsonArray([.. plan.Recipes.Select(recipe => new JsonObject { ["recipe"] = recipe.Name, ["sha256"] = recipe.File.Encoding.Sha256 })]),
            ["counts"] = counts,
        });
        foreach (var (action, details) in context.Recorded)
        {
            await AppendAsync(action, details);
        }

        Task AppendAsync(string action, JsonObject details) =>
            context.Work.Audit.AppendAsync(new AuditDraft(context.NowUtc, context.Actor, action) { Details = details }, cancellationToken);
    }
}
