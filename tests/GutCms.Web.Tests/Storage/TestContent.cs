using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Storage;
using GutCms.Web.Storage.UnitOfWork;

namespace GutCms.Web.Tests.Storage;

/// <summary>Content for storage tests: articles, series and disclaimers with readable ids.</summary>
internal static class TestContent
{
    public static readonly DateTime Monday = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static ContentDefinitions Definitions { get; } = DefinitionJson.Read(JsonNode.Parse(
        """
        {
          "ContentTypes": [
            { "Name": "Article", "DisplayName": "Article", "Settings": {}, "ContentTypePartDefinitionRecords": [
              { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} },
              { "PartName": "AutoroutePart", "Name": "AutoroutePart", "Settings": {} },
              { "PartName": "Article", "Name": "Article", "Settings": {} } ] },
            { "Name": "Series", "DisplayName": "Series", "Settings": {}, "ContentTypePartDefinitionRecords": [
              { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} } ] },
            { "Name": "Disclaimer", "DisplayName": "Disclaimer", "Settings": {}, "ContentTypePartDefinitionRecords": [
              { "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} },
              { "PartName": "Disclaimer", "Name": "Disclaimer", "Settings": {} } ] }
          ],
          "ContentParts": [
            { "Name": "Article", "Settings": {}, "ContentPartFieldDefinitionRecords": [
              { "FieldName": "TextField", "Name": "Subtitle", "Settings": {} },
              { "FieldName": "ContentPickerField", "Name": "Series", "Settings": {} },
              { "FieldName": "NumericField", "Name": "SeriesPosition", "Settings": {} },
              { "FieldName": "ContentPickerField", "Name": "Disclaimer", "Settings": {} },
              { "FieldName": "ContentPickerField", "Name": "HotArticles", "Settings": {} } ] },
            { "Name": "Disclaimer", "Settings": {}, "ContentPartFieldDefinitionRecords": [
              { "FieldName": "HtmlField", "Name": "Text", "Settings": {} } ] }
          ]
        }
        """)!.AsObject());

    /// <summary>A 26 character id that begins with a readable name.</summary>
    public static string Id(string name) => name.ToLowerInvariant().PadRight(26, '0');

    public static ContentItem Article(
        string name, int version = 1, bool published = true, bool latest = true, string? path = null, string? series = null, double? position = null,
        string? disclaimer = null, string? title = null)
    {
        var part = new JsonObject { ["Subtitle"] = new JsonObject { ["Text"] = $"About {name} ä 😀" } };
        if (series is not null)
        {
            part["Series"] = Picker(series);
        }

        if (position is not null)
        {
            part["SeriesPosition"] = new JsonObject { ["Value"] = position };
        }

        if (disclaimer is not null)
        {
            part["Disclaimer"] = Picker(disclaimer);
        }

        return Item("Article", name, version, published, latest) with
        {
            DisplayText = title ?? name,
            Parts = new JsonObject
            {
                ["TitlePart"] = new JsonObject { ["Title"] = title ?? name },
                ["AutoroutePart"] = new JsonObject { ["Path"] = path ?? $"articles/{name}", ["SetHomepage"] = false },
                ["Article"] = part,
            },
        };
    }

    public static ContentItem Disclaimer(string name, int version = 1, bool published = true, string html = "<p>Not advice.</p>") =>
        Item("Disclaimer", name, version, published, true) with
        {
            Parts = new JsonObject
            {
                ["TitlePart"] = new JsonObject { ["Title"] = name },
                ["Disclaimer"] = new JsonObject { ["Text"] = new JsonObject { ["Html"] = html } },
            },
        };

    public static ContentItem Series(string name) =>
        Item("Series", name, 1, true, true) with { Parts = new JsonObject { ["TitlePart"] = new JsonObject { ["Title"] = name } } };

    public static DeliveryRecord Record(
        string name, string text = "", string? title = null, string? key = null, DeliveryKind kind = DeliveryKind.Article, string? series = null,
        decimal? position = null, DateTime? publishedUtc = null, int size = 10)
    {
        var body = new byte[size];
        var document = new DeliveredDocument(
            kind, key ?? name, Id(name), [.. "{}"u8, .. body], [1, .. body], [2, .. body], "etag-" + name, Monday, Id(name) + " " + Id("other"));
        return new DeliveryRecord(
            document, title ?? name, System.Text.Encoding.UTF8.GetBytes($"{{\"name\":\"{name}\"}}"), text, series is null ? null : Id(series), series, position,
            publishedUtc ?? Monday, Monday, [Id("other"), Id("more")], "sha256:" + name);
    }

    /// <summary>Adds versions in a transaction of their own.</summary>
    public static async Task AddAsync(this EfContentStore store, string? origin, params ContentItem[] items)
    {
        await using var work = await store.BeginAsync(Token);
        await work.AddVersionsAsync(items, origin, Token);
        await work.CommitAsync(Token);
    }

    public static Task AddAsync(this EfContentStore store, params ContentItem[] items) => store.AddAsync(null, items);

    /// <summary>Writes delivery documents in a transaction of their own.</summary>
    public static async Task DeliverAsync(this EfContentStore store, params DeliveryRecord[] records)
    {
        await using var work = await store.BeginAsync(Token);
        await work.WriteDeliveryAsync(records, Token);
        await work.CommitAsync(Token);
    }

    /// <summary>The version of one item, read in a transaction of its own; null when none.</summary>
    public static async Task<StoredVersion?> FindOneAsync(this EfContentStore store, string name, VersionSelector version)
    {
        await using var work = await store.ReadAsync(Token);
        return (await work.FindAsync([Id(name)], version, Token)).GetValueOrDefault(Id(name));
    }

    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> source)
    {
        var list = new List<T>();
        await foreach (var element in source.WithCancellation(Token))
        {
            list.Add(element);
        }

        return list;
    }

    private static ContentItem Item(string type, string name, int version, bool published, bool latest) => new()
    {
        ContentItemId = Id(name),
        ContentItemVersionId = Id($"{name}v{version}"),
        ContentType = type,
        DisplayText = name,
        Latest = latest,
        Published = published,
        ModifiedUtc = Monday.AddTicks(1234567 + version),
        PublishedUtc = published ? Monday.AddTicks(7654321) : null,
        CreatedUtc = Monday,
        Owner = "4" + name,
        Author = "ada",
    };

    private static JsonObject Picker(string name) => new() { ["ContentItemIds"] = new JsonArray(Id(name)) };
}
