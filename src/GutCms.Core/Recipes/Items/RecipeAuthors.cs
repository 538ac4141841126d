using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Security;

namespace GutCms.Core.Recipes.Items;

/// <summary>Records who wrote what a recipe brings: whoever runs it, and beside them the author that a trusted recipe names.</summary>
internal static class RecipeAuthors
{
    /// <summary>Does it. Each text that somebody brings in is on record; what set-up and the command line bring is known by the recipe, whose file is on record.</summary>
    public static async Task RecordAsync(RecipeContext context, IReadOnlyList<ContentItem> written, string recipe, CancellationToken cancellationToken)
    {
        var runners = Authorship.Of(context.Actor);
        if (runners.IsEmpty)
        {
            return;
        }

        await context.Work.AddAuthorsAsync(
            written.ToDictionary(
                item => item.ContentItemVersionId,
                ImmutableArray<VersionAuthor> (item) => [.. runners.Concat(context.Trusted && !string.IsNullOrEmpty(item.Author) ? [new VersionAuthor(null, item.Author)] : []).Distinct()],
                StringComparer.Ordinal),
            cancellationToken);
        foreach (var item in written)
        {
            await context.Work.Audit.AppendAsync(
                new AuditDraft(context.NowUtc, context.Actor, AuditActions.ContentImport)
                {
                    ContentItemId = item.ContentItemId,
                    VersionId = item.ContentItemVersionId,
                    Details = new JsonObject { ["recipe"] = recipe, ["trusted"] = context.Trusted },
                },
                cancellationToken);
        }
    }
}
