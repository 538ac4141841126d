namespace GutCms.Web.Storage.Databases;

/// <summary>A table that rows are written into in bulk, past EF's change tracking.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns; values of a row stand in this order.</param>
internal sealed record BulkTable(string Name, params string[] Columns)
{
    public static readonly BulkTable ContentItems = new("ContentItems", "Sequence", "ContentItemId", "ContentType", "CreatedUtc", "PublishedByPerson", "FirstPublishedUtc");

    public static readonly BulkTable ContentVersions = new(
        "ContentVersions",
        "Sequence", "ContentItemId", "ContentItemVersionId", "ContentType", "VersionNumber", "DisplayText", "Latest", "Published", "ModifiedUtc",
        "PublishedUtc", "CreatedUtc", "Owner", "Author", "Origin", "ContentHash", "Path", "SeriesPosition", "Json", "Uncited");

    public static readonly BulkTable ContentPaths = new("ContentPaths", "Path", "ContentItemId");

    public static readonly BulkTable ContentReferences = new("ContentReferences", "VersionSequence", "Ordinal", "Field", "TargetId", "Position");

    public static readonly BulkTable ImportedMarks = new("ImportedMarks", "VersionId", "ContentHash", "Recipe", "ImportedUtc", "PresentationHash");

    public static readonly BulkTable DeliveryDocuments = new(
        "DeliveryDocuments",
        "Id", "Kind", "Key", "ContentItemId", "TitleKey", "SeriesId", "SeriesSlug", "PositionKey", "SeriesPosition", "PublishedUtc", "ModifiedUtc",
        "LastModifiedUtc", "ETag", "SurrogateKeys", "Title", "Summary", "Brotli", "Gzip", "Identity", "SearchText", "ContentHash", "PresentationHash");

    public static readonly BulkTable GrantedTexts = new("GrantedTexts", "ContentHash", "Json");

    public static readonly BulkTable DeliveryValues = new("DeliveryValues", "DocumentId", "Type", "Name", "Value", "PublishedUtc", "ModifiedUtc", "TitleKey", "ContentItemId");

    public static readonly BulkTable DeliveryDependencies = new("DeliveryDependencies", "DocumentId", "TargetId");
}
