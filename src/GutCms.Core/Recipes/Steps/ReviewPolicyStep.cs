using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Recipes.Reading;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Steps;

/// <summary>Step <c>ReviewPolicy</c>: what has to be approved, and by whom, before content of a type is published.</summary>
/// <remarks>
/// Site document of kind <c>review-policy</c>, named like the content type: the policy as it stands in the recipe. A policy is versioned: another text
/// under the same <c>Version</c> is a fault.
/// </remarks>
/// <param name="check">Faults of a policy, given the roles and the content types that there are; paths from <c>$</c>.</param>
public sealed class ReviewPolicyStep(Func<JsonObject, IReadOnlyCollection<string>, IReadOnlyCollection<string>, IReadOnlyList<ContentFault>> check) : IRecipeStepHandler
{
    private const string Pending = nameof(ReviewPolicyStep);

    /// <inheritdoc/>
    public string Name => "ReviewPolicy";

    /// <inheritdoc/>
    public string Permission => Permissions.ManageReviewPolicies;

    /// <inheritdoc/>
    public string? AuditAction => AuditActions.ReviewPolicyChange;

    /// <inheritdoc/>
    public bool FaultsMayBeQuoted => true;

    /// <inheritdoc/>
    public async ValueTask CheckAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        context.CheckNames(step, step.Properties, "", Sentence.Of("Recipe.TheStep", "ReviewPolicy"), "Policies");
        context.CheckArray(step, step.Properties, "Policies", "", required: true);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (policy, path) in step.Properties.ObjectsOf("Policies"))
        {
            PendingOf(context).Add((step, path, policy));
            if (policy.TextOf("ContentType") is { Length: > 0 } type)
            {
                if (!seen.Add(type))
                {
                    context.Fault(step, policy.Find("ContentType", path).Path, Sentence.Of("Recipe.PolicyTwice", type));
                }

                await CheckVersionAsync(step, context, policy, type, path, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask CompleteCheckAsync(RecipeContext context, CancellationToken cancellationToken)
    {
        var stored = await context.Work.ListDocumentsAsync(SiteDocuments.Role, cancellationToken);
        var roles = RecipeRoles.Of(context).Concat(stored.Keys).ToHashSet(StringComparer.Ordinal);
        var types = context.Definitions.Types.Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (step, path, policy) in PendingOf(context))
        {
            foreach (var fault in check(policy, roles, types))
            {
                context.Fault(step, path + fault.Path[1..], fault.Sentence);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask ExecuteAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        foreach (var (policy, path) in step.Properties.ObjectsOf("Policies"))
        {
            var type = policy.TextOf("ContentType")!;
            var stored = await context.Work.GetDocumentAsync(ReviewPolicyJson.DocumentKind, type, cancellationToken);
            var outcome = stored is null ? RecipeOutcome.Created : JsonNode.DeepEquals(stored, policy) ? RecipeOutcome.Unchanged : RecipeOutcome.Updated;
            if (outcome != RecipeOutcome.Unchanged && context.Reviewers is { } directory)
            {
                // Accounts that a step before this one adds are there by now.
                foreach (var fault in await EscalationPeople.FindFaultsAsync(ReviewPolicyJson.Read(policy), directory, context.Work, cancellationToken))
                {
                    context.Fault(step, path + fault.Path[1..], fault.Sentence);
                }
            }

            foreach (var live in stored is null ? await PolicyTexts.ListLiveAsync(context.Work, type, cancellationToken) : [])
            {
                context.ItemChanged(live);
            }

            var hash = outcome == RecipeOutcome.Unchanged ? null : await PolicyTexts.SaveAsync(context.Work, type, policy.DeepClone().AsObject(), cancellationToken);
            context.Report(new(outcome, "review policy", type, Sentence.Of("Recipe.Version", policy.TextOf("Version"))), new JsonObject { ["policyHash"] = hash });
        }
    }

    private static async Task CheckVersionAsync(RecipeStep step, RecipeContext context, JsonObject policy, string type, string path, CancellationToken cancellationToken)
    {
        var stored = await context.Work.GetDocumentAsync(ReviewPolicyJson.DocumentKind, type, cancellationToken);
        if (stored is not null && stored.TextOf("Version") == policy.TextOf("Version") && !JsonNode.DeepEquals(stored, policy))
        {
            context.Fault(step, policy.Find("Version", path).Path, Sentence.Of("Recipe.PolicyVersion", type, policy.TextOf("Version")));
        }
    }

    private static List<(RecipeStep Step, string Path, JsonObject Policy)> PendingOf(RecipeContext context)
    {
        if (!context.Items.TryGetValue(Pending, out var pending))
        {
            context.Items[Pending] = pending = new List<(RecipeStep, string, JsonObject)>();
        }

        return (List<(RecipeStep, string, JsonObject)>)pending;
    }
}
