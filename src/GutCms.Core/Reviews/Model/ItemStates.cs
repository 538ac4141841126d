namespace GutCms.Core.Reviews.Model;

/// <summary>A state, with all of it that the clock has a say in.</summary>
/// <param name="State">The state until then.</param>
/// <param name="DueUtc">When it turns into <see cref="ReviewState.ReviewDue"/> by itself, UTC; null: never.</param>
public readonly record struct StateInTime(ReviewState State, DateTime? DueUtc = null)
{
    /// <summary>The state at an instant, UTC.</summary>
    public ReviewState At(DateTime nowUtc) => DueUtc <= nowUtc ? ReviewState.ReviewDue : State;
}

/// <summary>
/// The states of an item's versions, and the one place that says which they are. Whatever shows a state, or keeps one for lists to find, asks here; nothing reads the facts a second time.
/// </summary>
/// <param name="Latest">State of the newest version.</param>
/// <param name="Live">State of the version that is live; null when none is.</param>
public sealed record ItemStates(StateInTime Latest, StateInTime? Live)
{
    /// <summary>The states that follow from the facts.</summary>
    public static ItemStates Of(StateFacts facts)
    {
        StateInTime? live = facts.HasLive ? OfLive(facts.Publication, facts.HasPolicy) : null;
        return new(
            facts.Run is { } run ? new(run.State)
                : facts.LatestIsLive && live is { } shown ? shown
                : live is null && facts.LatestIsWithdrawn ? new(ReviewState.Withdrawn)
                : new(ReviewState.Draft),
            live);
    }

    /// <summary>
    /// The state of a live text. Under a policy one that was not approved here is <see cref="ReviewState.Imported"/>: a trusted recipe brought it in, or it was published
    /// before its type came under the policy.
    /// </summary>
    /// <param name="publication">Its publication; null: it has none.</param>
    /// <param name="hasPolicy">Its type has a policy, or one that cannot be read.</param>
    public static StateInTime OfLive(Publication? publication, bool hasPolicy) =>
        publication?.ReviewDueReason is not null ? new(ReviewState.ReviewDue)
        : new(!hasPolicy || publication?.Basis == PublicationBasis.Approved ? ReviewState.Published : ReviewState.Imported, publication?.NextReviewUtc);
}

/// <summary>What the states of an item rest on.</summary>
/// <param name="Run">The open run for publication, if it is about exactly the latest text as it is presented; null otherwise.</param>
/// <param name="HasLive">A version is live.</param>
/// <param name="LatestIsLive">It is the latest one.</param>
/// <param name="Publication">The publication of the live version; null when it has none.</param>
/// <param name="HasPolicy">The type has a policy, or one that cannot be read.</param>
/// <param name="LatestIsWithdrawn">A withdrawal of the latest version is in force.</param>
public sealed record StateFacts(Review? Run, bool HasLive, bool LatestIsLive, Publication? Publication, bool HasPolicy, bool LatestIsWithdrawn);
