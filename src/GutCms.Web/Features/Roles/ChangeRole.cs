using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Json;
using GutCms.Core.Recipes;
using GutCms.Core.Recipes.Steps;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Features.Users;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Roles;

/// <summary>
/// Makes a role or changes one, as a recipe with the step <c>Roles</c> does: with its checks, its record, and a second administrator where it weakens the review. Shows first what it means and whom it concerns.
/// </summary>
internal sealed class ChangeRole(IContentStore store, RunUploadedRecipe recipes, IReviewKeeper keeper, ProposeChange proposals)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Name">Name of the role.</param>
    /// <param name="Description">What it is for; empty: as it is.</param>
    /// <param name="Permissions">Everything that it gives from then on.</param>
    /// <param name="Was">Tag of the role that the actor was looking at; null: there was none, a new one is made.</param>
    public sealed record Request(string Name, string Description, IReadOnlyCollection<string> Permissions, string? Was)
    {
        /// <summary>The role as it is to be.</summary>
        internal RoleToChange ToRole() => new(Name, Description, Permissions);

        /// <summary>What carries it out later.</summary>
        internal JsonObject ToPayload() => JsonSerializer.SerializeToNode(this)!.AsObject();
    }

    /// <summary>A role as it is.</summary>
    /// <param name="Name">Name.</param>
    /// <param name="Description">What it is for; empty: that is not on file.</param>
    /// <param name="Permissions">What it gives, ordered.</param>
    /// <param name="Tag">Another one with each change.</param>
    public sealed record Role(string Name, string Description, IReadOnlyList<string> Permissions, string Tag);

    /// <summary>What a change would mean.</summary>
    /// <param name="Given">Permissions that the role gives anew, ordered.</param>
    /// <param name="Taken">Permissions that it does not give any more, ordered.</param>
    /// <param name="Holders">Enabled accounts that hold it, by name.</param>
    /// <param name="Weakenings">How it weakens the review; empty: it does not.</param>
    public sealed record Preview(IReadOnlyList<string> Given, IReadOnlyList<string> Taken, IReadOnlyList<Account> Holders, IReadOnlyList<Weakening> Weakenings);

    /// <summary>What there is to choose from.</summary>
    /// <param name="Types">Names of the types that people make items of, ordered.</param>
    /// <param name="Roles">Names of the roles, ordered.</param>
    public sealed record Choices(IReadOnlyList<string> Types, IReadOnlyList<string> Roles);

    /// <summary>What there is to choose from.</summary>
    public async Task<Choices> ChoicesAsync(CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return new(
            [.. (await work.GetDefinitionsAsync(cancellationToken)).Types.Where(type => (bool?)type.Settings["ContentTypeSettings"]?["Creatable"] == true).Select(type => type.Name).Order(StringComparer.Ordinal)],
            [.. (await work.ListDocumentsAsync(SiteDocuments.Role, cancellationToken)).Keys.Order(StringComparer.Ordinal)]);
    }

    /// <summary>The role of a name; null: there is none, or the actor may not change roles.</summary>
    public async Task<Role?> FindAsync(Actor actor, string name, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return Authorization.Allows(actor, Permissions.ManageRoles) && await work.GetDocumentAsync(SiteDocuments.Role, name, cancellationToken) is { } stored ? Of(name, stored) : null;
    }

    /// <summary>Looks at what it would mean, and keeps nothing.</summary>
    public async Task<Outcome<Preview>> PreviewAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(actor, request, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (Refuse(await recipes.ExecuteRoleAsync(actor, request.ToRole(), checks: true, cancellationToken)) is { } fault)
        {
            return fault;
        }

        await using var work = await store.ReadAsync(cancellationToken);
        var stored = await work.GetDocumentAsync(SiteDocuments.Role, request.Name, cancellationToken);
        var held = stored is null ? [] : Of(request.Name, stored).Permissions;
        if (RolesStep.FindBeyond(actor, request.Name, held, request.Permissions) is { } beyond)
        {
            return Faulty(beyond);
        }

        var before = await keeper.LookAsync(work, cancellationToken);
        return new Preview(
            [.. request.Permissions.Except(held, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. held.Except(request.Permissions, StringComparer.Ordinal)],
            [.. (await Everybody.LoadAsync(work, cancellationToken)).All.Where(account => account.Roles.Contains(request.Name))],
            Weakening.Between(before, before.With(request.Name, request.Permissions)));
    }

    /// <summary>Does it.</summary>
    /// <exception cref="WaitsForConfirmationException">It weakens the review, so that it waits for a second administrator.</exception>
    public Task<Outcome<RecipeReport>> SaveAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        proposals.RunAsync(actor, ProposalKind.Role, request.Name, request.ToPayload, () => CarryOutAsync(actor, request, cancellationToken), cancellationToken);

    /// <summary>Does it, or lets whoever calls propose it.</summary>
    /// <exception cref="MustBeConfirmedException">It weakens the review, and nothing of it was kept.</exception>
    public async Task<Outcome<RecipeReport>> CarryOutAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(actor, request, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var done = await recipes.ExecuteRoleAsync(actor, request.ToRole(), checks: false, cancellationToken);
        return Refuse(done) is { } fault ? fault : done;
    }

    private async Task<Refusal?> RefuseAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageRoles))
        {
            return new Refusal(RefusalKind.Forbidden, SiteSentence.Of("Role.MayNot")) { UnmetRules = [UnmetRule.NoPermission(Permissions.ManageRoles)] };
        }

        var known = await FindAsync(actor, request.Name, cancellationToken);
        return known?.Tag == request.Was ? null
            : request.Was is null ? new Refusal(RefusalKind.Conflict, SiteSentence.Of("Role.IsThere", request.Name))
            : new Refusal(RefusalKind.Stale, SiteSentence.Of("Role.Changed", request.Name));
    }

    // What stands in a recipe is at a place of the recipe, which nobody here has seen.
    private static Refusal? Refuse(Outcome<RecipeReport> outcome) => !outcome.Succeeded ? outcome.Refusal
        : outcome.Value.Succeeded ? null
        : Faulty([.. outcome.Value.Faults.Select(fault => fault.Sentence)]);

    private static Refusal Faulty(params Sentence[] faults) =>
        new(RefusalKind.Invalid, SiteSentence.Of("Role.Faults")) { Faults = [.. faults.Select(fault => new Core.Content.Definitions.ContentFault("$", fault))] };

    private static Role Of(string name, JsonObject stored) => new(
        name, (string?)stored["Description"] ?? "", [.. (stored["Permissions"] as JsonArray ?? []).Select(permission => (string)permission!).Order(StringComparer.Ordinal)], CanonicalJson.Hash(stored));
}
