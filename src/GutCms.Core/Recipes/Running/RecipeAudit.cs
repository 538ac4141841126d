using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews;

namespace GutCms.Core.Recipes;

/// <summary>Records in the audit log which recipes were run, and what they changed beside content.</summary>
/// <remarks>
/// Content is recorded by the file's SHA-256 and by the counts; which recipe wrote a version stands with the version, and imported ones carry their mark.
/// </remarks>
internal static class RecipeAudit
{
    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["role"] = AuditActions.RoleChange,
        ["review policy"] = AuditActions.ReviewPolicyChange,
        ["setting"] = AuditActions.SettingsChange,
        ["content type"] = AuditActions.DefinitionChange,
        ["content part"] = AuditActions.DefinitionChange,
    };

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
        foreach (var line in context.Lines.Lines.Where(line => line.Outcome is RecipeOutcome.Created or RecipeOutcome.Updated or RecipeOutcome.Removed))
        {
            if (Actions.TryGetValue(line.Kind, out var action))
            {
                var details = new JsonObject { ["recipe"] = plan.Recipes[0].Name, ["kind"] = line.Kind, ["name"] = line.Name, ["outcome"] = line.Outcome.ToString() };
                if (action == AuditActions.ReviewPolicyChange)
                {
                    details["policyHash"] = await ReviewPolicyJson.HashAsync(context.Work, line.Name, cancellationToken);
                }

                await AppendAsync(action, details);
            }
        }

        Task AppendAsync(string action, JsonObject details) =>
            context.Work.Audit.AppendAsync(new AuditDraft(context.NowUtc, context.Actor, action) { Details = details }, cancellationToken);
    }
}
