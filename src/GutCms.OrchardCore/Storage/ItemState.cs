using YesSql.Indexes;

namespace GutCms.OrchardCore.Storage;

/// <summary>How the latest version of an item stands, where it has work to do or will have: kept for lists to find, in the transaction that changes it.</summary>
internal sealed class GutCmsItemState
{
    public long Id { get; set; }

    public string ContentItemId { get; set; } = "";

    /// <summary>Name of the state.</summary>
    public string State { get; set; } = "";

    /// <summary>When the decision of a review, or the next review of a live text, is due, UTC; null: never.</summary>
    public DateTime? DueUtc { get; set; }
}

/// <summary>The columns by which states are found. In the collection of content items, whose lists ask for it.</summary>
internal sealed class GutCmsItemStateIndex : MapIndex
{
    public string ContentItemId { get; set; } = "";

    public string State { get; set; } = "";

    public DateTime? DueUtc { get; set; }
}

/// <summary>Fills them.</summary>
internal sealed class GutCmsItemStateIndexProvider : IndexProvider<GutCmsItemState>
{
    public override void Describe(DescribeContext<GutCmsItemState> context) => context.For<GutCmsItemStateIndex>().Map(state => new GutCmsItemStateIndex
    {
        ContentItemId = state.ContentItemId,
        State = state.State,
        DueUtc = state.DueUtc,
    });
}
