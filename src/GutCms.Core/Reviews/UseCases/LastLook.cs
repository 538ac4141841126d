using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>
/// What somebody has seen of an item: the versions that the person decided about, voided decisions included, commented on, or opened. A version counts for as long as it has the text
/// that was seen: a host may save drafts in their place.
/// </summary>
public static class LastLook
{
    /// <summary>The newest such version before the latest one; null: there is none, or the person has decided about the latest.</summary>
    /// <remarks>That the latest was opened or commented on hides nothing: what has changed stays marked while somebody reads on.</remarks>
    /// <param name="view">The item.</param>
    /// <param name="versions">Its versions, in any order.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="look">What the person has opened; null: nothing that is known.</param>
    public static string? Find(ReviewView view, IReadOnlyCollection<VersionSummary> versions, Actor actor, Look? look = null)
    {
        if (!actor.IsPerson || versions.FirstOrDefault(version => version.VersionId == view.VersionId) is not { } latest)
        {
            return null;
        }

        var decided = DecisionsOf(view, actor).Select(decision => (decision.VersionId, decision.ContentHash)).ToHashSet();
        var seen = view.Threads.Select(thread => (thread.VersionId, First: thread.Messages[0])).Where(thread => thread.First.AuthorId == actor.UserId && thread.First.ContentHash is not null)
            .Select(thread => (thread.VersionId, thread.First.ContentHash!)).Concat(decided).ToHashSet();
        var opened = look?.Before(latest.Number);
        return decided.Any(decision => decision.VersionId == latest.VersionId) ? null
            : versions.Where(version => version.Number < latest.Number && (version.Number == opened || (version.ContentHash is { } hash && seen.Contains((version.VersionId, hash)))))
                .MaxBy(version => version.Number)?.VersionId;
    }

    /// <summary>Content hash of the text that a person decided about last, where its version has another text by now. Null: there is no such text.</summary>
    /// <param name="view">The item.</param>
    /// <param name="versions">Its versions, in any order.</param>
    /// <param name="actor">Who looks.</param>
    public static string? FindText(ReviewView view, IReadOnlyCollection<VersionSummary> versions, Actor actor) =>
        actor.IsPerson && DecisionsOf(view, actor).MaxBy(decision => decision.DecidedUtc) is { } last
        && last.ContentHash != (last.VersionId == view.VersionId ? view.ContentHash : versions.FirstOrDefault(version => version.VersionId == last.VersionId)?.ContentHash)
            ? last.ContentHash
            : null;

    /// <summary>All decisions of a person about the item, voided ones too, in no order.</summary>
    public static IEnumerable<Decision> DecisionsOf(ReviewView view, Actor actor) => view.History
        .Concat(new[] { view.Review, view.Renewal }.OfType<ReviewRunView>())
        .SelectMany(run => run.Decisions)
        .Where(decision => decision.ReviewerId == actor.UserId);
}
