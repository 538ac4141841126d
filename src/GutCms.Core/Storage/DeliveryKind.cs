namespace GutCms.Core.Storage;

/// <summary>What a delivery document shows.</summary>
public enum DeliveryKind
{
    /// <summary>An article; key = slug.</summary>
    Article,

    /// <summary>A series; key = slug.</summary>
    Series,

    /// <summary>A disclaimer; key = ContentItemId.</summary>
    Disclaimer,

    /// <summary>An item of a type that the definitions mark as delivered; key = type in lower case, slash, slug.</summary>
    Item,
}
