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
}
