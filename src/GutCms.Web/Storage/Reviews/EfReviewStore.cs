using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Content;
using GutCms.Web.Storage.Delivery;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Reviews;

/// <summary>Reviews and what belongs to them, in the transaction of a unit of work.</summary>
internal sealed class EfReviewStore(GutCmsDbContext context, EfPublications publications, StateColumns states, ChangeWriter changes) : IReviewStore
{
    public ICertificateRegister Register { get; } = new EfCertificateRegister(context);

    private IQueryable<Review> Reviews => context.Reviews.AsNoTracking();

    private IQueryable<Review> Open => Reviews.Where(review => review.ClosedUtc == null);

    public Task<Review?> FindOpenReviewAsync(string contentItemId, ReviewPurpose purpose, CancellationToken cancellationToken) =>
        Open.SingleOrDefaultAsync(review => review.ContentItemId == contentItemId && review.Purpose == purpose, cancellationToken);

    public async Task<IReadOnlyDictionary<string, Review>> FindOpenReviewsAsync(IReadOnlyCollection<string> contentItemIds, ReviewPurpose purpose, CancellationToken cancellationToken) =>
        (await Chunks.ReadAsync(contentItemIds, ids => Open.Where(review => review.Purpose == purpose && ids.Contains(review.ContentItemId)), cancellationToken))
            .ToDictionary(review => review.ContentItemId, StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, Review>> FindReviewsAsync(IReadOnlyCollection<string> reviewIds, CancellationToken cancellationToken) =>
        (await Chunks.ReadAsync(reviewIds, ids => Reviews.Where(review => ids.Contains(review.ReviewId)), cancellationToken))
            .ToDictionary(review => review.ReviewId, StringComparer.Ordinal);

    public async Task<IReadOnlyList<Review>> ListOpenReviewsByDisclaimerAsync(string disclaimerId, CancellationToken cancellationToken) =>
        await Open.Where(review => review.Purpose == ReviewPurpose.Publication && review.DisclaimerId == disclaimerId)
            .OrderBy(review => review.ReviewId).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<Review>> ListReviewsAsync(string contentItemId, CancellationToken cancellationToken) =>
        await Reviews.Where(review => review.ContentItemId == contentItemId)
            .OrderByDescending(review => review.SubmittedUtc).ThenByDescending(review => review.ReviewId).ToListAsync(cancellationToken);

    public async Task<ReviewQueuePage> ListQueueAsync(ReviewQueueQuery query, CancellationToken cancellationToken)
    {
        var asked = query.Asked();
        var matching = await MatchingAsync(query, cancellationToken);
        var total = await matching.CountAsync(cancellationToken);
        if (asked.FindStart() is { } start)
        {
            var (due, submitted, id) = (start.Number(0), start.Instant(1), start.Text(2));
#pragma warning disable CA1309, CA1310 // Carried out by the database, which compares text byte by byte; only this overload can be translated.
            matching = matching.Where(review =>
                EF.Property<long>(review, ReviewModel.DueOrder) > due
                || (EF.Property<long>(review, ReviewModel.DueOrder) == due
                    && (review.SubmittedUtc > submitted || (review.SubmittedUtc == submitted && string.Compare(review.ReviewId, id) > 0))));
#pragma warning restore CA1309, CA1310
        }

        var rows = await InQueue(matching).Take(query.First + 1).ToListAsync(cancellationToken);
        var page = rows.Take(query.First).ToList();
        return new ReviewQueuePage(total, page, rows.Count > query.First ? asked.CursorAt(DueTicks(page[^1]), page[^1].SubmittedUtc, page[^1].ReviewId) : null);
    }

    public async Task<IReadOnlyList<WaitingReview>> ListWaitingAsync(IReadOnlyCollection<string> contentTypes, int most, CancellationToken cancellationToken)
    {
        var rows = await InQueue(Waiting([.. contentTypes], null)).Take(most)
            .Select(review => new
            {
                review.ReviewId,
                review.ContentItemId,
                review.PolicyHash,
                review.SubmittedUtc,
                Stage = EF.Property<string?>(review, ReviewModel.CurrentStage),
                Due = EF.Property<long>(review, ReviewModel.DueOrder),
                review.Assignments,
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new WaitingReview(
            row.ReviewId, row.ContentItemId, row.PolicyHash, row.SubmittedUtc, row.Stage, row.Due == NoDate ? null : new DateTime(row.Due, DateTimeKind.Utc), WaitingReview.AskedIn(row.Assignments, row.Stage)))];
    }

    private static IOrderedQueryable<Review> InQueue(IQueryable<Review> reviews) =>
        reviews.OrderBy(review => EF.Property<long>(review, ReviewModel.DueOrder)).ThenBy(review => review.SubmittedUtc).ThenBy(review => review.ReviewId);

    // Of a run that its item has left behind nobody decides any more: the item is in another state.
    private IQueryable<Review> Waiting(string[] types, string? ownerId) => Open.Where(review => review.State == ReviewState.InReview
        && (review.Purpose == ReviewPurpose.Renewal || !context.ContentItems.Any(item => item.ContentItemId == review.ContentItemId && item.State != review.State))
        && (types.Contains(review.ContentType) || (ownerId != null && review.OwnerId == ownerId)));

    private async Task<IQueryable<Review>> MatchingAsync(ReviewQueueQuery query, CancellationToken cancellationToken)
    {
        var matching = Waiting([.. query.ContentTypes], query.OwnerId);
        if (query.Stage is { } stage)
        {
            matching = matching.Where(review => EF.Property<string?>(review, ReviewModel.CurrentStage) == stage);
        }

        if (query.AssigneeId is { } assignee)
        {
            string[] marked = [Marked(assignee), .. query.StoodInForIds.Select(Marked)];
            matching = matching.Where(review => marked.Any(mark => EF.Property<string>(review, ReviewModel.CurrentAssignees).Contains(mark)));
        }

        if (query.DueBeforeUtc is { } due)
        {
            var ticks = due.Ticks;
            matching = matching.Where(review => EF.Property<long>(review, ReviewModel.DueOrder) < ticks);
        }

        if (query.Roles is { } roles)
        {
            // Runs of one policy ask for the same roles in the same stage, so one run of each is looked into.
            var samples = await matching.GroupBy(review => (review.PolicyHash ?? review.ReviewId) + "|" + EF.Property<string?>(review, ReviewModel.CurrentStage))
                .Select(group => new { group.Key, ReviewId = group.Min(review => review.ReviewId)! }).ToListAsync(cancellationToken);
            var runs = await FindReviewsAsync([.. samples.Select(sample => sample.ReviewId)], cancellationToken);
            var asking = samples.Where(sample => runs[sample.ReviewId].CurrentRoles.Any(roles.Contains)).Select(sample => sample.Key).ToArray();
            matching = matching.Where(review => asking.Contains((review.PolicyHash ?? review.ReviewId) + "|" + EF.Property<string?>(review, ReviewModel.CurrentStage)));
        }

        return matching;
    }

    public async Task<Review> SaveReviewAsync(Review review, CancellationToken cancellationToken)
    {
        states.ItemChanges(review.ContentItemId);
        var saved = review with { Revision = review.Revision + 1 };
        await context.UpsertAsync(saved, review.Revision > 0, entry =>
        {
            entry.Property(row => row.Revision).OriginalValue = review.Revision;
            entry.Property(ReviewModel.DueOrder).CurrentValue = DueTicks(review);
            entry.Property(ReviewModel.CurrentStage).CurrentValue = review.CurrentStage?.Name;
            entry.Property(ReviewModel.CurrentAssignees).CurrentValue =
                string.Concat(review.Assignments.Where(assignment => assignment.Stage == review.CurrentStage?.Name).Select(assignment => Marked(assignment.UserId)));
        }, cancellationToken);
        return saved;
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Decision>>> FindDecisionsAsync(IReadOnlyCollection<string> reviewIds, CancellationToken cancellationToken) =>
        (await Chunks.ReadAsync(reviewIds, ids => context.Decisions.AsNoTracking().Where(decision => ids.Contains(decision.ReviewId)), cancellationToken))
            .OrderBy(decision => decision.DecidedUtc).ThenBy(decision => decision.DecisionId, StringComparer.Ordinal)
            .GroupBy(decision => decision.ReviewId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<Decision>)[.. group], StringComparer.Ordinal);

    public Task AddDecisionAsync(Decision decision, CancellationToken cancellationToken) => context.UpsertAsync(decision, exists: false, null, cancellationToken);

    public async Task VoidDecisionsAsync(IReadOnlyCollection<string> decisionIds, DateTime voidedUtc, string voidedBy, string reason, CancellationToken cancellationToken)
    {
        foreach (var ids in decisionIds.Chunk(Chunks.Size))
        {
            await context.Decisions.Where(decision => decision.VoidedUtc == null && ids.Contains(decision.DecisionId))
                .ExecuteUpdateAsync(set => set
                    .SetProperty(decision => decision.VoidedUtc, voidedUtc)
                    .SetProperty(decision => decision.VoidedBy, voidedBy)
                    .SetProperty(decision => decision.VoidReason, reason), cancellationToken);
        }
    }

    public Task<IReadOnlyDictionary<string, Publication>> FindPublicationsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        publications.FindAsync(contentItemIds, cancellationToken);

    public Task SavePublicationsAsync(IReadOnlyCollection<Publication> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            states.ItemChanges(row.ContentItemId);
        }

        return publications.SaveAsync(rows, cancellationToken);
    }

    public Task RemovePublicationAsync(string contentItemId, CancellationToken cancellationToken)
    {
        states.ItemChanges(contentItemId);
        return publications.RemoveAsync(contentItemId, cancellationToken);
    }

    public Task<IReadOnlyList<Publication>> ListPassedReviewDatesAsync(DateTime nowUtc, int most, CancellationToken cancellationToken) =>
        publications.ListPassedReviewDatesAsync(nowUtc, most, cancellationToken);

    public Task AddGrantsAsync(IReadOnlyCollection<PublicationGrant> grants, CancellationToken cancellationToken) => publications.AddGrantsAsync(grants, cancellationToken);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<PublicationGrant>>> FindGrantsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        publications.FindGrantsAsync(versionIds, cancellationToken);

    public Task<Withdrawal?> FindWithdrawalAsync(string contentItemId, CancellationToken cancellationToken) =>
        context.Withdrawals.AsNoTracking().SingleOrDefaultAsync(withdrawal => withdrawal.ContentItemId == contentItemId, cancellationToken);

    public async Task<IReadOnlyDictionary<string, Withdrawal>> FindWithdrawalsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        (await Chunks.ReadAsync(contentItemIds, ids => context.Withdrawals.AsNoTracking().Where(withdrawal => ids.Contains(withdrawal.ContentItemId)), cancellationToken))
            .ToDictionary(withdrawal => withdrawal.ContentItemId, StringComparer.Ordinal);

    public Task<Withdrawal?> FindWithdrawalByPathAsync(string path, CancellationToken cancellationToken)
    {
        var key = ItemMeaning.PathKey(path);
        return context.Withdrawals.AsNoTracking().Where(withdrawal => EF.Property<string?>(withdrawal, "PathKey") == key)
            .OrderByDescending(withdrawal => withdrawal.WithdrawnUtc).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task SaveWithdrawalAsync(Withdrawal withdrawal, CancellationToken cancellationToken)
    {
        states.ItemChanges(withdrawal.ContentItemId);
        changes.ItemChanges(withdrawal.ContentItemId);
        var exists = await context.Withdrawals.AnyAsync(row => row.ContentItemId == withdrawal.ContentItemId, cancellationToken);
        await context.UpsertAsync(withdrawal, exists, entry => entry.Property("PathKey").CurrentValue = withdrawal.Path is { } path ? ItemMeaning.PathKey(path) : null, cancellationToken);
    }

    public Task RemoveWithdrawalAsync(string contentItemId, CancellationToken cancellationToken)
    {
        states.ItemChanges(contentItemId);
        changes.ItemChanges(contentItemId);
        return context.Withdrawals.Where(withdrawal => withdrawal.ContentItemId == contentItemId).ExecuteDeleteAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, ScheduledPublication>> FindSchedulesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        (await Chunks.ReadAsync(contentItemIds, ids => context.ScheduledPublications.AsNoTracking().Where(schedule => ids.Contains(schedule.ContentItemId)), cancellationToken))
            .ToDictionary(schedule => schedule.ContentItemId, StringComparer.Ordinal);

    public async Task<IReadOnlyList<ScheduledPublication>> ListDueSchedulesAsync(DateTime nowUtc, CancellationToken cancellationToken) =>
        await context.ScheduledPublications.AsNoTracking().Where(schedule => schedule.AtUtc <= nowUtc).OrderBy(schedule => schedule.AtUtc).ToListAsync(cancellationToken);

    public async Task SaveScheduleAsync(ScheduledPublication schedule, CancellationToken cancellationToken)
    {
        var exists = await context.ScheduledPublications.AnyAsync(row => row.ContentItemId == schedule.ContentItemId, cancellationToken);
        await context.UpsertAsync(schedule, exists, null, cancellationToken);
    }

    public Task RemoveScheduleAsync(string contentItemId, CancellationToken cancellationToken) =>
        context.ScheduledPublications.Where(schedule => schedule.ContentItemId == contentItemId).ExecuteDeleteAsync(cancellationToken);

    public async Task<IReadOnlyDictionary<string, ScheduledTakeDown>> FindTakeDownsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        (await Chunks.ReadAsync(contentItemIds, ids => context.ScheduledTakeDowns.AsNoTracking().Where(takeDown => ids.Contains(takeDown.ContentItemId)), cancellationToken))
            .ToDictionary(takeDown => takeDown.ContentItemId, StringComparer.Ordinal);

    public async Task<IReadOnlyList<ScheduledTakeDown>> ListDueTakeDownsAsync(DateTime nowUtc, CancellationToken cancellationToken) =>
        await context.ScheduledTakeDowns.AsNoTracking().Where(takeDown => takeDown.AtUtc <= nowUtc).OrderBy(takeDown => takeDown.AtUtc).ToListAsync(cancellationToken);

    public async Task SaveTakeDownAsync(ScheduledTakeDown takeDown, CancellationToken cancellationToken)
    {
        var exists = await context.ScheduledTakeDowns.AnyAsync(row => row.ContentItemId == takeDown.ContentItemId, cancellationToken);
        await context.UpsertAsync(takeDown, exists, null, cancellationToken);
    }

    public Task RemoveTakeDownAsync(string contentItemId, CancellationToken cancellationToken) =>
        context.ScheduledTakeDowns.Where(takeDown => takeDown.ContentItemId == contentItemId).ExecuteDeleteAsync(cancellationToken);

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<CommentThread>>> ListThreadsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        (await Chunks.ReadAsync(contentItemIds, ids => context.CommentThreads.AsNoTracking().Where(thread => ids.Contains(thread.ContentItemId))
            .OrderBy(thread => EF.Property<DateTime>(thread, "StartedUtc")).ThenBy(thread => thread.ThreadId), cancellationToken))
            .GroupBy(thread => thread.ContentItemId, StringComparer.Ordinal).ToDictionary(item => item.Key, IReadOnlyList<CommentThread> (item) => [.. item], StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, int>> CountOpenThreadsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var chunk in contentItemIds.Chunk(Chunks.Size))
        {
            var found = context.CommentThreads.Where(thread => chunk.Contains(thread.ContentItemId) && thread.ResolvedUtc == null).GroupBy(thread => thread.ContentItemId);
            foreach (var count in await found.Select(group => new { Item = group.Key, Open = group.Count() }).ToListAsync(cancellationToken))
            {
                counts.Add(count.Item, count.Open);
            }
        }

        return counts;
    }

    public async Task<CommentThread> SaveThreadAsync(CommentThread thread, CancellationToken cancellationToken)
    {
        var saved = thread with { Revision = thread.Revision + 1 };
        await context.UpsertAsync(saved, thread.Revision > 0, entry =>
        {
            entry.Property(row => row.Revision).OriginalValue = thread.Revision;
            entry.Property("StartedUtc").CurrentValue = thread.Messages[0].WrittenUtc;
        }, cancellationToken);
        return saved;
    }

    private const long NoDate = long.MaxValue;

    private static long DueTicks(Review review) => review.CurrentStage?.DueUtc?.Ticks ?? NoDate;

    private static string Marked(string userId) => "|" + userId + "|";
}
