using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;

namespace GutCms.Core.Editorial;

/// <summary>Takes a deleted item out of the trash: nobody can bring it back any more. Its versions stay in the database for the record, as those of every item do.</summary>
public sealed class EmptyTrash(ReviewPorts ports)
{
    /// <summary>What is gone.</summary>
    /// <param name="ContentItemId">The item.</param>
    public sealed record Result(string ContentItemId);

    /// <summary>Does it for one item.</summary>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, string contentItemId, CancellationToken cancellationToken) =>
        Attempt.RunAsync<Result>(ports, actor, AuditActions.ContentDelete, contentItemId, async attempt =>
        {
            if (await Trashed.FindAsync(attempt.Work, contentItemId, cancellationToken) is not { } found)
            {
                return TriggerCheck.NotFound;
            }

            if (found.FindObjection(actor) is { } refusal)
            {
                return refusal;
            }

            await attempt.Work.SaveDocumentAsync(ITrash.GoneKind, contentItemId, new JsonObject { ["version"] = found.Item.ContentItemVersionId }, cancellationToken);
            await attempt.AuditAsync(AuditActions.ContentDelete, contentItemId, found.Item.ContentItemVersionId, null, new JsonObject { ["forGood"] = true }, cancellationToken);
            return new Result(contentItemId);
        }, cancellationToken);
}
