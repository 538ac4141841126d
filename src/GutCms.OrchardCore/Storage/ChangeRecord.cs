using System.Text.Json;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using YesSql.Indexes;

namespace GutCms.OrchardCore.Storage;

/// <summary>The last change of an item that is or was delivered, or of a former address: one for each, which takes a new number with every change. In the collection of delivery documents.</summary>
internal sealed class GutCmsChange
{
    public long Id { get; set; }

    /// <summary>The item, or the name of the document that holds the address.</summary>
    public string Subject { get; set; } = "";

    public bool IsAddress { get; set; }

    public DeliveryKind Kind { get; set; }

    /// <summary>Slug, or id of a disclaimer: of the document that there is, or that there was last.</summary>
    public string Key { get; set; } = "";

    /// <summary>The item; of an address that was released: null.</summary>
    public string? ContentItemId { get; set; }

    public long Number { get; set; }

    public long Appeared { get; set; }

    public long Moved { get; set; }

    /// <summary>It has a document, or sends readers on.</summary>
    public bool IsLive { get; set; }

    public bool IsDeleted { get; set; }

    /// <summary>The <see cref="DeliveredVersion"/>, JSON: Orchard Core's own format keeps whole seconds only. The last one that there was, where there is none.</summary>
    public string Document { get; set; } = "";

    /// <summary>Why it was withdrawn; null: it was not.</summary>
    public string? Reason { get; set; }

    /// <summary>When that was said: ticks, UTC.</summary>
    public long WithdrawnTicks { get; set; }

    /// <summary>When it was changed last, UTC.</summary>
    public DateTime ChangedUtc { get; set; }

    /// <summary>Keeps a document.</summary>
    public void Show(DeliveredVersion document) => Document = JsonSerializer.Serialize(document);

    /// <summary>What others are told of it.</summary>
    public ChangeEntry ToEntry() => new(Number, Appeared, Moved, Kind, Key, ContentItemId)
    {
        IsAddress = IsAddress,
        Document = IsLive && !IsAddress ? JsonSerializer.Deserialize<DeliveredVersion>(Document) : null,
        Reason = Reason,
        WithdrawnUtc = Reason is null ? null : new DateTime(WithdrawnTicks, DateTimeKind.Utc),
        Exists = !IsDeleted,
    };
}

/// <summary>The columns by which changes are found and put in order.</summary>
internal sealed class GutCmsChangeIndex : MapIndex
{
    /// <summary>Row of the document.</summary>
    public long DocumentId { get; set; }

    public string Subject { get; set; } = "";

    public long Number { get; set; }

    /// <summary>Whoever asks for the whole state is told of it: it is there, or was withdrawn.</summary>
    public bool IsKept { get; set; }

    public DateTime ChangedUtc { get; set; }
}

/// <summary>Fills them.</summary>
internal sealed class GutCmsChangeIndexProvider : IndexProvider<GutCmsChange>
{
    public GutCmsChangeIndexProvider() => CollectionName = GutCmsDelivery.Collection;

    public override void Describe(DescribeContext<GutCmsChange> context) => context.For<GutCmsChangeIndex>().Map(change => new GutCmsChangeIndex
    {
        Subject = change.Subject,
        Number = change.Number,
        IsKept = change.IsLive || change.Reason is not null,
        ChangedUtc = change.ChangedUtc,
    });
}
