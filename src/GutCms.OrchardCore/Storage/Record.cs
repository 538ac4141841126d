namespace GutCms.OrchardCore.Storage;

/// <summary>Something that the module keeps beside the content: a review, a decision, a grant. A document of the collection <see cref="Collection"/>.</summary>
internal sealed class GutCmsRecord
{
    /// <summary>The collection of everything but the audit log and the delivery documents.</summary>
    public const string Collection = "GutCms";

    public long Id { get; set; }

    /// <summary>One of <see cref="RecordKinds"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Unique within the kind.</summary>
    public string Key { get; set; } = "";

    /// <summary>What it belongs to: an item, a version or a review, by kind.</summary>
    public string Group { get; set; } = "";

    /// <summary>A second thing that it is looked up by, by kind.</summary>
    public string Tag { get; set; } = "";

    /// <summary>It is still going on, where that means something.</summary>
    public bool IsOpen { get; set; }

    /// <summary>When something is due, UTC; null: never.</summary>
    public DateTime? AtUtc { get; set; }

    /// <summary>The thing itself, JSON.</summary>
    public string Json { get; set; } = "";
}

/// <summary>Kinds of records, and what stands in their columns.</summary>
internal static class RecordKinds
{
    /// <summary>Key: review. Group: item. Tag: disclaimer. IsOpen.</summary>
    public const string Review = "review";

    /// <summary>Key: decision. Group: review.</summary>
    public const string Decision = "decision";

    /// <summary>Key: item. AtUtc: when its next review is due, unless it is marked already.</summary>
    public const string Publication = "publication";

    /// <summary>Key: version and hash. Group: version.</summary>
    public const string Grant = "grant";

    /// <summary>Key: version and hash. Group: version.</summary>
    public const string Imported = "imported";

    /// <summary>Key: content hash.</summary>
    public const string Text = "text";

    /// <summary>Key: list and place. Group: list. Tag: item. IsOpen: valid. One more, <c>newest</c>, is the number of the newest list.</summary>
    public const string Issued = "issued";

    /// <summary>Key: item. Tag: path in lower case.</summary>
    public const string Withdrawal = "withdrawal";

    /// <summary>Key: item. AtUtc: when.</summary>
    public const string Schedule = "schedule";

    /// <summary>Key: item. AtUtc: when.</summary>
    public const string TakeDown = "take-down";

    /// <summary>Key: item.</summary>
    public const string FirstPublication = "first-publication";

    /// <summary>Key: thread. Group: item.</summary>
    public const string Thread = "thread";

    /// <summary>Key: person and item. Group: person.</summary>
    public const string Look = "look";

    /// <summary>Key: review. Group: item.</summary>
    public const string Reminded = "reminded";

    /// <summary>Key: version. Group: item.</summary>
    public const string Version = "version";

    /// <summary>Key: message. IsOpen: always, for what was told is removed.</summary>
    public const string Outbox = "outbox";

    /// <summary>Key: removal.</summary>
    public const string RemovedRole = "removed-role";

    /// <summary>Key: name. One kind of record for each kind of document.</summary>
    public static string Document(string kind) => "document:" + kind;
}

/// <summary>A text that was granted or delivered, kept so that it can be delivered again as it was.</summary>
/// <param name="Json">The text, a JSON object.</param>
internal sealed record KeptText(string Json);

/// <summary>When an item was first delivered; Orchard Core forgets it when the item is taken down. It does not move.</summary>
/// <param name="AtUtc">UTC.</param>
internal sealed record FirstPublication(DateTime AtUtc);

/// <summary>What the module knows of a version that Orchard Core does not: who wrote its text, and which text was let through.</summary>
/// <param name="ContentHash">Content hash with the disclaimer that it shows.</param>
/// <param name="OwnHash">Hash of its own text alone, by which an edit is told from a change of the disclaimer.</param>
/// <param name="Origin">What a recipe's import was called; null when a person or an API client wrote it.</param>
/// <param name="Authors">Who wrote it.</param>
/// <param name="LiveHash"><paramref name="OwnHash"/> of the text that was let through to be live; null when none was.</param>
internal sealed record VersionNote(string? ContentHash, string OwnHash, string? Origin, IReadOnlyList<GutCms.Core.Security.VersionAuthor> Authors, string? LiveHash)
{
    /// <summary>User id of the owner when it was last looked at; null: it had none, or that was not kept yet.</summary>
    public string? Owner { get; init; }
}
