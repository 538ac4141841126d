using System.Collections.Immutable;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Reviews.Disclaimers;

/// <summary>What may be done with the content that shows a changed disclaimer, by what all its reviewers have signed. Whatever nobody has signed is material.</summary>
/// <param name="Change">Editorial only when each approval that counts says so, of the disclaimer that is live.</param>
/// <param name="Items">Content that each of these reviewers was shown; only this the new words reach.</param>
/// <param name="ReviewId">The review; null: there was none.</param>
internal sealed record SignedClassification(DisclaimerChange Change, ImmutableHashSet<string> Items, string? ReviewId)
{
    /// <summary>The classification that counts when the latest version of a disclaimer is published.</summary>
    public static SignedClassification Of(ReviewFacts facts)
    {
        var material = new SignedClassification(DisclaimerChange.Material, [], facts.CurrentReview?.ReviewId);
        var said = (facts.CurrentReview?.Stages ?? []).SelectMany(stage => stage.SignedChanges ?? []).ToLookup(change => change.DecisionId, StringComparer.Ordinal);

        // Both have to say so: the list that was kept, and the words of the decision, which nobody changes.
        var signed = facts.CurrentReview is null ? [] : facts.Decisions.Where(decision => decision.Counts)
            .Select(decision => decision.Meaning == SignatureMeanings.OfApproval(DisclaimerChange.Editorial) ? said[decision.DecisionId].FirstOrDefault() : null).ToList();
        return signed.Count == 0 || signed.Any(change => change is not { Change: DisclaimerChange.Editorial } || change.BeforeHash != facts.PublishedHash)
            ? material
            : new(DisclaimerChange.Editorial, [.. signed.Select(change => change!.Items.AsEnumerable()).Aggregate((left, right) => left.Intersect(right, StringComparer.Ordinal))], material.ReviewId);
    }

    /// <summary>What reviewers of the latest version of a disclaimer are asked to sign: what was proposed, if that was about the disclaimer that is live; otherwise material.</summary>
    public static DisclaimerChange Asked(ReviewFacts facts) =>
        facts.CurrentReview?.Change is { } proposed && proposed.BeforeHash == facts.PublishedHash ? proposed.Change : DisclaimerChange.Material;

    /// <summary>The new words reach an item without anybody asking its reviewers.</summary>
    public bool Reaches(ImpactedItem item) => Change == DisclaimerChange.Editorial && Items.Contains(item.ContentItemId);
}
