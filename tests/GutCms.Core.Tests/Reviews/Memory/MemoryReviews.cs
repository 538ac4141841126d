using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Tests.Reviews.Memory;

/// <summary>Reviews inside a transaction in memory, with the uniqueness that the database keeps.</summary>
internal sealed class MemoryReviews(MemoryWork work) : IReviewStore
{
    private MemoryState State => work.State;

    public ICertificateRegister Register { get; } = new MemoryRegister(work);

    public Task<Review?> FindOpenReviewAsync(string contentItemId, ReviewPurpose purpose, CancellationToken cancellationToken) =>
        Task.FromResult(State.Reviews.SingleOrDefault(review => review.IsOpen && review.ContentItemId == contentItemId && review.Purpose == purpose));

    public Task<IReadOnlyDictionary<string, Review>> FindOpenReviewsAsync(IReadOnlyCollection<string> contentItemIds, ReviewPurpose purpose, CancellationToken cancellationToken) =>
        Map(State.Reviews.Where(review => review.IsOpen && contentItemIds.Contains(review.ContentItemId) && review.Purpose == purpose), review => review.ContentItemId);

    public Task<IReadOnlyDictionary<string, Review>> FindReviewsAsync(IReadOnlyCollection<string> reviewIds, CancellationToken cancellationToken) =>
        Map(State.Reviews.Where(review => reviewIds.Contains(review.ReviewId)), review => review.ReviewId);

    public Task<IReadOnlyList<Review>> ListOpenReviewsByDisclaimerAsync(string disclaimerId, CancellationToken cancellationToken) =>
        List(State.Reviews.Where(review => review.IsOpen && review.Purpose == ReviewPurpose.Publication && review.DisclaimerId == disclaimerId).OrderBy(review => review.ReviewId, StringComparer.Ordinal));

    public Task<IReadOnlyList<Review>> ListReviewsAsync(string contentItemId, CancellationToken cancellationToken) =>
        List(State.Reviews.Where(review => review.ContentItemId == contentItemId).Reverse());

    public Task<ReviewQueuePage> ListQueueAsync(ReviewQueueQuery query, CancellationToken cancellationToken)
    {
        var rows = State.Reviews
            .Where(review => review.IsOpen && review.State == ReviewState.InReview && (query.ContentTypes.Contains(review.ContentType) || (query.OwnerId is not null && review.OwnerId == query.OwnerId)))
            .Where(review => query.Stage is null || review.CurrentStage?.Name == query.Stage)
            .Where(review => query.AssigneeId is null || review.Assignments.Any(assignment => assignment.Stage == review.CurrentStage?.Name && (assignment.UserId == query.AssigneeId || query.StoodInForIds.Contains(assignment.UserId))))
            .Where(review => query.DueBeforeUtc is null || review.CurrentStage?.DueUtc < query.DueBeforeUtc)
            .Where(review => query.Roles is null || review.CurrentRoles.Any(query.Roles.Contains))
            .OrderBy(review => review.CurrentStage?.DueUtc ?? DateTime.MaxValue).ThenBy(review => review.SubmittedUtc).ThenBy(review => review.ReviewId, StringComparer.Ordinal).ToList();
        var asked = query.Asked();
        var start = asked.FindStart();
        var rest = start is null ? rows : rows.Where(review => ((review.CurrentStage?.DueUtc ?? DateTime.MaxValue).Ticks, review.SubmittedUtc, review.ReviewId).CompareTo((start.Number(0), start.Instant(1), start.Text(2))) > 0).ToList();
        var page = rest.Take(query.First).ToList();
        return Task.FromResult(new ReviewQueuePage(
            rows.Count, page, rest.Count > page.Count ? asked.CursorAt(page[^1].CurrentStage?.DueUtc ?? DateTime.MaxValue, page[^1].SubmittedUtc, page[^1].ReviewId) : null));
    }

    public Task<IReadOnlyList<WaitingReview>> ListWaitingAsync(IReadOnlyCollection<string> contentTypes, int most, CancellationToken cancellationToken) => List(State.Reviews
        .Where(review => review.IsOpen && review.State == ReviewState.InReview && contentTypes.Contains(review.ContentType))
        .OrderBy(review => review.CurrentStage?.DueUtc ?? DateTime.MaxValue).ThenBy(review => review.SubmittedUtc).ThenBy(review => review.ReviewId, StringComparer.Ordinal).Take(most).Select(WaitingReview.Of));

    public Task<Review> SaveReviewAsync(Review review, CancellationToken cancellationToken)
    {
        var index = State.Reviews.FindIndex(stored => stored.ReviewId == review.ReviewId);
        if ((index < 0 ? 0 : State.Reviews[index].Revision) != review.Revision
            || (review.IsOpen && State.Reviews.Any(other => other.IsOpen && other.ReviewId != review.ReviewId && other.ContentItemId == review.ContentItemId && other.Purpose == review.Purpose)))
        {
            throw new ContentConflictException("The review was changed, or there is another.");
        }

        var saved = review with { Revision = review.Revision + 1 };
        work.Write(State with { Reviews = index < 0 ? State.Reviews.Add(saved) : State.Reviews.SetItem(index, saved) });
        return Task.FromResult(saved);
    }

    public Task<IReadOnlyDictionary<string, IReadOnlyList<Decision>>> FindDecisionsAsync(IReadOnlyCollection<string> reviewIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<Decision>>>(State.Decisions.Where(decision => reviewIds.Contains(decision.ReviewId))
            .GroupBy(decision => decision.ReviewId).ToDictionary(group => group.Key, group => (IReadOnlyList<Decision>)[.. group]));

    public Task AddDecisionAsync(Decision decision, CancellationToken cancellationToken)
    {
        if (decision.Counts && State.Decisions.Any(other => other.Counts && other.ReviewId == decision.ReviewId && other.Stage == decision.Stage && other.ReviewerId == decision.ReviewerId))
        {
            throw new ContentConflictException("Decided already.");
        }

        return Done(State with { Decisions = State.Decisions.Add(decision) });
    }

    public Task VoidDecisionsAsync(IReadOnlyCollection<string> decisionIds, DateTime voidedUtc, string voidedBy, string reason, CancellationToken cancellationToken) =>
        Done(State with { Decisions = State.Decisions.ConvertAll(decision => decisionIds.Contains(decision.DecisionId) && decision.Stands ? decision with { VoidedUtc = voidedUtc, VoidedBy = voidedBy, VoidReason = reason } : decision) });

    public Task<IReadOnlyDictionary<string, Publication>> FindPublicationsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        Map(State.Publications.Values.Where(publication => contentItemIds.Contains(publication.ContentItemId)), publication => publication.ContentItemId);

    public Task SavePublicationsAsync(IReadOnlyCollection<Publication> publications, CancellationToken cancellationToken) =>
        Done(State with { Publications = State.Publications.SetItems(publications.Select(publication => KeyValuePair.Create(publication.ContentItemId, publication))) });

    public Task RemovePublicationAsync(string contentItemId, CancellationToken cancellationToken) => Done(State with { Publications = State.Publications.Remove(contentItemId) });

    public Task<IReadOnlyList<Publication>> ListPassedReviewDatesAsync(DateTime nowUtc, int most, CancellationToken cancellationToken) =>
        List(State.Publications.Values.Where(publication => publication.ReviewDueReason is null && publication.NextReviewUtc <= nowUtc).OrderBy(publication => publication.NextReviewUtc).Take(most));

    public Task AddGrantsAsync(IReadOnlyCollection<PublicationGrant> grants, CancellationToken cancellationToken) =>
        State.LosesGrants ? Task.CompletedTask : Done(State with { Grants = State.Grants.RemoveAll(old => grants.Any(grant => grant.VersionId == old.VersionId && grant.ContentHash == old.ContentHash)).AddRange(grants) });

    public Task<IReadOnlyDictionary<string, IReadOnlyList<PublicationGrant>>> FindGrantsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<PublicationGrant>>>(State.Grants.Where(grant => versionIds.Contains(grant.VersionId))
            .GroupBy(grant => grant.VersionId).ToDictionary(group => group.Key, group => (IReadOnlyList<PublicationGrant>)[.. group]));

    public Task<Withdrawal?> FindWithdrawalAsync(string contentItemId, CancellationToken cancellationToken) => Task.FromResult(State.Withdrawals.GetValueOrDefault(contentItemId));

    public Task<IReadOnlyDictionary<string, Withdrawal>> FindWithdrawalsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        Map(State.Withdrawals.Values.Where(withdrawal => contentItemIds.Contains(withdrawal.ContentItemId)), withdrawal => withdrawal.ContentItemId);

    public Task<Withdrawal?> FindWithdrawalByPathAsync(string path, CancellationToken cancellationToken) =>
        Task.FromResult(State.Withdrawals.Values.FirstOrDefault(withdrawal => string.Equals(withdrawal.Path, path, StringComparison.OrdinalIgnoreCase)));

    public Task SaveWithdrawalAsync(Withdrawal withdrawal, CancellationToken cancellationToken) => Done(State with { Withdrawals = State.Withdrawals.SetItem(withdrawal.ContentItemId, withdrawal) });

    public Task RemoveWithdrawalAsync(string contentItemId, CancellationToken cancellationToken) => Done(State with { Withdrawals = State.Withdrawals.Remove(contentItemId) });

    public Task<IReadOnlyDictionary<string, ScheduledPublication>> FindSchedulesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        Map(State.Schedules.Values.Where(schedule => contentItemIds.Contains(schedule.ContentItemId)), schedule => schedule.ContentItemId);

    public Task<IReadOnlyList<ScheduledPublication>> ListDueSchedulesAsync(DateTime nowUtc, CancellationToken cancellationToken) =>
        List(State.Schedules.Values.Where(schedule => schedule.AtUtc <= nowUtc).OrderBy(schedule => schedule.AtUtc));

    public Task SaveScheduleAsync(ScheduledPublication schedule, CancellationToken cancellationToken) => Done(State with { Schedules = State.Schedules.SetItem(schedule.ContentItemId, schedule) });

    public Task<IReadOnlyDictionary<string, ScheduledTakeDown>> FindTakeDownsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        Map(State.TakeDowns.Values.Where(takeDown => contentItemIds.Contains(takeDown.ContentItemId)), takeDown => takeDown.ContentItemId);

    public Task<IReadOnlyList<ScheduledTakeDown>> ListDueTakeDownsAsync(DateTime nowUtc, CancellationToken cancellationToken) =>
        List(State.TakeDowns.Values.Where(takeDown => takeDown.AtUtc <= nowUtc).OrderBy(takeDown => takeDown.AtUtc));

    public Task SaveTakeDownAsync(ScheduledTakeDown takeDown, CancellationToken cancellationToken) => Done(State with { TakeDowns = State.TakeDowns.SetItem(takeDown.ContentItemId, takeDown) });

    public Task RemoveTakeDownAsync(string contentItemId, CancellationToken cancellationToken) => Done(State with { TakeDowns = State.TakeDowns.Remove(contentItemId) });

    public Task RemoveScheduleAsync(string contentItemId, CancellationToken cancellationToken) => Done(State with { Schedules = State.Schedules.Remove(contentItemId) });

    public Task<IReadOnlyDictionary<string, IReadOnlyList<CommentThread>>> ListThreadsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<CommentThread>>>(State.Threads.Where(thread => contentItemIds.Contains(thread.ContentItemId))
            .GroupBy(thread => thread.ContentItemId).ToDictionary(item => item.Key, IReadOnlyList<CommentThread> (item) => [.. item]));

    public Task<IReadOnlyDictionary<string, int>> CountOpenThreadsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, int>>(State.Threads.Where(thread => !thread.IsResolved && contentItemIds.Contains(thread.ContentItemId)).CountBy(thread => thread.ContentItemId).ToDictionary());

    public Task<CommentThread> SaveThreadAsync(CommentThread thread, CancellationToken cancellationToken)
    {
        var index = State.Threads.FindIndex(stored => stored.ThreadId == thread.ThreadId);
        if ((index < 0 ? 0 : State.Threads[index].Revision) != thread.Revision)
        {
            throw new ContentConflictException("The thread was changed.");
        }

        var saved = thread with { Revision = thread.Revision + 1 };
        work.Write(State with { Threads = index < 0 ? State.Threads.Add(saved) : State.Threads.SetItem(index, saved) });
        return Task.FromResult(saved);
    }

    private Task Done(MemoryState next)
    {
        work.Write(next);
        return Task.CompletedTask;
    }

    private static Task<IReadOnlyList<T>> List<T>(IEnumerable<T> values) => Task.FromResult<IReadOnlyList<T>>([.. values]);

    private static Task<IReadOnlyDictionary<string, T>> Map<T>(IEnumerable<T> values, Func<T, string> key) => Task.FromResult<IReadOnlyDictionary<string, T>>(values.ToDictionary(key));
}
