namespace GutCms.Core.Planning;

/// <summary>What is planned, or was done on a day.</summary>
public enum PlannedKind
{
    /// <summary>A version is to become live.</summary>
    Publication,

    /// <summary>What is live is to be taken down.</summary>
    TakeDown,

    /// <summary>A decision of reviewers is due.</summary>
    Decision,

    /// <summary>A live text is due to be reviewed again.</summary>
    Review,

    /// <summary>An item was withdrawn for the safety of readers.</summary>
    Withdrawal,

    /// <summary>A release is to go live.</summary>
    Release,
}

/// <summary>Something with an instant.</summary>
/// <param name="Kind">What.</param>
/// <param name="Id">The item; of a release, the release.</param>
/// <param name="AtUtc">When, UTC. A decision is due on a day: the instant at which that has ended.</param>
/// <param name="Title">Title of the latest version, or name of the release; null when it has none.</param>
/// <param name="ContentType">Its type; empty for a release.</param>
/// <param name="Owner">User id of its owner.</param>
/// <param name="More">Publication, take-down and withdrawal: the name of whoever set it; decision: the stage. Null: nothing more.</param>
public sealed record PlannedEntry(PlannedKind Kind, string Id, DateTime AtUtc, string? Title, string ContentType, string? Owner, string? More)
{
    /// <summary>The decision is about a live text that is confirmed: its date is that of the renewal.</summary>
    public bool IsRenewal { get; init; }

    /// <summary>Whoever asks may set another instant.</summary>
    public bool MayMove { get; init; }
}
