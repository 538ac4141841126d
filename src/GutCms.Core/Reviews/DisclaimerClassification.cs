using System.Collections.Immutable;

namespace GutCms.Core.Reviews;

/// <summary>How a changed disclaimer differs from the one before.</summary>
public enum DisclaimerChange
{
    /// <summary>The same in other words: flows into the content that shows it.</summary>
    Editorial,

    /// <summary>It says something else: everything that shows it has to be reviewed again.</summary>
    Material,
}

/// <summary>What whoever submitted a changed disclaimer says of the change. It stays as it is for the run: another proposal takes another submission.</summary>
/// <param name="Change">What.</param>
/// <param name="BeforeHash">Content hash of the disclaimer that was live then.</param>
public sealed record ProposedChange(DisclaimerChange Change, string BeforeHash);

/// <summary>What a reviewer signed of the change of a disclaimer, beside its text. The meaning of the decision says the same in words.</summary>
/// <param name="DecisionId">The decision.</param>
/// <param name="Change">What it was said to be.</param>
/// <param name="BeforeHash">Content hash of the disclaimer that was live; null when none was.</param>
/// <param name="ImpactTag">Tag of the list of content concerned that the reviewer was shown, with what it was said to be.</param>
/// <param name="Items">Ids of that content, ordered.</param>
public sealed record SignedChange(string DecisionId, DisclaimerChange Change, string? BeforeHash, string ImpactTag, ImmutableArray<string> Items);

/// <summary>By which classification the disclaimer of a text became another, while the decisions about the text stood.</summary>
/// <param name="FromVersionId">The version of the disclaimer that the text showed before.</param>
/// <param name="ToVersionId">The version that it shows since.</param>
/// <param name="ReviewId">The review of the disclaimer whose reviewers signed that the change is editorial.</param>
public sealed record DisclaimerSwitch(string FromVersionId, string ToVersionId, string ReviewId);

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
