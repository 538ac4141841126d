namespace GutCms.Core.Content.Definitions;

/// <summary>The members at the root of an item that are not parts, in the order in which they are written.</summary>
internal static class WellKnown
{
    public const string ContentItemId = "ContentItemId";
    public const string ContentItemVersionId = "ContentItemVersionId";
    public const string ContentType = "ContentType";
    public const string DisplayText = "DisplayText";
    public const string Latest = "Latest";
    public const string Published = "Published";
    public const string ModifiedUtc = "ModifiedUtc";
    public const string PublishedUtc = "PublishedUtc";
    public const string CreatedUtc = "CreatedUtc";
    public const string Owner = "Owner";
    public const string Author = "Author";

    public static bool Contains(string name) => IsText(name) || IsFlag(name) || IsDate(name);

    public static bool IsText(string name) => name is ContentItemId or ContentItemVersionId or ContentType or DisplayText or Owner or Author;

    public static bool IsFlag(string name) => name is Latest or Published;

    public static bool IsDate(string name) => name is ModifiedUtc or PublishedUtc or CreatedUtc;
}
