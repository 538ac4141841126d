using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Html;
using GutCms.Core.Documents.Model;

namespace GutCms.OrchardCore.Medical;

/// <summary>The page on which a document is brought.</summary>
/// <param name="Understood">What was understood of it; null: none was chosen yet.</param>
public sealed record FromFilePage(UnderstoodDocument? Understood)
{
    /// <summary>Before a file is chosen.</summary>
    public static FromFilePage Empty { get; } = new((UnderstoodDocument?)null);

    /// <summary>A draft as a form sends it back; null: it is no object, or names a member twice. What is in it is for the use case to judge.</summary>
    public static JsonObject? Read(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is left out, by what and why.</summary>
    public static IEnumerable<IGrouping<string, DocumentLoss>> Grouped(IEnumerable<DocumentLoss> losses) => losses.GroupBy(loss => loss.Sentence.ToCurrent(), StringComparer.Ordinal);

    /// <summary>Blocks of a draft, a question with its answer among them: heading and text.</summary>
    public static IEnumerable<(string Heading, string Html)> Blocks(JsonObject item) => Items(item, "Body").SelectMany(block => Items(block, "Entries").Prepend(block))
        .Select(block => (Text(block["TitlePart"]?["Title"]), ContentHtml.Sanitize(Text(block["HtmlBodyPart"]?["Html"]))));

    /// <summary>Sources of a draft, as they are printed.</summary>
    public static IEnumerable<string> Sources(JsonObject item) => Items(item, "References").Select(source => Text(source["TitlePart"]?["Title"]));

    private static IEnumerable<JsonObject> Items(JsonObject item, string bag) => (item[bag]?["ContentItems"] as JsonArray)?.OfType<JsonObject>() ?? [];

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
