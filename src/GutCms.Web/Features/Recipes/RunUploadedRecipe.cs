using GutCms.Core.Content.Checking;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Delivery;
using GutCms.Core.Recipes;
using GutCms.Core.Recipes.Running;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Recipes;

/// <summary>How far an uploaded recipe goes.</summary>
internal enum RecipeRunMode
{
    /// <summary>Only looked through for faults.</summary>
    Check,

    /// <summary>Carried out, reported, and undone.</summary>
    DryRun,

    /// <summary>Carried out.</summary>
    Run,
}

/// <summary>A role as it is to be.</summary>
/// <param name="Name">Name.</param>
/// <param name="Description">What it is for; empty: as it is.</param>
/// <param name="Permissions">Everything that it gives.</param>
internal sealed record RoleToChange(string Name, string Description, IReadOnlyCollection<string> Permissions)
{
    /// <summary>The recipe of one step that does it.</summary>
    public byte[] ToRecipe() => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["name"] = "role",
        ["literal"] = true,
        ["steps"] = new JsonArray(new JsonObject
        {
            ["name"] = "Roles",
            ["Roles"] = new JsonArray(new JsonObject
            {
                [nameof(Name)] = Name,
                [nameof(Description)] = Description,
                ["PermissionBehavior"] = "Replace",
                [nameof(Permissions)] = new JsonArray([.. Permissions.Order(StringComparer.Ordinal).Select(permission => (JsonNode)permission)]),
            }),
        }),
    }.ToJsonString(JsonSerializerOptions.Default));
}

/// <summary>
/// Checks or runs a recipe that somebody uploaded, never as trusted: content arrives as drafts. Every step takes the permission for what it changes, and a
/// recipe cannot name others.
/// </summary>
internal sealed class RunUploadedRecipe(IContentStore store, IEnumerable<IRecipeStepHandler> handlers, IDeliveryRefresh refresh, TimeProvider time, IReviewKeeper keeper, IReviewerDirectory reviewers, ContentLimits limits, ProposeChange proposals, RefusedRecipes refused)
{
    /// <summary>Largest recipe, in bytes.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    private readonly RecipeRunner _runner = new(store, handlers, new EmptyRecipeCatalog(), refresh, time) { Keeper = keeper, Reviewers = reviewers, Limits = limits };

    /// <summary>Does it.</summary>
    /// <param name="actor">Who asks: with the permission to run recipes, and those for its steps.</param>
    /// <param name="fileName">Name for messages.</param>
    /// <param name="utf8">The recipe.</param>
    /// <param name="mode">How far.</param>
    /// <param name="progress">Is told how far it has come; null: nobody is.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="WaitsForConfirmationException">It weakens the review, so that the whole recipe waits for a second administrator.</exception>
    public async Task<Outcome<RecipeReport>> ExecuteAsync(
        Actor actor, string fileName, byte[] utf8, RecipeRunMode mode, IProgress<RecipeProgress>? progress, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(actor, fileName, utf8, mode) is { } refusal)
        {
            return refusal;
        }

        var (source, options) = (new BytesRecipeSource(fileName, utf8), new RecipeOptions(actor, DryRun: mode != RecipeRunMode.Run));
        var report = mode == RecipeRunMode.Check
            ? await _runner.CheckAsync(source, options, progress, cancellationToken)
            : await proposals.RunAsync(
                actor, ProposalKind.Recipe, fileName, () => new JsonObject { ["recipe"] = Convert.ToBase64String(utf8) }, () => _runner.RunAsync(source, options, progress, cancellationToken), cancellationToken);
        if (mode == RecipeRunMode.Run && !report.Succeeded)
        {
            await refused.RecordAsync(actor, fileName, utf8, report.Faults, _runner.StepsOf(source, options));
        }

        return report;
    }

    /// <summary>
    /// Carries out the one step that changes a role, for whoever may change roles: they need not be let in to run recipes, since nothing else comes through here. The recipe is written here, of one step, and
    /// nothing in it is evaluated.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="role">The role: its name, what it is for, and everything that it gives.</param>
    /// <param name="checks">Only looks through it for faults: writes nothing and waits for no writer.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MustBeConfirmedException">It weakens the review, and nothing of it was kept.</exception>
    public async Task<Outcome<RecipeReport>> ExecuteRoleAsync(Actor actor, RoleToChange role, bool checks, CancellationToken cancellationToken)
    {
        var fileName = $"role-{role.Name}.recipe.json";
        var utf8 = role.ToRecipe();
        if (!Authorization.Allows(actor, Permissions.ManageRoles))
        {
            Refusal refusal = new(RefusalKind.Forbidden, SiteSentence.Of("Role.MayNot")) { UnmetRules = [UnmetRule.NoPermission(Permissions.ManageRoles)] };
            await refused.RecordAsync(actor, fileName, utf8, refusal);
            return refusal;
        }

        var (source, options) = (new BytesRecipeSource(fileName, utf8), new RecipeOptions(actor, DryRun: checks));
        var report = checks ? await _runner.CheckAsync(source, options, progress: null, cancellationToken) : await _runner.RunAsync(source, options, progress: null, cancellationToken);
        if (!checks && !report.Succeeded)
        {
            await refused.RecordAsync(actor, fileName, utf8, report.Faults, _runner.StepsOf(source, options));
        }

        return report;
    }

    /// <summary>Why somebody may not have a recipe checked or run, which is put on record; null when they may.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="fileName">Name for messages.</param>
    /// <param name="utf8">The recipe.</param>
    /// <param name="mode">How far it is to go.</param>
    public async Task<Refusal?> RefuseAsync(Actor actor, string fileName, byte[] utf8, RecipeRunMode mode)
    {
        var refusal = Refuse(actor, fileName, utf8, mode);
        if (refusal is not null)
        {
            await refused.RecordAsync(actor, fileName, utf8, refusal);
        }

        return refusal;
    }

    private Refusal? Refuse(Actor actor, string fileName, byte[] utf8, RecipeRunMode mode)
    {
        if (utf8.Length is 0 or > MaxBytes)
        {
            return new Refusal(RefusalKind.Invalid, SiteSentence.Of("Recipes.Size", MaxBytes / 1024 / 1024));
        }

        // A check writes nothing, so it takes no more than to be let in. A step that nobody knows is one that nobody but the owner of the site may run.
        var steps = mode == RecipeRunMode.Check ? [] : _runner.StepsOf(new BytesRecipeSource(fileName, utf8), new RecipeOptions(actor));
        var missing = steps.Select(step => step.Handler?.Permission ?? Permissions.SiteOwner).Prepend(Permissions.ManageRecipes)
            .Distinct(StringComparer.Ordinal).Where(permission => !Authorization.Allows(actor, permission)).ToList();
        return missing.Count == 0 ? null
            : new Refusal(RefusalKind.Forbidden, SiteSentence.Of("Recipes.MayNot")) { UnmetRules = [.. missing.Select(permission => UnmetRule.NoPermission(permission))] };
    }
}
