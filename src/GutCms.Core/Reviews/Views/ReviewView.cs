using System.Collections.Immutable;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Views;

/// <summary>How an item stands, for one reader.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Title">Title of the latest version; null when it has none.</param>
/// <param name="VersionId">The latest version.</param>
/// <param name="State">Its state.</param>
/// <param name="ContentHash">Its content hash, with the disclaimer as published now. A decision sends it back.</param>
/// <param name="Tag">Tag of all this; a trigger sends it back.</param>
public sealed record ReviewView(string ContentItemId, string ContentType, string? Title, string VersionId, ReviewState State, string ContentHash, string Tag)
{
    /// <summary>How the latest version is presented. A decision sends its hash back.</summary>
    public required Presentation Presentation { get; init; }

    /// <summary>What is live; null when nothing is.</summary>
    public PublishedView? Published { get; init; }

    /// <summary>The policy on file; null when the type has none, or one that cannot be read (see <see cref="PolicyFault"/>).</summary>
    public ReviewPolicy? Policy { get; init; }

    /// <summary>Why the policy on file cannot be read; null when it can.</summary>
    public Sentence? PolicyFault { get; init; }

    /// <summary>The run for the latest text; null when there is none.</summary>
    public ReviewRunView? Review { get; init; }

    /// <summary>The open run that confirms the live text; null when there is none.</summary>
    public ReviewRunView? Renewal { get; init; }

    /// <summary>Earlier runs, newest first.</summary>
    public ImmutableArray<ReviewRunView> History { get; init; } = [];

    /// <summary>Comment threads, oldest first.</summary>
    public ImmutableArray<CommentThread> Threads { get; init; } = [];

    /// <summary>Ids of the open threads that this reader could resolve, provided the right to comment.</summary>
    public ImmutableHashSet<string> MayResolve { get; init; } = [];

    /// <summary>This reader may edit the text, and so accept and refuse suggested words.</summary>
    public bool MayAnswerSuggestions { get; init; }

    /// <summary>Whoever suggested words that are accepted counts as an author for four eyes.</summary>
    public bool SuggestionsMakeAuthors { get; init; }

    /// <summary>How it stands to the text that it was translated from; null: it is no translation.</summary>
    public TranslationStand? Translation { get; init; }

    /// <summary>The publication that is to happen; null when none is.</summary>
    public ScheduledPublication? Schedule { get; init; }

    /// <summary>The take-down that is to happen; null when none is.</summary>
    public ScheduledTakeDown? TakeDown { get; init; }

    /// <summary>The withdrawal in force; null when none is.</summary>
    public Withdrawal? Withdrawal { get; init; }

    /// <summary>What this reader could do now, provided that the request brings what it needs (signature, reason).</summary>
    public ImmutableArray<Trigger> PermittedTriggers { get; init; } = [];

    /// <summary>For an approved text, whoever reads: what its approvals lack by now to be published; empty: they count.</summary>
    public ImmutableArray<UnmetRule> Lapses { get; init; } = [];

    /// <summary>For triggers that state and permissions allow: the rules that stand against them.</summary>
    public ImmutableSortedDictionary<Trigger, ImmutableArray<UnmetRule>> UnmetRules { get; init; } = ImmutableSortedDictionary<Trigger, ImmutableArray<UnmetRule>>.Empty;
}

/// <summary>What is live of an item.</summary>
/// <param name="VersionId">The version.</param>
/// <param name="State">Published, ReviewDue or Imported.</param>
/// <param name="ContentHash">Its content hash, with the disclaimer that it shows. A renewal sends it back.</param>
/// <param name="Basis">On what ground it is live; null when that is not on file.</param>
/// <param name="ReviewedUtc">When it was last approved or confirmed, UTC; null when nobody did.</param>
/// <param name="NextReviewUtc">When it is due to be reviewed again, UTC; null: never.</param>
/// <param name="DueReason">Why it is due; null when it is not, or not marked yet.</param>
/// <param name="Certificate">The certificate; null when it has none.</param>
public sealed record PublishedView(
    string VersionId,
    ReviewState State,
    string ContentHash,
    PublicationBasis? Basis,
    DateTime? ReviewedUtc,
    DateTime? NextReviewUtc,
    ReviewDueReason? DueReason,
    string? Certificate)
{
    /// <summary>How it is presented. A renewal sends its hash back.</summary>
    public required Presentation Presentation { get; init; }
}

/// <summary>A run with its decisions.</summary>
/// <param name="Review">The run.</param>
/// <param name="Decisions">All its decisions, voided ones too, oldest first.</param>
/// <param name="Stages">How far each stage is; empty for a run that has ended.</param>
public sealed record ReviewRunView(Review Review, ImmutableArray<Decision> Decisions, ImmutableArray<StageView> Stages);

/// <summary>How far a stage is.</summary>
/// <param name="Name">Name.</param>
/// <param name="DueUtc">When a decision is due, UTC; null: not begun, or no due date.</param>
/// <param name="SatisfiedUtc">When it was satisfied, UTC; null before.</param>
/// <param name="Roles">Its roles, in the order of the policy.</param>
public sealed record StageView(string Name, DateTime? DueUtc, DateTime? SatisfiedUtc, ImmutableArray<StageRoleView> Roles);

/// <summary>How far a role of a stage is.</summary>
/// <param name="Role">Role.</param>
/// <param name="Required">Approvals that it needs.</param>
/// <param name="Given">Approvals that count.</param>
/// <param name="Eligible">How many people may decide.</param>
/// <param name="AssigneeIds">User ids of those who are asked by name.</param>
public sealed record StageRoleView(string Role, int Required, int Given, int Eligible, ImmutableArray<string> AssigneeIds);
