using System.Collections.Immutable;

namespace GutCms.Core.Reviews.Policies;

/// <summary>What has to be approved, and by whom, before content of a type may be published. Data, from the recipe step <c>ReviewPolicy</c>.</summary>
/// <param name="ContentType">Technical name of the type.</param>
/// <param name="Version">Version as written in the recipe; a run keeps the policy with which it was submitted.</param>
/// <param name="Stages">Stages in the order in which they are done; never empty.</param>
public sealed record ReviewPolicy(string ContentType, string Version, ImmutableArray<ReviewStage> Stages)
{
    /// <summary>Who wrote any part of a version since the last approval cannot approve it.</summary>
    public bool FourEyes { get; init; } = true;

    /// <summary>An approval has to be signed: the reviewer proves anew who it is.</summary>
    public bool SignatureRequired { get; init; } = true;

    /// <summary>A version needs a published disclaimer to be submitted or published.</summary>
    public bool RequireDisclaimer { get; init; }

    /// <summary>Months from the last review to the next, 1 to 120; null: never due.</summary>
    public int? ReviewEveryMonths { get; init; }

    /// <summary>What becomes of approvals when a text is presented otherwise than it was approved: at another address, in another series, with other Hot Articles.</summary>
    public PresentationChange OnPresentationChange { get; init; } = PresentationChange.Void;

    /// <summary>Every comment thread has to be resolved before an approval.</summary>
    public bool RequireResolvedComments { get; init; }

    /// <summary>A translation is neither approved nor published while something else is live of its source than it was made from.</summary>
    public bool RequireCurrentTranslations { get; init; }

    /// <summary>One person may sign in more than one stage of a review.</summary>
    public bool AllowSamePersonInStages { get; init; }

    /// <summary>Whoever suggested words that were accepted counts as an author of the text.</summary>
    public bool SuggestionsMakeAuthors { get; init; } = true;

    /// <summary>What becomes of approvals whose reviewer could not give them any more: the role is lost, the account disabled or deleted.</summary>
    public EarlierApprovals OnReviewerLeft { get; init; }

    /// <summary>What becomes of approvals that the policy in force would not have found enough.</summary>
    public EarlierApprovals OnPolicyChange { get; init; }
}

/// <summary>Whether approvals of before count at publication, when something about them has changed since. In JSON in lower case.</summary>
public enum EarlierApprovals
{
    /// <summary>They do not count.</summary>
    Void,

    /// <summary>They count.</summary>
    Keep,
}

/// <summary>What a change of the presentation does to approvals.</summary>
public enum PresentationChange
{
    /// <summary>It voids them, like a change of the text.</summary>
    Void,

    /// <summary>They stand: the change is written to the audit log, and the certificate names the new presentation and says that it was not signed.</summary>
    Record,
}

/// <summary>One stage of a policy: its roles decide in parallel, and all of them have to be satisfied.</summary>
/// <param name="Name">Name, unique within the policy.</param>
/// <param name="Roles">Who has to approve; never empty, each role once.</param>
/// <param name="DueDays">Calendar days from the beginning of the stage until a decision is due, 1 to 365; null: no due date.</param>
public sealed record ReviewStage(string Name, ImmutableArray<StageRole> Roles, int? DueDays)
{
    /// <summary>When people are reminded of its decisions, and who is told when nobody decides; null: as the site's settings say.</summary>
    public StageReminders? Reminders { get; init; }
}

/// <summary>How many holders of a role have to approve.</summary>
/// <param name="Role">Name of the role.</param>
/// <param name="Threshold">How many.</param>
public sealed record StageRole(string Role, Threshold Threshold);

/// <summary>Kind of a threshold.</summary>
public enum ThresholdKind
{
    /// <summary>That many approvals; <c>One</c> is 1.</summary>
    Number,

    /// <summary>More than half of those who may decide.</summary>
    Most,

    /// <summary>Everyone who may decide.</summary>
    All,
}

/// <summary>How many approvals are needed out of those who may decide: enabled holders of the role with the right to approve, authors left out.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Count">The number for <see cref="ThresholdKind.Number"/>, at least 1; otherwise 0.</param>
public readonly record struct Threshold(ThresholdKind Kind, int Count)
{
    /// <summary>One approval.</summary>
    public static Threshold One { get; } = new(ThresholdKind.Number, 1);

    /// <summary>More than half.</summary>
    public static Threshold Most { get; } = new(ThresholdKind.Most, 0);

    /// <summary>Everyone.</summary>
    public static Threshold All { get; } = new(ThresholdKind.All, 0);

    /// <summary>That many, at least 1.</summary>
    public static Threshold Of(int count) =>
        count >= 1 ? new(ThresholdKind.Number, count) : throw new ArgumentOutOfRangeException(nameof(count), "A threshold of no approvals approves everything.");

    /// <summary>Approvals needed when that many people may decide; never less than 1, so nobody at all satisfies nothing.</summary>
    public int Required(int eligible) => Kind switch
    {
        ThresholdKind.Number when Count >= 1 => Count,
        ThresholdKind.Most => (eligible / 2) + 1,
        ThresholdKind.All => Math.Max(1, eligible),
        _ => int.MaxValue,
    };
}
