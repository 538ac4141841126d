using YesSql.Indexes;

namespace GutCms.OrchardCore.Storage;

/// <summary>An entry of the audit log: a document of the collection <see cref="Collection"/>.</summary>
internal sealed class GutCmsAuditRecord
{
    /// <summary>The collection of the audit log.</summary>
    public const string Collection = "GutCmsAudit";

    public long Id { get; set; }

    /// <summary>The entry in its canonical JSON.</summary>
    public string Json { get; set; } = "";

    public long Sequence { get; set; }

    public string Hash { get; set; } = "";

    public string? ContentItemId { get; set; }

    public string ActorId { get; set; } = "";

    public string Action { get; set; } = "";

    public string? ActId { get; set; }

    public DateTime OccurredUtc { get; set; }
}

/// <summary>The columns by which entries are found.</summary>
internal sealed class GutCmsAuditIndex : MapIndex
{
    public long Sequence { get; set; }

    public string? ContentItemId { get; set; }

    public string ActorId { get; set; } = "";

    public string Action { get; set; } = "";

    public string? ActId { get; set; }

    public DateTime OccurredUtc { get; set; }
}

/// <summary>Fills them.</summary>
internal sealed class GutCmsAuditIndexProvider : IndexProvider<GutCmsAuditRecord>
{
    public GutCmsAuditIndexProvider() => CollectionName = GutCmsAuditRecord.Collection;

    public override void Describe(DescribeContext<GutCmsAuditRecord> context) => context.For<GutCmsAuditIndex>().Map(record => new GutCmsAuditIndex
    {
        Sequence = record.Sequence,
        ContentItemId = record.ContentItemId,
        ActorId = record.ActorId,
        Action = record.Action,
        ActId = record.ActId,
        OccurredUtc = record.OccurredUtc,
    });
}
