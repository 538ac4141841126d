using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Makes results.</summary>
internal static class TriggerResults
{
    /// <summary>What is there after a trigger: what was read before it, with what it has written.</summary>
    public static TriggerResult Of(Attempt attempt, string contentItemId, Subject subject)
    {
        var stand = attempt.Writes.Stands[contentItemId];
        return subject == Subject.Published && stand is { Published: { } live, PublishedState: { } state }
            ? new(contentItemId, live.VersionId, state, stand.Tag)
            : new(contentItemId, stand.Latest.VersionId, stand.LatestState, stand.Tag);
    }
}
