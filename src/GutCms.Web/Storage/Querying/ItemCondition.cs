namespace GutCms.Web.Storage.Querying;

/// <summary>What a condition or an order looks at.</summary>
internal enum ItemColumn
{
    /// <summary>The item.</summary>
    ContentItemId,

    /// <summary>The version.</summary>
    ContentItemVersionId,

    /// <summary>Title.</summary>
    DisplayText,

    /// <summary>Address, in lower case.</summary>
    Path,

    /// <summary>ContentItemId of the series; no text where there is none.</summary>
    Series,

    /// <summary>First publication, in ticks.</summary>
    PublishedUtc,

    /// <summary>Last change, in ticks.</summary>
    ModifiedUtc,

    /// <summary>Position in the series.</summary>
    SeriesPosition,
}

/// <summary>How a text is compared with a part of itself.</summary>
internal enum TextMatch
{
    /// <summary>Anywhere.</summary>
    Contains,

    /// <summary>At the start.</summary>
    StartsWith,

    /// <summary>At the end.</summary>
    EndsWith,
}

/// <summary>Which items are meant.</summary>
internal abstract record ItemCondition
{
    /// <summary>No item.</summary>
    public static ItemCondition Never { get; } = new Either([]);

    /// <summary>A column is one of some texts, or numbers of ticks.</summary>
    internal sealed record Among(ItemColumn Column, IReadOnlyList<string> Values) : ItemCondition;

    /// <summary>A text contains another one, however both are written.</summary>
    internal sealed record Matches(ItemColumn Column, TextMatch Match, string Value) : ItemCondition;

    /// <summary>An instant is <paramref name="Ticks"/> or later.</summary>
    internal sealed record From(ItemColumn Column, long Ticks) : ItemCondition;

    /// <summary>All of them.</summary>
    internal sealed record Both(IReadOnlyList<ItemCondition> Parts) : ItemCondition;

    /// <summary>At least one of them.</summary>
    internal sealed record Either(IReadOnlyList<ItemCondition> Parts) : ItemCondition;

    /// <summary>Not this one.</summary>
    internal sealed record Not(ItemCondition Part) : ItemCondition;
}

/// <summary>One key of an order.</summary>
/// <param name="Column">The column.</param>
/// <param name="Descending">From the last one down.</param>
internal sealed record ItemOrder(ItemColumn Column, bool Descending);
