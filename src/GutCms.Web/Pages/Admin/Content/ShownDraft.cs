using System.Text.Json.Nodes;
using GutCms.Core.Content.Html;
using GutCms.Core.Content.Items;
using GutCms.Core.Documents.Model;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>A draft that a document becomes, as it is shown beside it.</summary>
/// <param name="Draft">The draft.</param>
internal sealed record ShownDraft(UnderstoodDraft Draft)
{
    /// <summary>One line below the title; empty: none.</summary>
    public string Subtitle => Field("Subtitle");

    /// <summary>The teaser; empty: none.</summary>
    public string Excerpt => Field("Excerpt");

    /// <summary>Its blocks.</summary>
    public IEnumerable<ShownBlock> Body => Items(Draft.Item, "Body").Select(ShownBlock.Of);

    /// <summary>Its sources.</summary>
    public IEnumerable<ShownSource> References => Items(Draft.Item, "References").Select(item => new ShownSource(
        Text(item["TitlePart"]?["Title"]), Text(item["Reference"]?["Doi"]?["Text"]), Text(item["Reference"]?["Pmid"]?["Text"]), Text(item["Reference"]?["Url"]?["Url"])));

    /// <summary>What is left out, by what and why.</summary>
    public static IEnumerable<IGrouping<string, DocumentLoss>> Grouped(IEnumerable<DocumentLoss> losses) => losses.GroupBy(loss => loss.Sentence.ToCurrent(), StringComparer.Ordinal);

    internal static IEnumerable<JsonObject> Items(JsonObject item, string bag) => (item[bag]?["ContentItems"] as JsonArray)?.OfType<JsonObject>() ?? [];

    internal static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private string Field(string name) => Text(Draft.Item[ItemMeaning.Article]?[name]?["Text"]);
}

/// <summary>A block of a draft.</summary>
/// <param name="Heading">Its heading or question.</param>
/// <param name="Words">Its text as HTML, sanitised; empty: none.</param>
/// <param name="Entries">Questions with their answers; empty: it is a section.</param>
internal sealed record ShownBlock(string Heading, string Words, IReadOnlyList<ShownBlock> Entries)
{
    /// <summary>A block as it is in the item. What a browser sent back is sanitised again.</summary>
    public static ShownBlock Of(JsonObject item) => new(
        ShownDraft.Text(item["TitlePart"]?["Title"]), ContentHtml.Sanitize(ShownDraft.Text(item["HtmlBodyPart"]?["Html"])), [.. ShownDraft.Items(item, "Entries").Select(Of)]);
}

/// <summary>A source of a draft.</summary>
/// <param name="Citation">As it is printed.</param>
/// <param name="Doi">DOI; empty: none.</param>
/// <param name="Pmid">PubMed id; empty: none.</param>
/// <param name="Address">Address; empty: none.</param>
internal sealed record ShownSource(string Citation, string Doi, string Pmid, string Address);
