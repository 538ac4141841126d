using GutCms.Core.Certificates.Status;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Facts;

namespace GutCms.Core.Reviews.Acting;

/// <summary>Takes a live version down, for whatever cause.</summary>
internal static class TakingDown
{
    /// <summary>Does it. Runs that rest on what was live end: a renewal, and those of content that would show a disclaimer that is gone.</summary>
    public static async Task ApplyAsync(Attempt attempt, ReviewFacts facts, DisclaimerImpact? impact, string reason, CancellationToken cancellationToken)
    {
        await attempt.Writes.TakeDownAsync(facts.ContentItemId, cancellationToken);
        await attempt.Work.Reviews.Register.EndAsync([facts.ContentItemId], CertificateStatus.Invalid, cancellationToken);
        attempt.Changed(facts.ContentItemId);
        if (facts.Renewal is not null)
        {
            await Voiding.CloseAsync(attempt, facts.Renewal, reason, cancellationToken);
        }

        var runs = await attempt.Work.Reviews.FindReviewsAsync([.. (impact?.Items ?? []).Select(item => item.ReviewId).OfType<string>()], cancellationToken);
        foreach (var run in runs.Values)
        {
            await Voiding.CloseAsync(attempt, run, "The disclaimer was taken down.", cancellationToken);
        }
    }
}
