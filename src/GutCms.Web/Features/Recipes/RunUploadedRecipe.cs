using GutCms.Core.Content.Checking;
using System.Text.Json.Nodes;
using GutCms.Core.Delivery;
using GutCms.Core.Recipes;
using GutCms.Core.Recipes.Running;
using GutCms.Core.Reviews.Model;
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

/// <summary>
/// Checks or runs a recipe that somebody uploaded, never as trusted: content arrives as drafts. Every step takes the permission for what it changes, and a
/// recipe cannot name others.
/// </summary>
internal sealed class RunUploadedRecipe(IContentStore store, IEnumerable<IRecipeStepHandler> handlers, IDeliveryRefresh refresh, TimeProvider time, IReviewKeeper keeper, ContentLimits limits, ProposeChange proposals, RefusedRecipes refused)
{
    /// <summary>Largest recipe, in bytes.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    private readonly RecipeRunner _runner = new(store, handlers, new EmptyRecipeCatalog(), refresh, time) { Keeper = keeper, Limits = limits };

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
