using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Editorial;

/// <summary>A deleted item that can be brought back.</summary>
/// <param name="Item">Its last version.</param>
/// <param name="Versions">All its versions, oldest first.</param>
internal sealed record Trashed(ContentItem Item, IReadOnlyList<VersionSummary> Versions)
{
    /// <summary>The item, or null: it is not deleted, or gone for good.</summary>
    public static async Task<Trashed?> FindAsync(IUnitOfWork work, string contentItemId, CancellationToken cancellationToken)
    {
        if (!(await work.FindDeletedAsync([contentItemId], cancellationToken)).Contains(contentItemId)
            || await work.ListVersionsAsync(contentItemId, cancellationToken) is not [.., var last] versions
            || (await work.GetDocumentAsync(ITrash.GoneKind, contentItemId, cancellationToken))?["version"]?.ToString() == last.VersionId)
        {
            return null;
        }

        var item = (await work.FindVersionsAsync([last.VersionId], cancellationToken)).GetValueOrDefault(last.VersionId)?.Item;
        return item is null ? null : new(item, versions);
    }

    /// <summary>Why the actor may do nothing with it; null: may. Whoever could not see its drafts is not told that it was there.</summary>
    public Refusal? FindObjection(Actor actor) =>
        Authorization.Allows(actor, Permissions.DeleteContent, Item.ContentType, Item.Owner) ? null
        : Authorization.MaySee(actor, Item.ContentType, Item.Owner, published: false) ? Refusal.Forbidden(Sentence.Of("Refused.Delete"), Permissions.DeleteContent, Item.ContentType)
        : TriggerCheck.NotFound;
}
