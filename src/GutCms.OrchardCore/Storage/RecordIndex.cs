using YesSql.Indexes;

namespace GutCms.OrchardCore.Storage;

/// <summary>The columns by which records are found.</summary>
internal sealed class GutCmsRecordIndex : MapIndex
{
    public string Kind { get; set; } = "";

    public string Key { get; set; } = "";

    public string Group { get; set; } = "";

    public string Tag { get; set; } = "";

    public bool IsOpen { get; set; }

    public DateTime? AtUtc { get; set; }
}

/// <summary>Fills them.</summary>
internal sealed class GutCmsRecordIndexProvider : IndexProvider<GutCmsRecord>
{
    public GutCmsRecordIndexProvider() => CollectionName = GutCmsRecord.Collection;

    public override void Describe(DescribeContext<GutCmsRecord> context) => context.For<GutCmsRecordIndex>().Map(record => new GutCmsRecordIndex
    {
        Kind = record.Kind,
        Key = record.Key,
        Group = record.Group,
        Tag = record.Tag,
        IsOpen = record.IsOpen,
        AtUtc = record.AtUtc,
    });
}
