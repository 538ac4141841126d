using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Json;
using GutCms.Core.Recipes.Steps;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.Web.Features.Clients;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Features.Users;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Roles;

/// <summary>Takes a role away that nobody holds and nothing names: otherwise it says who holds it and what names it.</summary>
internal sealed class DeleteRole(IContentStore store, ApplicationManagers managers, IReviewKeeper keeper, ProposeChange proposals, IRefusalLog refusals, TimeProvider time)
{
    /// <summary>At most so many open reviews are looked at, the most urgent ones.</summary>
    private const int MostReviews = 5000;

    /// <summary>What is asked for.</summary>
    /// <param name="Name">Name of the role.</param>
    /// <param name="Was">Tag of the role that the actor was looking at.</param>
    public sealed record Request(string Name, string? Was);

    /// <summary>What was done.</summary>
    /// <param name="Name">Name of the role that is gone.</param>
    public sealed record Result(string Name);

    /// <summary>What stands against it, in sentences; empty: nothing. Nothing, too, for whoever may not change roles.</summary>
    public async Task<IReadOnlyList<Sentence>> FindObstaclesAsync(Actor actor, string name, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return Authorization.Allows(actor, Permissions.ManageRoles) ? await FindObstaclesAsync(work, name, cancellationToken) : [];
    }

    /// <summary>Does it.</summary>
    /// <exception cref="WaitsForConfirmationException">It weakens the review, so that it waits for a second administrator.</exception>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        var outcome = await proposals.RunAsync(
            actor, ProposalKind.RoleDeletion, request.Name, () => JsonSerializer.SerializeToNode(request)!.AsObject(), () => CarryOutAsync(actor, request, cancellationToken), cancellationToken);
        if (!outcome.Succeeded)
        {
            await refusals.RecordAsync(new(Now, actor, AuditActions.Refused(AuditActions.RoleDelete)) { Details = new JsonObject { ["kind"] = outcome.Refusal.Kind.ToString(), ["role"] = request.Name } });
        }

        return outcome;
    }

    /// <summary>Does it, or lets whoever calls propose it.</summary>
    /// <exception cref="MustBeConfirmedException">It weakens the review, and nothing of it was kept.</exception>
    public async Task<Outcome<Result>> CarryOutAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageRoles))
        {
            return new Refusal(RefusalKind.Forbidden, SiteSentence.Of("Role.MayNot")) { UnmetRules = [UnmetRule.NoPermission(Permissions.ManageRoles)] };
        }

        await using var work = await store.BeginAsync(cancellationToken);
        if (await work.GetDocumentAsync(SiteDocuments.Role, request.Name, cancellationToken) is not { } stored)
        {
            return new Refusal(RefusalKind.NotFound, SiteSentence.Of("Role.Gone", request.Name));
        }

        if (CanonicalJson.Hash(stored) != request.Was)
        {
            return new Refusal(RefusalKind.Stale, SiteSentence.Of("Role.Changed", request.Name));
        }

        var held = (stored["Permissions"] as JsonArray ?? []).Select(permission => (string)permission!).ToList();
        if (RolesStep.FindBeyond(actor, request.Name, held, []) is { } beyond)
        {
            return new Refusal(RefusalKind.Forbidden, beyond);
        }

        if (await FindObstaclesAsync(work, request.Name, cancellationToken) is { Count: > 0 } obstacles)
        {
            return new Refusal(RefusalKind.Conflict, SiteSentence.Of("Role.InUse", request.Name, Sentence.Join(" ", obstacles)));
        }

        var before = await keeper.LookAsync(work, cancellationToken);
        await StoredRoles.RemoveAsync(work, request.Name, cancellationToken);
        await work.Audit.AppendAsync(
            new(Now, actor, AuditActions.RoleDelete) { Details = new JsonObject { ["role"] = request.Name, ["description"] = stored["Description"]?.DeepClone(), ["permissions"] = stored["Permissions"]?.DeepClone() } }, cancellationToken);
        await keeper.JudgeAsync(work, before, actor, Now, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new Result(request.Name);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task<List<Sentence>> FindObstaclesAsync(IUnitOfWork work, string name, CancellationToken cancellationToken)
    {
        List<Sentence> found = [];
        if (name is Accounts.Authenticated or Accounts.Anonymous)
        {
            found.Add(SiteSentence.Of("Role.BuiltIn"));
        }

        Add(found, "Role.HeldBy", await StoredRoles.ListHoldersAsync(work, name, cancellationToken));
        Add(found, "Role.HeldByClients", await ClientsAsync(work, name, cancellationToken));
        var policies = await work.ListDocumentsAsync(ReviewPolicyJson.DocumentKind, cancellationToken);
        Add(found, "Role.InPolicies", [.. policies.Where(policy => ReviewPolicyJson.TryRead(policy.Value).Policy is not { } known || Names(known, name)).Select(policy => policy.Key)]);
        Add(found, "Role.InReviews", await ReviewsAsync(work, name, cancellationToken));
        return found;
    }

    private static void Add(List<Sentence> found, string key, IReadOnlyCollection<string> names)
    {
        if (names.Count > 0)
        {
            found.Add(SiteSentence.Of(key, string.Join(", ", names)));
        }
    }

    private static bool Names(ReviewPolicy policy, string role) =>
        policy.Stages.Any(stage => stage.Roles.Any(asked => asked.Role == role) || stage.Reminders?.EscalateTo.Contains(role) == true);

    private async Task<List<string>> ClientsAsync(IUnitOfWork work, string name, CancellationToken cancellationToken)
    {
        var manager = managers.In(work);
        List<string> clients = [];
        await foreach (var client in manager.ListAsync(cancellationToken: cancellationToken))
        {
            if ((await ClientRoles.OfAsync(manager, client, cancellationToken)).Contains(name))
            {
                clients.Add(await manager.GetClientIdAsync(client, cancellationToken) ?? "");
            }
        }

        return clients;
    }

    /// <summary>Titles of what is in review under a policy that names the role, whatever the policy on file says by now.</summary>
    private static async Task<IReadOnlyList<string>> ReviewsAsync(IUnitOfWork work, string name, CancellationToken cancellationToken)
    {
        var types = (await work.GetDefinitionsAsync(cancellationToken)).Types.Select(type => type.Name).ToList();
        var waiting = await work.Reviews.ListWaitingAsync(types, MostReviews, cancellationToken);
        var runs = await work.Reviews.FindReviewsAsync([.. waiting.DistinctBy(review => review.PolicyHash ?? review.ReviewId, StringComparer.Ordinal).Select(review => review.ReviewId)], cancellationToken);
        var naming = runs.Values.Where(run => Names(run.Policy, name)).Select(run => run.PolicyHash ?? run.ReviewId).ToHashSet(StringComparer.Ordinal);
        string[] items = [.. waiting.Where(review => naming.Contains(review.PolicyHash ?? review.ReviewId)).Select(review => review.ContentItemId)];
        var heads = items.Length == 0 ? new Dictionary<string, ItemHead>() : await work.FindHeadsAsync(items, cancellationToken);
        return [.. items.Take(20).Select(id => ShownTitle.Of(heads.GetValueOrDefault(id)?.Title))];
    }
}
