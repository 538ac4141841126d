using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Paging;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>What became of something that readers get.</summary>
public enum DeliveryChangeType
{
    /// <summary>It has a document, and had none.</summary>
    Published,

    /// <summary>Its document has other bytes.</summary>
    Republished,

    /// <summary>Its document is at another address.</summary>
    AddressChanged,

    /// <summary>It has no document any more.</summary>
    Unpublished,

    /// <summary>It was taken down for the safety of readers, or what they are told about that was corrected.</summary>
    Withdrawn,

    /// <summary>It was deleted.</summary>
    Deleted,

    /// <summary>Readers who come by an address are sent on to an item.</summary>
    Redirected,

    /// <summary>They are not any more.</summary>
    RedirectRemoved,
}

/// <summary>A change.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Kind">Of what.</param>
/// <param name="Key">Slug, or ContentItemId of a disclaimer: of the document that there is, or that there was last; of a redirect the former slug.</param>
/// <param name="ContentItemId">The item; of a redirect the one that readers find; null for one that was removed.</param>
public sealed record DeliveryChange(DeliveryChangeType Change, DeliveryKind Kind, string Key, string? ContentItemId)
{
    /// <summary>Content type of the item: as it was told, otherwise as kind and key say it.</summary>
    public string ContentType
    {
        get => field ?? DeliveredTypes.TypeOf(Kind, Key, ContentDefinitions.Empty);
        init;
    }

    /// <summary>The document; null where there is none.</summary>
    public DeliveredVersion? Document { get; init; }

    /// <summary>Why it was withdrawn; null: it was not.</summary>
    public string? Reason { get; init; }

    /// <summary>When that was said, UTC.</summary>
    public DateTime? WithdrawnUtc { get; init; }

    /// <summary>The kind that the items of one of the program's own types are of; null: it is none of these.</summary>
    public static DeliveryKind? KindOf(string contentType) => DeliveredTypes.OwnKindOf(contentType);
}

/// <summary>A document without its bytes.</summary>
/// <param name="ContentHash">Content hash of the text that it shows.</param>
/// <param name="ETag">See <see cref="DeliveredDocument"/>.</param>
/// <param name="ModifiedUtc">Last change that readers see, UTC.</param>
/// <param name="BytesUtc">When the bytes were written, UTC, whole seconds.</param>
/// <param name="SurrogateKeys">See <see cref="DeliveredDocument"/>.</param>
/// <param name="ReviewStatus">How it was reviewed, as the document says it; null: it does not.</param>
public sealed record DeliveredVersion(string ContentHash, string ETag, DateTime ModifiedUtc, DateTime BytesUtc, string SurrogateKeys, string? ReviewStatus)
{
    /// <summary>That of a document as it is written.</summary>
    public static DeliveredVersion Of(DeliveryRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var document = record.Document;
        return new(record.ContentHash, document.ETag, record.ModifiedUtc, document.LastModifiedUtc, document.SurrogateKeys, ReviewStatusOf(record.Summary));
    }

    /// <summary>How an item was reviewed, by the JSON object that lists show of it; null: it does not say.</summary>
    public static string? ReviewStatusOf(byte[] summary)
    {
        using var json = JsonDocument.Parse(summary);
        return json.RootElement.TryGetProperty("reviewStatus", out var status) ? status.GetString() : null;
    }
}

/// <summary>Changes in the order in which they were committed.</summary>
/// <param name="Items">At most as many as were asked for; each item and each address once, as it is now.</param>
/// <param name="Next">Token that goes on from here.</param>
/// <param name="HasMore">Whether there are more already.</param>
public sealed record DeliveryChangesPage(IReadOnlyList<DeliveryChange> Items, string Next, bool HasMore);

/// <summary>The token is of before what is still known, or of another database: what was deleted since cannot be told any more.</summary>
public sealed class DeliveryChangesLostException : Exception
{
    private const string Text = "What has changed since this token is not known any more.";

    /// <summary>Creates it.</summary>
    public DeliveryChangesLostException() : base(Text) { }

    /// <summary>Creates it.</summary>
    public DeliveryChangesLostException(string message) : base(message) { }

    /// <summary>Creates it.</summary>
    public DeliveryChangesLostException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>Not all of what readers get is written down yet: whoever was told now would miss the rest.</summary>
public sealed class DeliveryChangesNotReadyException : Exception
{
    private const string Text = "What readers get is still being written down.";

    /// <summary>Creates it.</summary>
    public DeliveryChangesNotReadyException() : base(Text) { }

    /// <summary>Creates it.</summary>
    public DeliveryChangesNotReadyException(string message) : base(message) { }

    /// <summary>Creates it.</summary>
    public DeliveryChangesNotReadyException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>Tells what changed in what readers get, complete and in order, so that others can keep a copy of it.</summary>
public interface IDeliveryChanges
{
    /// <summary>What changed since a token; without one, everything that there is.</summary>
    /// <param name="after">Token of an earlier page; null: from nothing; <see cref="DeliveryChangesToken.Now"/>: nothing but the token of this moment.</param>
    /// <param name="first">Changes at most.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="BadCursorException">It is no token.</exception>
    /// <exception cref="DeliveryChangesLostException">It is too old.</exception>
    /// <exception cref="DeliveryChangesNotReadyException">A site from before changes were written down is not done with that.</exception>
    Task<DeliveryChangesPage> ReadAsync(string? after, int first, CancellationToken cancellationToken);

    /// <summary>The same; where there is nothing yet, as soon as there is something. Nothing comes after all when the time is over, or when more wait than may.</summary>
    /// <param name="after">As above.</param>
    /// <param name="first">As above.</param>
    /// <param name="most">How long it waits at most.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<DeliveryChangesPage> AwaitAsync(string? after, int first, TimeSpan most, CancellationToken cancellationToken);
}

/// <summary>How much is kept for those who follow changes. Section <c>GutCms:Delivery</c>.</summary>
public sealed class DeliveryChangesOptions
{
    /// <summary>Days for which it is known what was unpublished or deleted, 1 to 3650: who has not asked for longer begins anew.</summary>
    [Range(1, 3_650)]
    public int ChangesDays { get; set; } = 90;

    /// <summary>Requests that may wait for a change at a time in this process, 0 to 100000; further ones are answered at once.</summary>
    [Range(0, 100_000)]
    public int MostWaiting { get; set; } = 1_000;
}
