using System.Text.Json.Nodes;
using GutCms.Core.Recipes.Reading;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Steps;

/// <summary>
/// Step <c>Feature</c>: records which features are wanted. The light host has all of its own built in, so that a recipe that names Orchard Core's
/// features runs in both hosts.
/// </summary>
/// <remarks>Site document of kind <c>features</c>, name <c>site</c>: <c>{ "Enabled": [ … ] }</c>, sorted.</remarks>
public sealed class FeatureStep : IRecipeStepHandler
{
    /// <inheritdoc/>
    public string Name => "Feature";

    /// <inheritdoc/>
    public string Permission => Permissions.ManageSettings;

    /// <inheritdoc/>
    public string? AuditAction => null;

    /// <inheritdoc/>
    public ValueTask CheckAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        context.CheckNames(step, step.Properties, "", Sentence.Of("Recipe.TheStep", "Feature"), "enable", "disable");
        context.CheckArray(step, step.Properties, "enable", "", required: false, texts: true);
        context.CheckArray(step, step.Properties, "disable", "", required: false, texts: true);
        var disabled = step.Properties.TextsOf("disable").Select(found => found.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var (feature, path) in step.Properties.TextsOf("enable").Where(found => disabled.Contains(found.Value)))
        {
            context.Fault(step, path, Sentence.Of("Recipe.FeatureBoth", feature));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask ExecuteAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        var stored = await context.Work.GetDocumentAsync(SiteDocuments.Features, SiteDocuments.Site, cancellationToken);
        var enabled = new SortedSet<string>((stored ?? []).TextsOf("Enabled").Select(found => found.Value), StringComparer.Ordinal);
        var changed = false;
        foreach (var (feature, _) in step.Properties.TextsOf("enable"))
        {
            var added = enabled.Add(feature);
            changed |= added;
            context.Report(new(added ? RecipeOutcome.Created : RecipeOutcome.Unchanged, "feature", feature));
        }

        foreach (var (feature, _) in step.Properties.TextsOf("disable"))
        {
            var removed = enabled.Remove(feature);
            changed |= removed;
            context.Report(new(removed ? RecipeOutcome.Removed : RecipeOutcome.Unchanged, "feature", feature));
        }

        if (changed)
        {
            await context.Work.SaveDocumentAsync(SiteDocuments.Features, SiteDocuments.Site, new JsonObject { ["Enabled"] = new JsonArray([.. enabled.Select(feature => JsonValue.Create(feature))]) }, cancellationToken);
        }
    }
}
