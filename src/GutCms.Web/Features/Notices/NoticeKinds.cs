namespace GutCms.Web.Features.Notices;

/// <summary>What a person can be told; the words that the database holds. Each has a sentence <c>Notice.…</c> and a name <c>Notice.Kind.…</c>.</summary>
internal static class NoticeKinds
{
    /// <summary>A text waits for a decision of the person's.</summary>
    public const string Submitted = "submitted";

    /// <summary>Somebody asks the person by name to decide.</summary>
    public const string Assigned = "assigned";

    /// <summary>A reviewer asks for changes.</summary>
    public const string ChangesRequested = "changesRequested";

    /// <summary>A reviewer has approved.</summary>
    public const string Approved = "approved";

    /// <summary>Everybody who had to has approved; the person may publish.</summary>
    public const string ReadyToPublish = "readyToPublish";

    /// <summary>Approvals do not count any more.</summary>
    public const string Voided = "voided";

    /// <summary>It is live.</summary>
    public const string Published = "published";

    /// <summary>Its publication is scheduled, or not any more.</summary>
    public const string Scheduled = "scheduled";

    /// <summary>Its publication was due and refused.</summary>
    public const string ScheduleRefused = "scheduleRefused";

    /// <summary>It was taken down.</summary>
    public const string Unpublished = "unpublished";

    /// <summary>It was taken down for the safety of readers.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>A comment on a text of the person's, or on one that waits for them.</summary>
    public const string Commented = "commented";

    /// <summary>An answer in a thread of the person's.</summary>
    public const string Answered = "answered";

    /// <summary>A suggestion of the person's, or for a text of theirs, was accepted or refused.</summary>
    public const string SuggestionDecided = "suggestionDecided";

    /// <summary>Somebody has written the person's name with an @.</summary>
    public const string Mentioned = "mentioned";

    /// <summary>A live text is due to be reviewed again.</summary>
    public const string ReviewDue = "reviewDue";

    /// <summary>The live text was confirmed.</summary>
    public const string Renewed = "renewed";

    /// <summary>The source of a translation says something else by now.</summary>
    public const string SourceChanged = "sourceChanged";

    /// <summary>The disclaimer that a live text shows says something else by now.</summary>
    public const string DisclaimerChanged = "disclaimerChanged";

    /// <summary>A review for which there are too few people.</summary>
    public const string Stuck = "stuck";

    /// <summary>A decision of the person's is due soon, is due, or is late.</summary>
    public const string Reminder = "reminder";

    /// <summary>A decision that nobody has made for days.</summary>
    public const string Escalated = "escalated";

    /// <summary>A live text is due to be reviewed in a month, in a week.</summary>
    public const string ReviewDueSoon = "reviewDueSoon";

    /// <summary>Something about the person's own account.</summary>
    public const string Account = "account";

    /// <summary>All, in the order in which people see them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Submitted, Assigned, Reminder, ChangesRequested, Approved, ReadyToPublish, Voided, Scheduled, ScheduleRefused, Published, Unpublished, Withdrawn, Commented, Answered, SuggestionDecided, Mentioned, ReviewDueSoon, ReviewDue, Renewed, SourceChanged, DisclaimerChanged,
        Stuck, Escalated, Account,
    ];

    /// <summary>What asks for something to be done, so that whoever stands in for a person who is away is told too.</summary>
    public static IReadOnlyList<string> ForDeputies { get; } =
        [Submitted, Assigned, Reminder, ChangesRequested, ReadyToPublish, ScheduleRefused, ReviewDueSoon, ReviewDue, DisclaimerChanged, Stuck, Escalated];
}
