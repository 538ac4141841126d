using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Makes results.</summary>
internal static class TriggerResults
{
    /// <summary>What is there after a trigger: read again, in the same unit of work.</summary>
    public static async Task<TriggerResult> OfAsync(Attempt attempt, string contentItemId, Subject subject, CancellationToken cancellationToken)
    {
        var facts = await attempt.LoadAsync(contentItemId, cancellationToken)
            ?? throw new InvalidOperationException("The item is gone in the middle of its own change.");
        return subject == Subject.Published && facts is { Published: { } live, PublishedState: { } state }
            ? new(contentItemId, live.Item.ContentItemVersionId, state, facts.Tag)
            : new(contentItemId, facts.Latest.Item.ContentItemVersionId, facts.LatestState, facts.Tag);
    }
}
