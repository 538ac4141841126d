using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Json;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Features.Users;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Roles;

/// <summary>
/// Makes a role or changes one, as a recipe with the step <c>Roles</c> does: with its checks, its record, and a second administrator where it weakens the review. Shows first what it means and whom it concerns.
/// </summary>
internal sealed class ChangeRole(IContentStore store, RunUploadedRecipe recipes, IReviewKeeper keeper)
{
    private const string RoleKind = "role";

    /// <summary>What is asked for.</summary>
    /// <param name="Name">Name of the role.</param>
    /// <param name="Description">What it is for; empty: as it is.</param>
    /// <param name="Permissions">Everything that it gives from then on.</param>
    /// <param name="Was">Tag of the role that the actor was looking at; null: there was none, a new one is made.</param>
    public sealed record Request(string Name, string Description, IReadOnlyCollection<string> Permissions, string? Was);

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
            [.. (await work.ListDocumentsAsync(RoleKind, cancellationToken)).Keys.Order(StringComparer.Ordinal)]);
    }

    /// <summary>The role of a name; null: there is none, or the actor may not change roles.</summary>
    public async Task<Role?> FindAsync(Actor actor, string name, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return Authorization.Allows(actor, Permissions.ManageRoles) && await work.GetDocumentAsync(RoleKind, name, cancellationToken) is { } stored ? Of(name, stored) : null;
    }

    /// <summary>Looks at what it would mean, and keeps nothing.</summary>
    public async Task<Outcome<Preview>> PreviewAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(actor, request, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (Refuse(await recipes.ExecuteAsync(actor, FileOf(request), RecipeOf(request), RecipeRunMode.DryRun, null, cancellationToken)) is { } fault)
        {
            return fault;
        }

        // Nothing of it is committed.
        await using var work = await store.BeginAsync(cancellationToken);
        var stored = await work.GetDocumentAsync(RoleKind, request.Name, cancellationToken);
        var before = await keeper.LookAsync(work, cancellationToken);
        await work.SaveDocumentAsync(RoleKind, request.Name, new JsonObject { ["Name"] = request.Name, ["Permissions"] = Texts(request.Permissions) }, cancellationToken);
        var weakenings = Weakening.Between(before, await keeper.LookAsync(work, cancellationToken));
        var held = stored is null ? [] : Of(request.Name, stored).Permissions;
        return new Preview(
            [.. request.Permissions.Except(held, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. held.Except(request.Permissions, StringComparer.Ordinal)],
            [.. (await Everybody.LoadAsync(work, cancellationToken)).All.Where(account => account.Roles.Contains(request.Name))],
            weakenings);
    }

    /// <summary>Does it.</summary>
    /// <exception cref="WaitsForConfirmationException">It weakens the review, so that it waits for a second administrator.</exception>
    public async Task<Outcome<RecipeReport>> SaveAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(actor, request, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var done = await recipes.ExecuteAsync(actor, FileOf(request), RecipeOf(request), RecipeRunMode.Run, null, cancellationToken);
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
        : new Refusal(RefusalKind.Invalid, SiteSentence.Of("Role.Faults")) { Faults = [.. outcome.Value.Faults.Select(fault => new Core.Content.Definitions.ContentFault("$", fault.Sentence))] };

    private static string FileOf(Request request) => $"role-{request.Name}.recipe.json";

    private static byte[] RecipeOf(Request request) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["name"] = "role",
        ["literal"] = true,
        ["steps"] = new JsonArray(new JsonObject
        {
            ["name"] = "Roles",
            ["Roles"] = new JsonArray(new JsonObject { ["Name"] = request.Name, ["Description"] = request.Description, ["PermissionBehavior"] = "Replace", ["Permissions"] = Texts(request.Permissions) }),
        }),
    }.ToJsonString(JsonSerializerOptions.Default));

    private static Role Of(string name, JsonObject stored) => new(
        name, (string?)stored["Description"] ?? "", [.. (stored["Permissions"] as JsonArray ?? []).Select(permission => (string)permission!).Order(StringComparer.Ordinal)], CanonicalJson.Hash(stored));

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Order(StringComparer.Ordinal).Select(text => (JsonNode)text)];
}
