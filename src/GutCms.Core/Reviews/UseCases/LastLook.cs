using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>What somebody has seen of an item for certain: the versions that the person decided about, voided decisions included, or commented on.</summary>
public static class LastLook
{
    /// <summary>The newest such version before the latest one; null: there is none, or the latest is one of them.</summary>
    /// <param name="view">The item.</param>
    /// <param name="versions">Its versions, in any order.</param>
    /// <param name="actor">Who looks.</param>
    public static string? Find(ReviewView view, IEnumerable<VersionSummary> versions, Actor actor)
    {
        if (!actor.IsPerson)
        {
            return null;
        }

        var seen = DecisionsOf(view, actor).Select(decision => decision.VersionId)
            .Concat(view.Threads.Where(thread => thread.Messages[0].AuthorId == actor.UserId).Select(thread => thread.VersionId))
            .ToHashSet(StringComparer.Ordinal);
        return versions.Where(version => seen.Contains(version.VersionId)).MaxBy(version => version.Number)?.VersionId is { } last && last != view.VersionId ? last : null;
    }

    /// <summary>Content hash of the text that a person decided about last, where that was this very version in other words: a host may save drafts in their place. Null: it was not.</summary>
    /// <param name="view">The item.</param>
    /// <param name="actor">Who looks.</param>
    public static string? FindText(ReviewView view, Actor actor) =>
        actor.IsPerson && DecisionsOf(view, actor).MaxBy(decision => decision.DecidedUtc) is { } last && last.VersionId == view.VersionId && last.ContentHash != view.ContentHash ? last.ContentHash : null;

    /// <summary>All decisions of a person about the item, voided ones too, in no order.</summary>
    public static IEnumerable<Decision> DecisionsOf(ReviewView view, Actor actor) => view.History
        .Concat(new[] { view.Review, view.Renewal }.OfType<ReviewRunView>())
        .SelectMany(run => run.Decisions)
        .Where(decision => decision.ReviewerId == actor.UserId);
}
