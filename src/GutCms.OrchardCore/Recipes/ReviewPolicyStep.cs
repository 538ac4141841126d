using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Security;
using GutCms.OrchardCore.Gate;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Policies;
using GutCms.OrchardCore.Storage;
using OrchardCore.Environment.Shell;
using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;

namespace GutCms.OrchardCore.Recipes;

/// <summary>Step <c>ReviewPolicy</c>: what has to be approved, and by whom, before content of a type is published. Checked as a whole before anything is written.</summary>
internal sealed class ReviewPolicyStep(
    IServiceProvider scope, Records records, ContentReader content, ContentPolicies policies, Unreviewable unreviewable, PolicyKeeper keeper, ShellSettings shell,
    CurrentActor current, IDeliveryRefresh delivery, TimeProvider time)
    : NamedRecipeStepHandler("ReviewPolicy")
{
    /// <inheritdoc/>
    protected override async Task HandleAsync(RecipeExecutionContext context)
    {
        var faults = context.Step.Where(member => member.Key is not ("name" or "Policies")).Select(member => $"$.{member.Key}: the step has no such property.").ToList();
        var given = (context.Step["Policies"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        var knownRoles = (await content.ListRolesAsync()).ToHashSet(StringComparer.Ordinal);
        var knownTypes = (await content.GetDefinitionsAsync()).Types.Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        var changed = new List<(string Type, JsonObject Policy)>();
        foreach (var (index, policy) in given.Index())
        {
            faults.AddRange(ReviewPolicyJson.Check(policy, knownRoles, knownTypes).Select(fault => $"$.Policies[{index}]{fault.Path[1..]}: {fault.Message}"));
            var type = policy["ContentType"] is JsonValue name && name.TryGetValue<string>(out var written) ? written : "";
            var stored = await records.FindAsync<JsonObject>(RecordKinds.Document(ReviewPolicyJson.DocumentKind), type);
            if (stored is null || !JsonNode.DeepEquals(stored, policy))
            {
                changed.Add((type, (JsonObject)policy.DeepClone()));
                faults.AddRange((await WeaknessesAsync(type, policy)).Select(weakness => $"$.Policies[{index}]: {weakness}"));
                faults.AddRange((await unreviewable.FindInTypeAsync(type)).Select(fault => $"$.Policies[{index}].ContentType: {fault}"));
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

    /// <summary>What a policy stops asking for, where whoever imports it may not decide that, or not alone.</summary>
    private async Task<IEnumerable<string>> WeaknessesAsync(string type, JsonObject policy)
    {
        if (await IsTrustedAsync() || await policies.FindAsync(type) is not { IsNone: false } before)
        {
            return [];
        }

        var (after, actor) = (ReviewPolicyJson.TryRead(policy).Policy, await current.GetAsync());
        var weaknesses = before.Policy is null ? [PolicyWeakness.WasUnreadable] : after is null ? [] : PolicyComparison.Weaknesses(before.Policy, after);
        if (weaknesses.IsEmpty)
        {
            return [];
        }

        var needs = $"the permission '{Permissions.ManageReviewPolicies}' of an administrator";
        if (Authorization.Allows(actor, Permissions.ManageReviewPolicies))
        {
            await using var work = await new JoinedContentStore(scope).ReadAsync(CancellationToken.None);
            if (!PolicyKeeper.MustWait(await keeper.LookAsync(work, CancellationToken.None), actor))
            {
                return [];
            }

            needs = "a second administrator: propose it under Review policies in the admin";
        }

        return weaknesses.Select(weakness => $"it asks for less than the policy of the site ({weakness}), which takes {needs}.");
    }

    private async Task<bool> IsTrustedAsync() => shell.IsInitializing() || (await current.GetAsync()).IsSystem;

    private async Task SaveAsync(List<(string Type, JsonObject Policy)> changed)
    {
        await using var work = await new JoinedContentStore(scope).BeginAsync(CancellationToken.None);
        var (before, actor) = (await keeper.LookAsync(work, CancellationToken.None), await IsTrustedAsync() ? Actor.System : await current.GetAsync());
        foreach (var (type, policy) in changed)
        {
            var isFirst = !await policies.IsGatedAsync(type);
            var hash = await PolicyTexts.SaveAsync(work, type, policy, CancellationToken.None);
            if (isFirst && await PolicyTexts.ListLiveAsync(work, type, CancellationToken.None) is { Count: > 0 } live)
            {
                await delivery.RefreshAsync(work, live, progress: null, CancellationToken.None);
            }

            var details = new JsonObject { ["contentType"] = type, ["version"] = policy["Version"]?.DeepClone(), ["policyHash"] = hash };
            await work.Audit.AppendAsync(new(time.GetUtcNow().UtcDateTime, await current.GetAsync(), AuditActions.ReviewPolicyChange) { Details = details }, CancellationToken.None);
        }

        await keeper.JudgeAsync(work, before, actor, time.GetUtcNow().UtcDateTime, CancellationToken.None);

        policies.Forget();
    }
}
