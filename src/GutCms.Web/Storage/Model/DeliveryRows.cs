namespace GutCms.Web.Storage.Model;

/// <summary>A document as it is served, with the columns of lists. Columns of lists stand before the large ones, so that SQLite reads one page per row.</summary>
internal sealed class DeliveryDocumentRow
{
    /// <summary>Handed out by the store; a document that is re-written keeps it, so it orders by first publication.</summary>
    public long Id { get; init; }

    /// <summary>A <see cref="GutCms.Core.Storage.DeliveryKind"/>.</summary>
    public int Kind { get; init; }

    /// <summary>Slug (lower case) or ContentItemId.</summary>
    public required string Key { get; init; }

    public required string ContentItemId { get; init; }

    /// <summary>Title folded for sorting: lower case, no diacritics, at most 200 characters.</summary>
    public required string TitleKey { get; init; }

    public string? SeriesId { get; init; }

    public string? SeriesSlug { get; init; }

    /// <summary>Position in the series as a sort key; <see cref="double.MaxValue"/> without one.</summary>
    public double PositionKey { get; init; }

    /// <summary>Position in the series, exactly as given.</summary>
    public decimal? SeriesPosition { get; init; }

    public DateTime PublishedUtc { get; init; }

    public DateTime ModifiedUtc { get; init; }

    public DateTime LastModifiedUtc { get; init; }

    public required string ETag { get; init; }

    public required string SurrogateKeys { get; init; }

    public required string Title { get; init; }

    public required byte[] Summary { get; init; }

    public required byte[] Brotli { get; init; }

    public required byte[] Gzip { get; init; }

    public required byte[] Identity { get; init; }

    public required string SearchText { get; init; }

    /// <summary>Content hash of the text that it shows; a trigger takes it only with a grant or an import mark, where the type has a policy. Empty in a row that an older program wrote.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Hash of the presentation that it shows; a trigger takes it only as it was granted, where the type has a policy. Null in a row that an older program wrote.</summary>
    public string? PresentationHash { get; init; }
}

/// <summary>An item whose published text a document shows.</summary>
internal sealed class DeliveryDependencyRow
{
    public long DocumentId { get; init; }

    public required string TargetId { get; init; }
}

/// <summary>A value by which lists find a document, with what they are ordered by, so that an index has all of it.</summary>
internal sealed class DeliveryValueRow
{
    public long DocumentId { get; init; }

    /// <summary>Type of the item.</summary>
    public required string Type { get; init; }

    /// <summary>What it is the value of; empty in the one row that each document has.</summary>
    public required string Name { get; init; }

    public required string Value { get; init; }

    public DateTime PublishedUtc { get; init; }

    public DateTime ModifiedUtc { get; init; }

    public required string TitleKey { get; init; }

    public required string ContentItemId { get; init; }
}

/// <summary>One row: counts the commits that changed delivery documents, so that every process notices them.</summary>
internal sealed class DeliveryStateRow
{
    public int Id { get; init; }

    public long Generation { get; set; }

    /// <summary>Number of the last <see cref="DeliveryChangeRow"/> that was written.</summary>
    public long LastChange { get; init; }

    /// <summary>Highest number of a row that was dropped: whoever has not heard of it cannot be told any more.</summary>
    public long LostChange { get; init; }

    /// <summary>What the numbers belong to. Another one where an earlier state of the database takes its place.</summary>
    public string History { get; init; } = "";
}

/// <summary>The last change of an item, or of a former address. What there is to say of it stands where it stands anyway; here is only when.</summary>
internal sealed class DeliveryChangeRow
{
    /// <summary>ContentItemId, or the path of a former address, which has a slash in it.</summary>
    public required string Subject { get; init; }

    /// <summary>Rises with every change, in the order of the commits: it is handed out while no other writer is let in.</summary>
    public long Number { get; init; }

    /// <summary>Number of the change with which it came to be live.</summary>
    public long Appeared { get; init; }

    /// <summary>Number of the change of its address; 0: it has the one with which it came to be live.</summary>
    public long Moved { get; init; }

    /// <summary>A <see cref="GutCms.Core.Storage.DeliveryKind"/>.</summary>
    public int Kind { get; init; }

    /// <summary>Key of the document that there is, or was last; of an address the item to which it leads, or led.</summary>
    public required string Key { get; init; }

    /// <summary>Tag of the document; empty: there is none.</summary>
    public required string ETag { get; init; }

    /// <summary>1: there is a document, or readers are sent on. 0: not any more.</summary>
    public int Live { get; init; }

    public DateTime ChangedUtc { get; init; }
}
