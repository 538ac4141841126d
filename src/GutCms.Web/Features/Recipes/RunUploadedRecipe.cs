using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core;
using GutCms.Core.Content;
using GutCms.Core.Delivery;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews;
using GutCms.Core.Security;
using GutCms.Web.Features.Proposals;

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
internal sealed class RunUploadedRecipe(IContentStore store, IEnumerable<IRecipeStepHandler> handlers, IDeliveryRefresh refresh, TimeProvider time, IReviewKeeper keeper, ProposeChange proposals, RefusedRecipes refused)
{
    /// <summary>Largest recipe, in bytes.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly FrozenDictionary<string, string> Needed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Content"] = Permissions.Import,
        ["ContentDefinition"] = Permissions.EditContentTypes,
        ["ReplaceContentDefinition"] = Permissions.EditContentTypes,
        ["DeleteContentDefinition"] = Permissions.EditContentTypes,
        ["Settings"] = Permissions.ManageSettings,
        ["Feature"] = Permissions.ManageSettings,
        ["Roles"] = Permissions.ManageRoles,
        ["Users"] = Permissions.ManageUsers,
        ["ReviewPolicy"] = Permissions.ManageReviewPolicies,
        ["OpenIdApplication"] = Permissions.ManageApplications,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

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
        if (Refuse(actor, utf8, mode) is { } refusal)
        {
            await refused.RecordAsync(actor, fileName, utf8, refusal);
            return refusal;
        }

        var runner = new RecipeRunner(store, handlers, new EmptyRecipeCatalog(), refresh, time) { Keeper = keeper };
        var source = new BytesRecipeSource(fileName, utf8);
        var options = new RecipeOptions(actor, DryRun: mode != RecipeRunMode.Run, Trusted: false);
        var report = mode == RecipeRunMode.Check
            ? await runner.CheckAsync(source, options, progress, cancellationToken)
            : await proposals.RunAsync(
                actor, ProposalKind.Recipe, fileName, () => new JsonObject { ["recipe"] = Convert.ToBase64String(utf8) }, () => runner.RunAsync(source, options, progress, cancellationToken), cancellationToken);
        if (mode == RecipeRunMode.Run && !report.Succeeded)
        {
            await refused.RecordAsync(actor, fileName, utf8, report.Faults, StepsOf(utf8));
        }

        return report;
    }

    /// <summary>Why somebody may not have a recipe checked or run; null when they may.</summary>
    public static Refusal? Refuse(Actor actor, byte[] utf8, RecipeRunMode mode)
    {
        if (utf8.Length is 0 or > MaxBytes)
        {
            return new Refusal(RefusalKind.Invalid, $"A recipe has 1 byte to {MaxBytes / 1024 / 1024} MiB.");
        }

        // A check writes nothing, so it takes no more than to be let in.
        var steps = mode == RecipeRunMode.Check ? [] : StepsOf(utf8);
        var missing = steps.Select(step => Needed.GetValueOrDefault(step, Permissions.SiteOwner)).Prepend(Permissions.ManageRecipes)
            .Distinct(StringComparer.Ordinal).Where(permission => !Authorization.Allows(actor, permission)).ToList();
        return missing.Count == 0 ? null
            : new Refusal(RefusalKind.Forbidden, "You may not run this recipe.") { UnmetRules = [.. missing.Select(permission => UnmetRule.NoPermission(permission))] };
    }

    // What cannot be read here could still be read by the runner (in another encoding, say), so nobody but the owner of the site may run it.
    private static IReadOnlyList<string> StepsOf(byte[] utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8.AsMemory(utf8.AsSpan().StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().Where(member => member.NameEquals("steps") && member.Value.ValueKind == JsonValueKind.Array)
                    .SelectMany(member => member.Value.EnumerateArray()).Select(NameOf)]
                : [""];
        }
        catch (JsonException)
        {
            return [""];
        }
    }

    // A step whose name cannot be told is one that nobody but the owner of the site may run.
    private static string NameOf(JsonElement step)
    {
        var names = step.ValueKind == JsonValueKind.Object ? step.EnumerateObject().Where(member => member.Name.Equals("name", StringComparison.OrdinalIgnoreCase)).ToList() : [];
        return names is [{ Value.ValueKind: JsonValueKind.String } only] ? only.Value.GetString()! : "";
    }
}
