using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>What the use cases on comments share.</summary>
internal static class Commenting
{
    public static async Task<(ReviewFacts? Facts, Refusal? Refusal)> LoadAsync(Attempt attempt, string contentItemId, CancellationToken cancellationToken)
    {
        if (await attempt.LoadAsync(contentItemId, cancellationToken) is not { } facts || !Sees.Draft(facts, attempt.Actor))
        {
            return (null, TriggerCheck.NotFound);
        }

        const string permission = Security.Permissions.CommentContent;
        return Security.Authorization.Allows(attempt.Actor, permission, facts.ContentType, facts.Owner)
            ? (facts, null)
            : (null, Refusal.Forbidden(Sentence.Of("Refused.MayNotComment"), permission, facts.ContentType));
    }

    public static async Task<Outcome<CommentThread>> SaveAsync(Attempt attempt, ReviewFacts facts, CommentThread thread, string action, CancellationToken cancellationToken)
    {
        var saved = await attempt.Work.Reviews.SaveThreadAsync(thread, cancellationToken);
        var details = new JsonObject { ["threadId"] = thread.ThreadId, ["resolved"] = thread.IsResolved };
        await attempt.AuditAsync(action, facts.ContentItemId, thread.VersionId, null, details, cancellationToken);
        await attempt.RaiseAsync(ReviewEvents.Commented, facts.Latest.Item, (JsonObject)details.DeepClone(), cancellationToken);
        return saved;
    }
}
