using System.Text.Json.Nodes;

namespace GutCms.Core.Storage;

/// <summary>Names of the events; past tense, camel case.</summary>
public static class ReviewEvents
{
    /// <summary>A version was saved.</summary>
    public const string Saved = "saved";

    /// <summary>An item was deleted.</summary>
    public const string Deleted = "deleted";

    /// <summary>A version was submitted; <c>disclaimer</c> in the data when the program did it.</summary>
    public const string Submitted = "submitted";

    /// <summary>A submission was taken back.</summary>
    public const string SubmissionWithdrawn = "submissionWithdrawn";

    /// <summary>A reviewer was assigned or a due date set.</summary>
    public const string Assigned = "assigned";

    /// <summary>A reviewer decided.</summary>
    public const string Decided = "decided";

    /// <summary>Decisions were voided.</summary>
    public const string Voided = "voided";

    /// <summary>A publication was scheduled, or its schedule cancelled.</summary>
    public const string Scheduled = "scheduled";

    /// <summary>A scheduled publication was due and refused.</summary>
    public const string ScheduleRefused = "scheduleRefused";

    /// <summary>A take-down was scheduled, or its schedule cancelled.</summary>
    public const string TakeDownScheduled = "takeDownScheduled";

    /// <summary>A scheduled take-down was due and refused.</summary>
    public const string TakeDownRefused = "takeDownRefused";

    /// <summary>A version became live, or what is delivered of it changed with its disclaimer.</summary>
    public const string Published = "published";

    /// <summary>An item was taken down.</summary>
    public const string Unpublished = "unpublished";

    /// <summary>An item was taken down for the safety of readers.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>A live text is due to be reviewed.</summary>
    public const string ReviewDue = "reviewDue";

    /// <summary>Something else became live of the source of a translation, which is stale since; the item is the translation, <c>sourceId</c> in the data names the source.</summary>
    public const string SourceChanged = "sourceChanged";

    /// <summary>A live text was confirmed by every stage.</summary>
    public const string Renewed = "renewed";

    /// <summary>A comment was written, or a thread resolved or reopened.</summary>
    public const string Commented = "commented";
}

/// <summary>Something that happened, to be told after the commit: mails, webhooks, the admin's lists.</summary>
/// <param name="MessageId">Id, in the form of content ids.</param>
/// <param name="Event">One of <see cref="ReviewEvents"/>.</param>
/// <param name="OccurredUtc">UTC.</param>
/// <param name="ActorId">User id; empty for the program.</param>
/// <param name="ActorName">User name.</param>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="VersionId">The version; null when none in particular.</param>
/// <param name="Data">More facts by name in camel case; ids, names and instants, never article text or comments.</param>
public sealed record OutboxMessage(
    string MessageId,
    string Event,
    DateTime OccurredUtc,
    string ActorId,
    string ActorName,
    string ContentItemId,
    string ContentType,
    string? VersionId,
    JsonObject Data);

/// <summary>Events that wait to be told. Appended in the transaction of the change, so an event is told exactly when its change was kept; at least once.</summary>
public interface IOutbox
{
    /// <summary>Appends.</summary>
    Task AppendAsync(OutboxMessage message, CancellationToken cancellationToken);
}

/// <summary>Wakes whoever tells the events of the outbox. Called after the commit; losing a call only delays.</summary>
public interface IOutboxSignal
{
    /// <summary>There may be something to tell.</summary>
    void Wake();
}
