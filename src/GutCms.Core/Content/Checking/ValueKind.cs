namespace GutCms.Core.Content.Checking;

/// <summary>What a member of a known part or field holds.</summary>
internal enum ValueKind
{
    /// <summary>A string or null.</summary>
    Text,

    /// <summary>HTML, sanitised on write.</summary>
    Html,

    /// <summary>A path of the site without a leading slash.</summary>
    Path,

    /// <summary>An address that a reader may follow: http, https, mailto or relative.</summary>
    Url,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A day, <c>yyyy-MM-dd</c>, with or without a time.</summary>
    Date,

    /// <summary>An instant in ISO 8601 form.</summary>
    DateTime,

    /// <summary>A time of day, <c>hh:mm:ss</c>.</summary>
    Time,

    /// <summary>A list of strings.</summary>
    TextList,

    /// <summary>The id of a content item.</summary>
    ItemId,

    /// <summary>A list of ids of content items.</summary>
    ItemIds,

    /// <summary>A list of content items, written out in full.</summary>
    Items,

    /// <summary>Any JSON.</summary>
    Any,
}
