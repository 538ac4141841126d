using GutCms.Core.Diff.Marking;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Storage;

namespace GutCms.OrchardCore.Reviews;

/// <summary>The queue as the admin shows it.</summary>
/// <param name="List">The page; or why there is none.</param>
/// <param name="Stage">Only this stage; null: all.</param>
/// <param name="Mine">Only what the user is asked for by name.</param>
/// <param name="ForRoles">Only what asks for a role that the user has.</param>
/// <param name="Overdue">Only what is past its due date.</param>
/// <param name="NowUtc">The instant, UTC.</param>
public sealed record QueuePage(Outcome<ReviewQueuePage> List, string? Stage, bool Mine, bool ForRoles, bool Overdue, DateTime NowUtc);

/// <summary>The review of an item as the admin shows it: the text as readers will see it, with what changed marked in it, and what this user can do.</summary>
/// <param name="View">How the item stands.</param>
/// <param name="Text">The text.</param>
/// <param name="Marked">The text with marks.</param>
/// <param name="Asking">Whom the user can ask to decide.</param>
/// <param name="Reader">The user.</param>
/// <param name="Typed">What was typed into a form that was refused.</param>
public sealed record ItemPage(ReviewView View, GetReviewText.Result Text, MarkedText Marked, Asking Asking, PageReader Reader, Typed Typed)
{
    /// <summary>The live text is shown, and not the latest.</summary>
    public bool IsLiveText { get; init; }

    /// <summary>Compare with what was approved last, and not with what the user saw last.</summary>
    public const string Approved = "approved";

    /// <summary>The version that the user chose to compare with, or <see cref="Approved"/>; null: what the user saw last, otherwise what was approved last.</summary>
    public string? From { get; init; }

    /// <summary>The user has seen an earlier version for certain, and can compare with it.</summary>
    public bool HasSeenAnother { get; init; }

    /// <summary>Threads that the user began.</summary>
    public IReadOnlyList<CommentThread> OwnThreads => [.. View.Threads.Where(thread => thread.Messages[0].AuthorId == Reader.UserId)];

    /// <summary>Only what changed is open, because the user has seen the rest.</summary>
    public bool FoldsUnchanged => Text.Comparison?.Basis == ComparisonBasis.Seen && Marked.Changes > 0;

    /// <summary>Whether a block is to be read: it is marked, or something is said about it.</summary>
    public bool IsOpen(MarkedBlock block) => !FoldsUnchanged || block.IsMarked || ThreadsOn(block.SourceId).Count > 0 || block.Entries.Any(IsOpen);

    /// <summary>How a thread stands, in English words.</summary>
    public string Standing(CommentThread thread) => ReviewWords.OfThread(thread, PlaceOf(thread)?.Resolution.State);

    /// <summary>For a changed disclaimer: the content that it concerns, and what its change is said to be; null otherwise.</summary>
    public DisclaimerImpact? Impact { get; init; }

    /// <summary>For a disclaimer that content shows: tag of the list of that content; null otherwise.</summary>
    public string? ImpactTag { get; init; }

    /// <summary>This user can accept and refuse the words that are suggested for the text that is shown.</summary>
    public bool AnswersSuggestions => View.MayAnswerSuggestions && !IsLiveText;

    /// <summary>Threads on a block, also on words of it that are gone, oldest first.</summary>
    public IReadOnlyList<CommentThread> ThreadsOn(string? blockId) => blockId is null ? [] : [.. View.Threads.Where(thread => PlaceOf(thread)?.BlockId == blockId)];

    /// <summary>Threads on the whole text, on its title and other places outside of blocks, and on blocks that are gone.</summary>
    public IReadOnlyList<CommentThread> OtherThreads => [.. View.Threads.Where(thread => PlaceOf(thread) is not { } place || !IsShown(Marked.Body, place.BlockId))];

    private static bool IsShown(IEnumerable<MarkedBlock> blocks, string blockId) => blocks.Any(block => block.SourceId == blockId || IsShown(block.Entries, blockId));

    /// <summary>Where a thread stands; null: on the whole text.</summary>
    public ThreadPlace? PlaceOf(CommentThread thread) => Text.Places.GetValueOrDefault(thread.ThreadId);

    /// <summary>The decisions that this user can take about the text that is shown.</summary>
    public IReadOnlyList<Trigger> Decisions =>
        [.. (IsLiveText ? new[] { Trigger.Renew } : [Trigger.Approve, Trigger.RequestChanges, Trigger.Renew]).Where(trigger => View.PermittedTriggers.Contains(trigger) && (trigger != Trigger.Renew || ShowsWhatIsLive))];

    /// <summary>The live text could be confirmed, and is another than the one that is shown.</summary>
    public bool RenewsAnotherText => View.PermittedTriggers.Contains(Trigger.Renew) && !ShowsWhatIsLive;

    private bool ShowsWhatIsLive => View.Published is { } live && live.ContentHash == Text.ContentHash && live.Presentation.Hash() == Text.Presentation.Hash();
}

/// <summary>Who reads the page.</summary>
/// <param name="UserId">User id.</param>
/// <param name="Name">Name under a signature.</param>
/// <param name="MayEdit">The item's editor opens for the user.</param>
/// <param name="MayComment">The user may write comments.</param>
/// <param name="SignsWithCode">A signature takes the code of a second factor as well.</param>
public sealed record PageReader(string UserId, string Name, bool MayEdit, bool MayComment, bool SignsWithCode);

/// <summary>What was typed into a form of the page that was refused: it stands there again.</summary>
/// <param name="Trigger">The trigger of the form; null: another form.</param>
/// <param name="Comment">Its comment or reason.</param>
/// <param name="Place">Of a comment: the block, <c>whole</c>, or the thread that it answers; null: another form.</param>
/// <param name="Quote">The words that it is about.</param>
/// <param name="Text">The comment.</param>
/// <param name="Suggestion">Words suggested in the place of the quoted ones; null: none.</param>
public sealed record Typed(Trigger? Trigger = null, string? Comment = null, string? Place = null, string? Quote = null, string? Text = null, string? Suggestion = null)
{
    /// <summary>Nothing.</summary>
    public static Typed Nothing { get; } = new();

    /// <summary>Place of a comment on the whole text.</summary>
    public const string Whole = "whole";
}

/// <summary>A block of the text, on the page that shows it.</summary>
/// <param name="Block">The block.</param>
/// <param name="Page">The page.</param>
public sealed record ShownBlock(MarkedBlock Block, ItemPage Page);

/// <summary>A thread of comments, on the page that shows it.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Page">The page.</param>
public sealed record ShownThread(CommentThread Thread, ItemPage Page);

/// <summary>The form of a new comment.</summary>
/// <param name="Page">The page.</param>
/// <param name="BlockId">ContentItemId of the nested item; null: the whole text.</param>
/// <param name="Heading">Plain text of its heading; null when it has none.</param>
public sealed record CommentForm(ItemPage Page, string? BlockId, string? Heading)
{
    /// <summary>Its place.</summary>
    public string Place => BlockId ?? Typed.Whole;

    /// <summary>What was typed here before, if it was here.</summary>
    public Typed Typed => Page.Typed.Place == Place ? Page.Typed : Typed.Nothing;
}

/// <summary>The form of a decision.</summary>
/// <param name="Page">The page.</param>
/// <param name="Trigger">Approve, RequestChanges or Renew.</param>
public sealed record DecisionForm(ItemPage Page, Trigger Trigger)
{
    private ReviewRunView? Run => Trigger == Trigger.Renew ? Page.View.Renewal : Page.View.Review;

    /// <summary>It takes the user's password.</summary>
    public bool Signs => Trigger != Trigger.RequestChanges && (Run?.Review.Policy ?? Page.View.Policy)?.SignatureRequired != false;

    /// <summary>What a signature under it means, as it is recorded.</summary>
    public string Meaning => Trigger == Trigger.Renew ? SignatureMeanings.Confirmation : SignatureMeanings.OfApproval(Page.Impact is { PublishedVersionId: not null, HasChanged: true } impact ? impact.Change : null);
}
