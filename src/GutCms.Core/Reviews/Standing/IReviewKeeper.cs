using System.Collections.Immutable;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Standing;

/// <summary>
/// Looks at the review before and after a change of users, roles or policies, in its transaction, and lets nobody weaken it alone. A use case that may weaken it asks at both
/// ends, so that it does not matter by which way a weakening came.
/// </summary>
public interface IReviewKeeper
{
    /// <summary>How the review stands, as the unit of work sees it.</summary>
    Task<ReviewStanding> LookAsync(IUnitOfWork work, CancellationToken cancellationToken);

    /// <summary>Called with everything written and nothing committed. Returns when the change may be kept, and then has recorded what it weakens.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="before">What <see cref="LookAsync"/> saw before the change.</param>
    /// <param name="actor">Who changes.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MustBeConfirmedException">It weakens the review, and another person has to confirm it: nothing may be kept.</exception>
    Task JudgeAsync(IUnitOfWork work, ReviewStanding before, Actor actor, DateTime nowUtc, CancellationToken cancellationToken);
}

/// <summary>A change weakens the review, so that a second administrator has to confirm it. Nothing of it was kept.</summary>
/// <param name="weakenings">How it weakens it; never empty.</param>
public sealed class MustBeConfirmedException(ImmutableArray<Weakening> weakenings)
    : Exception("The change weakens the review, so that it takes a second administrator. Nothing was changed.")
{
    /// <summary>How it weakens the review.</summary>
    public ImmutableArray<Weakening> Weakenings => weakenings;
}
