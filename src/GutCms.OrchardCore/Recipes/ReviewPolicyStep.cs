using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews;
using GutCms.OrchardCore.Gate;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Storage;
using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;
using OrchardCore.Security.Services;

namespace GutCms.OrchardCore.Recipes;

/// <summary>Step <c>ReviewPolicy</c>: what has to be approved, and by whom, before content of a type is published. Checked as a whole before anything is written.</summary>
internal sealed class ReviewPolicyStep(IServiceProvider scope, Records records, ContentReader content, IRoleService roles, ContentPolicies policies, CurrentActor current, TimeProvider time)
    : NamedRecipeStepHandler("ReviewPolicy")
{
    /// <inheritdoc/>
    protected override async Task HandleAsync(RecipeExecutionContext context)
    {
        var faults = context.Step.Where(member => member.Key is not ("name" or "Policies")).Select(member => $"$.{member.Key}: the step has no such property.").ToList();
        var given = (context.Step["Policies"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        var knownRoles = (await roles.GetRolesAsync()).Select(role => role.RoleName).ToHashSet(StringComparer.Ordinal);
        var knownTypes = (await content.GetDefinitionsAsync()).Types.Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        var changed = new List<(string Type, JsonObject Policy)>();
        foreach (var (index, policy) in given.Index())
        {
            faults.AddRange(ReviewPolicyJson.Check(policy, knownRoles, knownTypes).Select(fault => $"$.Policies[{index}]{fault.Path[1..]}: {fault.Message}"));
            var type = policy["ContentType"]?.GetValue<string>() ?? "";
            var stored = await records.FindAsync<JsonObject>(RecordKinds.Document(ReviewPolicyJson.DocumentKind), type);
            if (stored is null || !JsonNode.DeepEquals(stored, policy))
            {
                changed.Add((type, (JsonObject)policy.DeepClone()));
                if (stored is not null && (string?)stored["Version"] == (string?)policy["Version"])
                {
                    faults.Add($"$.Policies[{index}].Version: the site has another policy for '{type}' under this version. Give the changed policy a new one.");
                }
            }
        }

        if (faults.Count > 0)
        {
            foreach (var fault in faults)
            {
                context.Errors.Add(fault);
            }

            return;
        }

        await SaveAsync(changed);
    }

    private async Task SaveAsync(List<(string Type, JsonObject Policy)> changed)
    {
        await using var work = await new JoinedContentStore(scope).BeginReviewAsync(CancellationToken.None);
        foreach (var (type, policy) in changed)
        {
            var hash = await PolicyTexts.SaveAsync(work, type, policy, CancellationToken.None);
            var details = new JsonObject { ["contentType"] = type, ["version"] = policy["Version"]?.DeepClone(), ["policyHash"] = hash };
            await work.Audit.AppendAsync(new(time.GetUtcNow().UtcDateTime, await current.GetAsync(), AuditActions.ReviewPolicyChange) { Details = details }, CancellationToken.None);
        }

        policies.Forget();
    }
}
