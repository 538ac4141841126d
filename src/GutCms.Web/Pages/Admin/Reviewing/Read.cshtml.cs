using GutCms.Api.Http;
using GutCms.Core.Comments;
using GutCms.Core.Diff.Marking;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Workloads;
using GutCms.Web.Features.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>A text as readers will see it, what changed in it, what was said about it, and what this visitor can do with it.</summary>
[AdminPermission(Permissions.PreviewContent, Permissions.AssignReview)]
[Dear(DearAttribute.Comparison)]
internal sealed class ReadModel(
    ReadDesk read, FindTitles titles, IReviewerDirectory directory, GetLoads loads, OwnAccount account, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> deskWords) : AdminPage(words)
{
    /// <summary>Value of <see cref="From"/> for the text that was approved last.</summary>
    public const string Approved = "approved";

    /// <summary><c>live</c>: the live text in place of the latest.</summary>
    [BindProperty(SupportsGet = true, Name = "text")]
    public string? Which { get; set; }

    /// <summary>Version to compare with, or <c>approved</c>: the one that was approved last; null: the one that the visitor has seen last, or else the one that was approved last.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>How the item stands.</summary>
    public ReviewView View { get; private set; } = null!;

    /// <summary>The text.</summary>
    public GetReviewText.Result Shown { get; private set; } = null!;

    /// <summary>The text with marks.</summary>
    public MarkedText Marked { get; private set; } = null!;

    /// <summary>The visitor signs with a code as well.</summary>
    public bool SignsWithCode { get; private set; }

    /// <summary>Who could be asked, by role of the stage that is due; empty when the visitor may not ask.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Reviewer>> Candidates { get; private set; } = new Dictionary<string, IReadOnlyList<Reviewer>>();

    /// <summary>How much each of them is asked about already, by user id; who is asked about nothing is absent.</summary>
    public IReadOnlyDictionary<string, GetLoads.Load> Loads { get; private set; } = new Dictionary<string, GetLoads.Load>();

    /// <summary>The live text is shown, and not the latest.</summary>
    public bool IsLiveText => Which == "live" && View.Published is not null;

    /// <summary>For a changed disclaimer that is in review: what the change is said to be, and the content concerned; null otherwise.</summary>
    public DisclaimerImpact? Impact { get; private set; }

    /// <summary>The visitor has seen an earlier version, and can compare with it.</summary>
    public bool HasSeenAnother { get; private set; }

    /// <summary>Title of what readers are sent to instead of something withdrawn; null: to nothing of this site.</summary>
    public string? InsteadTitle { get; private set; }

    /// <summary>The visitor may comment.</summary>
    public bool MayComment { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        var desk = await read.ExecuteAsync(Actor, new(id, Which == "live", string.IsNullOrEmpty(From) || From == Approved ? null : From, SinceLastLook: string.IsNullOrEmpty(From), IsOpened: true), cancellationToken);
        if (!desk.Succeeded)
        {
            return Refuse(desk.Refusal);
        }

        (View, Shown, Impact) = desk.Value;
        HasSeenAnother = desk.Value.SeenVersionId is not null;
        if (View.Withdrawal?.ReplacementItemId is { } instead)
        {
            InsteadTitle = (await titles.ExecuteAsync(Actor, [instead], cancellationToken)).GetValueOrDefault(instead, instead);
        }

        Marked = new TextMarker(new ChangeMarks(DeskChangeWords.Of(deskWords))).Mark(Shown.Content, Shown.Comparison?.Diff, Shown.Blocks, Shown.References);
        MayComment = Authorization.Allows(Actor, Permissions.CommentContent, View.ContentType, Shown.Item.Owner);
        SignsWithCode = await account.UsesSecondFactorAsync(Actor.UserId, cancellationToken);
        await FindCandidatesAsync(cancellationToken);
        return Page();
    }

    /// <summary>Threads on a block, also on words that are gone, or on one of <see cref="FieldPlaces"/>; oldest first.</summary>
    public IReadOnlyList<ShownThread> ThreadsOn(string? placeId) => placeId is null ? [] : [.. View.Threads.Where(thread => PlaceOf(thread)?.BlockId == placeId).Select(Show)];

    /// <summary>Threads on the whole text, and those whose place is gone.</summary>
    public IReadOnlyList<ShownThread> OtherThreads => [.. View.Threads.Where(thread => PlaceOf(thread) is not { } place || !IsShown(place.BlockId)).Select(Show)];

    /// <summary>Only what changed is open, because the visitor has seen the rest.</summary>
    public bool FoldsUnchanged => Shown.Comparison?.Basis == ComparisonBasis.Seen && Marked.Changes > 0;

    /// <summary>Threads that the visitor began.</summary>
    public IReadOnlyList<CommentThread> OwnThreads => [.. View.Threads.Where(thread => thread.Messages[0].AuthorId == Actor.UserId)];

    /// <summary>Whether a block is to be read: it is marked, or something is said about it.</summary>
    public bool IsOpen(MarkedBlock block) => !FoldsUnchanged || block.IsMarked || ThreadsOn(block.SourceId).Count > 0 || block.Entries.Any(IsOpen);

    /// <summary>What became of a thread: part of the name of its text.</summary>
    public string Standing(CommentThread thread) =>
        thread.IsResolved ? "Resolved" : thread.IsAddressed ? "Addressed"
        : PlaceOf(thread) is not { Quote.Length: > 0 } place ? "Whole"
        : place.Resolution.State switch { AnchorState.Edited => "Edited", AnchorState.Orphaned => "Orphaned", _ => "Open" };

    /// <summary>What the visitor decided about a version last; null: nothing.</summary>
    public DecisionOutcome? Decided(string versionId) =>
        LastLook.DecisionsOf(View, Actor).Where(decision => decision.VersionId == versionId).MaxBy(decision => decision.DecidedUtc)?.Outcome;

    private ShownThread Show(CommentThread thread) => new(thread, PlaceOf(thread), MayComment, MayComment && View.MayResolve.Contains(thread.ThreadId))
    {
        Answering = View.MayAnswerSuggestions && !IsLiveText && thread.IsOpenSuggestion ? new(View.Tag, AlikeTo(thread), View.SuggestionsMakeAuthors) : null,
    };

    /// <summary>Ids of the suggestions that nobody has answered yet; empty for whoever may not answer them.</summary>
    public IReadOnlyList<string> OpenSuggestions => View.MayAnswerSuggestions && !IsLiveText ? [.. View.Threads.Where(thread => thread.IsOpenSuggestion).Select(thread => thread.ThreadId)] : [];

    private List<string> AlikeTo(CommentThread thread) =>
        [.. View.Threads.Where(other => other.IsOpenSuggestion && other.Suggestion == thread.Suggestion && PlaceOf(other)?.Quote == PlaceOf(thread)?.Quote).Select(other => other.ThreadId)];

    private bool IsShown(string placeId)
    {
        bool IsIn(IEnumerable<MarkedBlock> blocks) => blocks.Any(block => block.SourceId == placeId || IsIn(block.Entries));
        return FieldPlaces.IsOne(placeId) || IsIn(Marked.Body) || IsIn(Marked.References);
    }

    /// <summary>Where a thread stands; null: on the whole text.</summary>
    public ThreadPlace? PlaceOf(CommentThread thread) => Shown.Places.GetValueOrDefault(thread.ThreadId);

    private async Task FindCandidatesAsync(CancellationToken cancellationToken)
    {
        if (View.Review is { Review.State: ReviewState.InReview } run && Authorization.Allows(Actor, Permissions.AssignReview, View.ContentType, Shown.Item.Owner)
            && run.Stages.FirstOrDefault(stage => stage.SatisfiedUtc is null) is { } stage)
        {
            Loads = await loads.ExecuteAsync(Actor, cancellationToken);
            Candidates = await directory.FindReviewersAsync([.. stage.Roles.Select(role => role.Role)], View.ContentType, cancellationToken);
        }
    }
}
