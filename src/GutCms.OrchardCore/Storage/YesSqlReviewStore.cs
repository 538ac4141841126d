using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using YesSql;

namespace GutCms.OrchardCore.Storage;

/// <summary>Reviews and what belongs to them, as records.</summary>
/// <param name="session">The session.</param>
/// <param name="records">What the module keeps.</param>
/// <param name="changes">Told what readers are told of what was withdrawn.</param>
/// <param name="work">The transaction that this is a part of.</param>
internal sealed class YesSqlReviewStore(ISession session, Records records, ChangeWriter changes, IUnitOfWork work) : IReviewStore
{
    public ICertificateRegister Register { get; } = new YesSqlCertificateRegister(session, records);

    public async Task<Review?> FindOpenReviewAsync(string contentItemId, ReviewPurpose purpose, CancellationToken cancellationToken) =>
        (await FindOpenReviewsAsync([contentItemId], purpose, cancellationToken)).GetValueOrDefault(contentItemId);

    public async Task<IReadOnlyDictionary<string, Review>> FindOpenReviewsAsync(IReadOnlyCollection<string> contentItemIds, ReviewPurpose purpose, CancellationToken cancellationToken) =>
        (await records.ListByGroupAsync<Review>(RecordKinds.Review, contentItemIds)).SelectMany(group => group)
            .Where(review => review.IsOpen && review.Purpose == purpose).ToDictionary(review => review.ContentItemId, StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, Review>> FindReviewsAsync(IReadOnlyCollection<string> reviewIds, CancellationToken cancellationToken) =>
        await records.FindAsync<Review>(RecordKinds.Review, reviewIds);

    public async Task<IReadOnlyList<Review>> ListOpenReviewsByDisclaimerAsync(string disclaimerId, CancellationToken cancellationToken) =>
        [.. (await records.ListByTagAsync<Review>(RecordKinds.Review, disclaimerId))
            .Where(review => review is { IsOpen: true, Purpose: ReviewPurpose.Publication }).OrderBy(review => review.ReviewId, StringComparer.Ordinal)];

    public async Task<IReadOnlyList<Review>> ListReviewsAsync(string contentItemId, CancellationToken cancellationToken) =>
        [.. (await records.ListByGroupAsync<Review>(RecordKinds.Review, [contentItemId]))[contentItemId]
            .OrderByDescending(review => review.SubmittedUtc).ThenByDescending(review => review.ReviewId, StringComparer.Ordinal)];

    /// <remarks>Reads all open reviews, and the texts of those that match: they are as many as there is work, not as there is content.</remarks>
    public async Task<ReviewQueuePage> ListQueueAsync(ReviewQueueQuery query, CancellationToken cancellationToken)
    {
        var asked = query.Asked();
        var start = asked.FindStart();
        var open = (await records.ListOpenAsync<Review>(RecordKinds.Review)).Where(review => Matches(review, query)).ToList();
        var matching = (await WithoutLeftBehindAsync(open, cancellationToken)).OrderBy(Place, InQueue).ToList();
        var rest = start is null ? matching : matching.SkipWhile(review => InQueue.Compare(Place(review), (start.Number(0), start.Instant(1), start.Text(2))) <= 0).ToList();
        var page = rest.Take(query.First).ToList();
        return new ReviewQueuePage(matching.Count, page, rest.Count > page.Count ? asked.CursorAt(DueTicks(page[^1]), page[^1].SubmittedUtc, page[^1].ReviewId) : null);
    }

    public async Task<IReadOnlyList<WaitingReview>> ListWaitingAsync(IReadOnlyCollection<string> contentTypes, int most, CancellationToken cancellationToken)
    {
        var open = (await records.ListOpenAsync<Review>(RecordKinds.Review)).Where(review => review.State == ReviewState.InReview && contentTypes.Contains(review.ContentType)).ToList();
        return [.. (await WithoutLeftBehindAsync(open, cancellationToken)).OrderBy(Place, InQueue).Take(most).Select(WaitingReview.Of)];
    }

    public async Task<Review> SaveReviewAsync(Review review, CancellationToken cancellationToken)
    {
        var stored = await records.FindAsync<Review>(RecordKinds.Review, review.ReviewId);
        if ((stored?.Revision ?? 0) != review.Revision)
        {
            throw new ContentConflictException("The review has been changed by somebody else since it was read.");
        }

        if (review.IsOpen && await FindOpenReviewAsync(review.ContentItemId, review.Purpose, cancellationToken) is { } other && other.ReviewId != review.ReviewId)
        {
            throw new ContentConflictException("Another review of the item is open.");
        }

        var saved = review with { Revision = review.Revision + 1 };
        await records.SaveAsync(RecordKinds.Review, saved.ReviewId, saved, saved.ContentItemId, saved.DisclaimerId ?? "", saved.IsOpen);
        return saved;
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Decision>>> FindDecisionsAsync(IReadOnlyCollection<string> reviewIds, CancellationToken cancellationToken) =>
        (await records.ListByGroupAsync<Decision>(RecordKinds.Decision, reviewIds)).ToDictionary(
            group => group.Key,
            IReadOnlyList<Decision> (group) => [.. group.OrderBy(decision => decision.DecidedUtc).ThenBy(decision => decision.DecisionId, StringComparer.Ordinal)],
            StringComparer.Ordinal);

    public async Task AddDecisionAsync(Decision decision, CancellationToken cancellationToken)
    {
        var others = (await records.ListByGroupAsync<Decision>(RecordKinds.Decision, [decision.ReviewId]))[decision.ReviewId];
        if (decision.Counts && others.Any(other => other.Counts && other.ReviewerId == decision.ReviewerId && other.Stage == decision.Stage))
        {
            throw new ContentConflictException("The reviewer has decided already.");
        }

        await records.SaveAsync(RecordKinds.Decision, decision.DecisionId, decision, decision.ReviewId);
    }

    public async Task VoidDecisionsAsync(IReadOnlyCollection<string> decisionIds, DateTime voidedUtc, string voidedBy, string reason, CancellationToken cancellationToken)
    {
        foreach (var decision in (await records.FindAsync<Decision>(RecordKinds.Decision, decisionIds)).Values.Where(decision => decision.Stands))
        {
            await records.SaveAsync(
                RecordKinds.Decision, decision.DecisionId, decision with { VoidedUtc = voidedUtc, VoidedBy = voidedBy, VoidReason = reason }, decision.ReviewId);
        }
    }

    public async Task<IReadOnlyDictionary<string, Publication>> FindPublicationsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        await records.FindAsync<Publication>(RecordKinds.Publication, contentItemIds);

    public async Task SavePublicationsAsync(IReadOnlyCollection<Publication> publications, CancellationToken cancellationToken)
    {
        foreach (var publication in publications)
        {
            await records.SaveAsync(
                RecordKinds.Publication, publication.ContentItemId, publication, atUtc: publication.ReviewDueReason is null ? publication.NextReviewUtc : null);
        }
    }

    public Task RemovePublicationAsync(string contentItemId, CancellationToken cancellationToken) => records.RemoveAsync(RecordKinds.Publication, contentItemId);

    public async Task<IReadOnlyList<Publication>> ListPassedReviewDatesAsync(DateTime nowUtc, int most, CancellationToken cancellationToken) =>
        [.. (await records.ListDueAsync<Publication>(RecordKinds.Publication, nowUtc)).Take(most)];

    public async Task AddGrantsAsync(IReadOnlyCollection<PublicationGrant> grants, CancellationToken cancellationToken)
    {
        foreach (var grant in grants)
        {
            var key = TextKey(grant.VersionId, grant.ContentHash);
            if (await records.FindAsync<PublicationGrant>(RecordKinds.Grant, key) is not { } given || grant.Supersedes(given))
            {
                await records.SaveAsync(RecordKinds.Grant, key, grant, grant.VersionId);
            }
        }
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<PublicationGrant>>> FindGrantsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken)
    {
        var grants = (await records.ListByGroupAsync<PublicationGrant>(RecordKinds.Grant, versionIds)).SelectMany(group => group);
        var imported = (await records.ListByGroupAsync<ImportedMark>(RecordKinds.Imported, versionIds)).SelectMany(group => group)
            .Select(mark => new PublicationGrant(mark.VersionId, mark.ContentHash, PublicationBasis.Imported, null, mark.ImportedUtc) { PresentationHash = mark.PresentationHash });

        // A text that was approved since it was imported counts as approved.
        return grants.Concat(imported).DistinctBy(grant => (grant.VersionId, grant.ContentHash)).GroupBy(grant => grant.VersionId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, IReadOnlyList<PublicationGrant> (group) => [.. group], StringComparer.Ordinal);
    }

    public Task<Withdrawal?> FindWithdrawalAsync(string contentItemId, CancellationToken cancellationToken) => records.FindAsync<Withdrawal>(RecordKinds.Withdrawal, contentItemId);

    public async Task<IReadOnlyDictionary<string, Withdrawal>> FindWithdrawalsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        await records.FindAsync<Withdrawal>(RecordKinds.Withdrawal, contentItemIds);

    public async Task<Withdrawal?> FindWithdrawalByPathAsync(string path, CancellationToken cancellationToken) =>
        (await records.ListByTagAsync<Withdrawal>(RecordKinds.Withdrawal, ItemMeaning.PathKey(path))).OrderByDescending(withdrawal => withdrawal.WithdrawnUtc).FirstOrDefault();

    public async Task SaveWithdrawalAsync(Withdrawal withdrawal, CancellationToken cancellationToken)
    {
        await records.SaveAsync(RecordKinds.Withdrawal, withdrawal.ContentItemId, withdrawal, tag: withdrawal.Path is { } path ? ItemMeaning.PathKey(path) : "");
        await changes.WithdrawalChangesAsync(withdrawal.ContentItemId, withdrawal);
    }

    public async Task RemoveWithdrawalAsync(string contentItemId, CancellationToken cancellationToken)
    {
        await records.RemoveAsync(RecordKinds.Withdrawal, contentItemId);
        await changes.WithdrawalChangesAsync(contentItemId, null);
    }

    public async Task<IReadOnlyDictionary<string, ScheduledPublication>> FindSchedulesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        await records.FindAsync<ScheduledPublication>(RecordKinds.Schedule, contentItemIds);

    public async Task<IReadOnlyList<ScheduledPublication>> ListDueSchedulesAsync(DateTime nowUtc, CancellationToken cancellationToken) =>
        await records.ListDueAsync<ScheduledPublication>(RecordKinds.Schedule, nowUtc);

    public Task SaveScheduleAsync(ScheduledPublication schedule, CancellationToken cancellationToken) =>
        records.SaveAsync(RecordKinds.Schedule, schedule.ContentItemId, schedule, atUtc: schedule.AtUtc);

    public Task RemoveScheduleAsync(string contentItemId, CancellationToken cancellationToken) => records.RemoveAsync(RecordKinds.Schedule, contentItemId);

    public async Task<IReadOnlyDictionary<string, ScheduledTakeDown>> FindTakeDownsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        await records.FindAsync<ScheduledTakeDown>(RecordKinds.TakeDown, contentItemIds);

    public async Task<IReadOnlyList<ScheduledTakeDown>> ListDueTakeDownsAsync(DateTime nowUtc, CancellationToken cancellationToken) =>
        await records.ListDueAsync<ScheduledTakeDown>(RecordKinds.TakeDown, nowUtc);

    public Task SaveTakeDownAsync(ScheduledTakeDown takeDown, CancellationToken cancellationToken) =>
        records.SaveAsync(RecordKinds.TakeDown, takeDown.ContentItemId, takeDown, atUtc: takeDown.AtUtc);

    public Task RemoveTakeDownAsync(string contentItemId, CancellationToken cancellationToken) => records.RemoveAsync(RecordKinds.TakeDown, contentItemId);

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<CommentThread>>> ListThreadsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        (await records.ListByGroupAsync<CommentThread>(RecordKinds.Thread, contentItemIds)).ToDictionary(
            item => item.Key, IReadOnlyList<CommentThread> (item) => [.. item.OrderBy(thread => thread.Messages[0].WrittenUtc).ThenBy(thread => thread.ThreadId, StringComparer.Ordinal)], StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, int>> CountOpenThreadsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        (await records.ListByGroupAsync<CommentThread>(RecordKinds.Thread, contentItemIds)).Select(group => (Item: group.Key, Open: group.Count(thread => !thread.IsResolved)))
            .Where(count => count.Open > 0).ToDictionary(count => count.Item, count => count.Open, StringComparer.Ordinal);

    public async Task<CommentThread> SaveThreadAsync(CommentThread thread, CancellationToken cancellationToken)
    {
        var stored = await records.FindAsync<CommentThread>(RecordKinds.Thread, thread.ThreadId);
        if ((stored?.Revision ?? 0) != thread.Revision)
        {
            throw new ContentConflictException("The thread has been changed by somebody else since it was read.");
        }

        var saved = thread with { Revision = thread.Revision + 1 };
        await records.SaveAsync(RecordKinds.Thread, saved.ThreadId, saved, saved.ContentItemId);
        return saved;
    }

    /// <summary>Key of what is said of one text of one version.</summary>
    public static string TextKey(string versionId, string contentHash) => versionId + "|" + contentHash;

    /// <summary>Of a run that its item has left behind nobody decides any more: what it is about is not the latest text, or not what is live, or its item is gone.</summary>
    private async Task<IEnumerable<Review>> WithoutLeftBehindAsync(List<Review> open, CancellationToken cancellationToken)
    {
        var byPurpose = open.ToLookup(review => review.Purpose, review => review.ContentItemId);
        var states = await StatesOfItems.FindAsync(work, [.. byPurpose[ReviewPurpose.Publication]], cancellationToken);
        var heads = await work.FindHeadsAsync([.. byPurpose[ReviewPurpose.Renewal]], cancellationToken);
        return open.Where(review => review.Purpose == ReviewPurpose.Publication
            ? states.GetValueOrDefault(review.ContentItemId)?.Latest.State == review.State
            : heads.GetValueOrDefault(review.ContentItemId)?.LiveVersionId is { } live && review.CoveredTexts.Any(text => text.VersionId == live));
    }

    private static bool Matches(Review review, ReviewQueueQuery query) =>
        review.State == ReviewState.InReview
        && (query.ContentTypes.Contains(review.ContentType) || (query.OwnerId is not null && review.OwnerId == query.OwnerId))
        && (query.Stage is null || review.CurrentStage?.Name == query.Stage)
        && (query.AssigneeId is null || review.Assignments.Any(assignment => assignment.Stage == review.CurrentStage?.Name && (assignment.UserId == query.AssigneeId || query.StoodInForIds.Contains(assignment.UserId))))
        && (query.Roles is not { } roles || review.CurrentRoles.Any(roles.Contains))
        && (query.DueBeforeUtc is not { } due || DueTicks(review) < due.Ticks);

    /// <summary>Where a review stands in the queue, whatever became of those before it.</summary>
    private static (long Due, DateTime Submitted, string Id) Place(Review review) => (DueTicks(review), review.SubmittedUtc, review.ReviewId);

    private static Comparer<(long Due, DateTime Submitted, string Id)> InQueue { get; } = Comparer<(long Due, DateTime Submitted, string Id)>.Create((one, other) =>
        one.Due != other.Due ? one.Due.CompareTo(other.Due) : one.Submitted != other.Submitted ? one.Submitted.CompareTo(other.Submitted) : string.CompareOrdinal(one.Id, other.Id));

    private static long DueTicks(Review review) => review.CurrentStage?.DueUtc?.Ticks ?? long.MaxValue;
}
