using System.Collections.Immutable;

namespace GutCms.Core.Reviews.Model;

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
