using System.Text.Json.Serialization;
using GutCms.Core.Paging;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Storage;

/// <summary>Reviews, decisions, publications and what belongs to them, inside a unit of work.</summary>
/// <remarks>
/// The truth about approvals. Reads see what this unit of work has written. Lists of ids may have any length; what does not exist is absent.
/// </remarks>
public interface IReviewStore
{
    /// <summary>Every certificate that was issued.</summary>
    ICertificateRegister Register { get; }

    /// <summary>The open review of an item for a purpose, or null. The database holds at most one.</summary>
    Task<Review?> FindOpenReviewAsync(string contentItemId, ReviewPurpose purpose, CancellationToken cancellationToken);

    /// <summary>Open reviews of several items for a purpose, by item.</summary>
    Task<IReadOnlyDictionary<string, Review>> FindOpenReviewsAsync(IReadOnlyCollection<string> contentItemIds, ReviewPurpose purpose, CancellationToken cancellationToken);

    /// <summary>Reviews by id, open or not.</summary>
    Task<IReadOnlyDictionary<string, Review>> FindReviewsAsync(IReadOnlyCollection<string> reviewIds, CancellationToken cancellationToken);

    /// <summary>Open reviews for publication whose <see cref="Review.DisclaimerId"/> is this, ordered by id.</summary>
    Task<IReadOnlyList<Review>> ListOpenReviewsByDisclaimerAsync(string disclaimerId, CancellationToken cancellationToken);

    /// <summary>All reviews of an item, newest first.</summary>
    Task<IReadOnlyList<Review>> ListReviewsAsync(string contentItemId, CancellationToken cancellationToken);

    /// <summary>A page of open reviews in the state InReview, most urgent first (due date, those without one last, then submission, then id).</summary>
    /// <exception cref="Paging.BadCursorException">The cursor is not one of this list's.</exception>
    Task<ReviewQueuePage> ListQueueAsync(ReviewQueueQuery query, CancellationToken cancellationToken);

    /// <summary>Reviews of these types that wait for a decision, in the order of the queue and in one reading, for what looks at all of them.</summary>
    /// <param name="contentTypes">The types.</param>
    /// <param name="most">At most so many, the most urgent ones.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<WaitingReview>> ListWaitingAsync(IReadOnlyCollection<string> contentTypes, int most, CancellationToken cancellationToken);

    /// <summary>Writes a review, new or changed, with its stages, assignments and covered texts, and counts its revision up.</summary>
    /// <param name="review">With the revision that was read; 0: new.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The review with its new revision.</returns>
    /// <exception cref="GutCms.Core.Storage.ContentConflictException">The stored revision is another, or the item has another open review for the purpose.</exception>
    Task<Review> SaveReviewAsync(Review review, CancellationToken cancellationToken);

    /// <summary>All decisions of these reviews, voided ones too, ordered by instant and id; by review.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<Decision>>> FindDecisionsAsync(IReadOnlyCollection<string> reviewIds, CancellationToken cancellationToken);

    /// <summary>Adds a decision.</summary>
    /// <exception cref="GutCms.Core.Storage.ContentConflictException">The reviewer already has a counting decision that stands in this review and stage.</exception>
    Task AddDecisionAsync(Decision decision, CancellationToken cancellationToken);

    /// <summary>Marks decisions that stand as voided; those that are voided already stay as they are.</summary>
    Task VoidDecisionsAsync(IReadOnlyCollection<string> decisionIds, DateTime voidedUtc, string voidedBy, string reason, CancellationToken cancellationToken);

    /// <summary>Publications by item.</summary>
    Task<IReadOnlyDictionary<string, Publication>> FindPublicationsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>Writes or replaces publications, by item.</summary>
    Task SavePublicationsAsync(IReadOnlyCollection<Publication> publications, CancellationToken cancellationToken);

    /// <summary>Removes an item's publication, if it has one.</summary>
    Task RemovePublicationAsync(string contentItemId, CancellationToken cancellationToken);

    /// <summary>Publications whose <see cref="Publication.NextReviewUtc"/> has come and whose <see cref="Publication.ReviewDueReason"/> is null, oldest first.</summary>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="most">At most that many.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<Publication>> ListPassedReviewDatesAsync(DateTime nowUtc, int most, CancellationToken cancellationToken);

    /// <summary>Adds grants. One that is there already (same version and hash) stays as it was given, unless another review approves the text now.</summary>
    Task AddGrantsAsync(IReadOnlyCollection<PublicationGrant> grants, CancellationToken cancellationToken);

    /// <summary>All grants of these versions, among them one for each <see cref="GutCms.Core.Storage.ImportedMark"/>; by version.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<PublicationGrant>>> FindGrantsAsync(IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken);

    /// <summary>The withdrawal of an item that is in force, or null.</summary>
    Task<Withdrawal?> FindWithdrawalAsync(string contentItemId, CancellationToken cancellationToken);

    /// <summary>Withdrawals in force, by item.</summary>
    Task<IReadOnlyDictionary<string, Withdrawal>> FindWithdrawalsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>The withdrawal in force at a path (compared without case), or null.</summary>
    Task<Withdrawal?> FindWithdrawalByPathAsync(string path, CancellationToken cancellationToken);

    /// <summary>Writes or replaces an item's withdrawal.</summary>
    Task SaveWithdrawalAsync(Withdrawal withdrawal, CancellationToken cancellationToken);

    /// <summary>Removes an item's withdrawal, if it has one.</summary>
    Task RemoveWithdrawalAsync(string contentItemId, CancellationToken cancellationToken);

    /// <summary>Schedules by item.</summary>
    Task<IReadOnlyDictionary<string, ScheduledPublication>> FindSchedulesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>Schedules whose instant has come, oldest first.</summary>
    Task<IReadOnlyList<ScheduledPublication>> ListDueSchedulesAsync(DateTime nowUtc, CancellationToken cancellationToken);

    /// <summary>Writes or replaces an item's schedule.</summary>
    Task SaveScheduleAsync(ScheduledPublication schedule, CancellationToken cancellationToken);

    /// <summary>Removes an item's schedule, if it has one.</summary>
    Task RemoveScheduleAsync(string contentItemId, CancellationToken cancellationToken);

    /// <summary>Scheduled take-downs by item.</summary>
    Task<IReadOnlyDictionary<string, ScheduledTakeDown>> FindTakeDownsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>Scheduled take-downs whose instant has come, oldest first.</summary>
    Task<IReadOnlyList<ScheduledTakeDown>> ListDueTakeDownsAsync(DateTime nowUtc, CancellationToken cancellationToken);

    /// <summary>Writes or replaces an item's scheduled take-down.</summary>
    Task SaveTakeDownAsync(ScheduledTakeDown takeDown, CancellationToken cancellationToken);

    /// <summary>Removes an item's scheduled take-down, if it has one.</summary>
    Task RemoveTakeDownAsync(string contentItemId, CancellationToken cancellationToken);

    /// <summary>All threads of these items, by item, oldest first; items without any are absent.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<CommentThread>>> ListThreadsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>The same of one item.</summary>
    async Task<IReadOnlyList<CommentThread>> ListThreadsAsync(string contentItemId, CancellationToken cancellationToken) =>
        (await ListThreadsAsync(new[] { contentItemId }, cancellationToken)).GetValueOrDefault(contentItemId) ?? [];

    /// <summary>How many threads of each item nobody has resolved; items without any are absent.</summary>
    Task<IReadOnlyDictionary<string, int>> CountOpenThreadsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken);

    /// <summary>Writes a thread, new or changed, and counts its revision up.</summary>
    /// <returns>The thread with its new revision.</returns>
    /// <exception cref="GutCms.Core.Storage.ContentConflictException">The stored revision is another.</exception>
    Task<CommentThread> SaveThreadAsync(CommentThread thread, CancellationToken cancellationToken);
}

/// <summary>Which reviews are asked for; every condition that is given must hold.</summary>
/// <param name="ContentTypes">Types whose reviews the caller may see, whoever owns the content.</param>
/// <param name="OwnerId">User id whose own content the caller may see in other types too; null: nobody's.</param>
/// <param name="After">Cursor of an earlier page; null: from the start.</param>
/// <param name="First">Page size, 1 to 100.</param>
public sealed record ReviewQueueQuery(IReadOnlyCollection<string> ContentTypes, string? OwnerId, string? After, int First) : ListQuery(After, First)
{
    /// <summary>Only those whose current stage has this name; null: any.</summary>
    public string? Stage { get; init; }

    /// <summary>Only those whose current stage is assigned to this user; null: any.</summary>
    public string? AssigneeId { get; init; }

    /// <summary>With <see cref="AssigneeId"/>: or to one of these, for whom that user stands in. It moves on between two pages of one list.</summary>
    [JsonIgnore]
    public IReadOnlyCollection<string> StoodInForIds { get; init; } = [];

    /// <summary>Only those whose current stage asks for one of these roles; null: any.</summary>
    public IReadOnlyCollection<string>? Roles { get; init; }

    /// <summary>Only those due before this instant, UTC; null: any. It moves on between two pages of one list.</summary>
    [JsonIgnore]
    public DateTime? DueBeforeUtc { get; init; }

    /// <summary>Whether due dates count.</summary>
    public bool IsDue => DueBeforeUtc is not null;
}

/// <summary>A page of the queue.</summary>
/// <param name="Total">Number of reviews over all pages.</param>
/// <param name="Reviews">Reviews of this page.</param>
/// <param name="Next">Cursor that continues after the last one; null: there is no more.</param>
public sealed record ReviewQueuePage(int Total, IReadOnlyList<Review> Reviews, string? Next)
{
    /// <summary>How many threads of comments nobody has resolved, by item; items without any are absent.</summary>
    public IReadOnlyDictionary<string, int> OpenThreads { get; init; } = new Dictionary<string, int>();

    /// <summary>User ids of those for whom whoever asked stands in now.</summary>
    public IReadOnlyCollection<string> StoodInForIds { get; init; } = [];
}
