using GutCms.Core.Recipes.Items;
using GutCms.Core.Recipes.Reading;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Steps;

/// <summary>Step <c>Content</c>: content items, streamed.</summary>
/// <remarks>
/// What a trusted recipe publishes becomes published, with an <see cref="ImportedMark"/>; otherwise items arrive as drafts. What people have changed since
/// is skipped and named. What an item says about its review is ignored. HTML is sanitised.
/// </remarks>
public sealed class ContentStep : IRecipeStepHandler
{
    /// <inheritdoc/>
    public string Name => "Content";

    /// <inheritdoc/>
    public string Permission => Permissions.Import;

    /// <inheritdoc/>
    public string? AuditAction => null;

    /// <inheritdoc/>
    public bool ReadsItems => true;

    /// <inheritdoc/>
    public async ValueTask CheckAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        context.CheckNames(step, step.Properties, "", Sentence.Of("Recipe.TheStep", "Content"), "Data");
        var (data, path, exists) = step.Properties.Find("Data", "");
        if (exists)
        {
            context.Fault(step, path, Sentence.Of("Recipe.DataIsArray", RecipeJson.KindOf(data)));
        }

        await new ContentCheck(step, context).RunAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask CompleteCheckAsync(RecipeContext context, CancellationToken cancellationToken) => await ContentCheck.CompleteAsync(context, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask ExecuteAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        var writer = await ContentWriter.OfAsync(context, cancellationToken);
        var definitions = context.Definitions;
        await foreach (var batch in ItemBatches.PrepareAsync(step.Items(), (index, json) => RecipeItem.Read(index, json, definitions), cancellationToken))
        {
            await writer.WriteAsync(batch.Select(item => item.Item!), context.RecipeName, cancellationToken);
            context.ItemsDone(batch.Count, batch[^1].Item!.DisplayText);
        }
    }
}
