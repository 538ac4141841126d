using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Editorial;

/// <summary>Brings a deleted item back as a draft, with its last text. Approvals do not come back, and whoever wrote it counts as an author again.</summary>
public sealed class RestoreDeleted(ReviewPorts ports)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<SavedContent>> ExecuteAsync(Actor actor, string contentItemId, CancellationToken cancellationToken) =>
        Attempt.RunAsync<SavedContent>(ports, actor, AuditActions.ContentRestore, contentItemId, async attempt =>
        {
            if (await Trashed.FindAsync(attempt.Work, contentItemId, cancellationToken) is not { } found)
            {
                return TriggerCheck.NotFound;
            }

            if (found.FindObjection(actor) is { } refusal)
            {
                return refusal;
            }

            if (!Authorization.Allows(actor, Permissions.EditContent, found.Item.ContentType, found.Item.Owner))
            {
                return Refusal.Forbidden(Sentence.Of("Refused.Edit"), Permissions.EditContent, found.Item.ContentType);
            }

            var (item, unfit) = Drafts.ReadAgain(found.Item, await attempt.Work.GetDefinitionsAsync(cancellationToken), ports.Limits);
            if (item is null)
            {
                return unfit!;
            }

            ImmutableArray<VersionAuthor> authors = [.. Authorship.Of(actor), .. Authorship.AuthorsOf(found.Versions, ImmutableHashSet<string>.Empty, found.Item.ContentItemVersionId)];
            return await Drafts.SaveAsync(
                attempt,
                null,
                Drafts.Complete(item, null, actor, contentItemId, attempt.NowUtc) with { Owner = found.Item.Owner, CreatedUtc = found.Item.CreatedUtc },
                [.. authors.Distinct()],
                AuditActions.ContentRestore,
                new JsonObject { ["from"] = found.Item.ContentItemVersionId, ["deleted"] = true },
                cancellationToken);
        }, cancellationToken);
}
