using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Documents.Drafting;
using GutCms.Core.Documents.Model;
using GutCms.Core.Documents.UseCases;

namespace GutCms.Core.Tests.Documents;

/// <summary>What a document is understood as, in the words of the tests.</summary>
internal static class Understood
{
    public static UnderstoodDraft Of(byte[] bytes, string name = "file.docx") => DraftMaker.Make(SourceFiles.Read(bytes, name).Documents[0], name);

    public static UnderstoodDraft Of(string text, string name) => Of(Encoding.UTF8.GetBytes(text), name);

    public static string Refused(byte[] bytes, string name) => Assert.Throws<DocumentException>(() => Of(bytes, name)).Sentence.Name;

    /// <summary>The blocks, one a line: type, heading and text.</summary>
    public static string[] Blocks(this UnderstoodDraft draft) => [.. Items(draft.Item, "Body").SelectMany(Lines)];

    /// <summary>The text of the only block.</summary>
    public static string Html(this UnderstoodDraft draft) => (string)Assert.Single(Items(draft.Item, "Body"))["HtmlBodyPart"]!["Html"]!;

    /// <summary>The sources, one a line: citation, DOI, PubMed id and address.</summary>
    public static string[] Sources(this UnderstoodDraft draft) => [.. Items(draft.Item, "References").Select(source =>
        $"{source["TitlePart"]!["Title"]} | {source["Reference"]!["Doi"]?["Text"]} | {source["Reference"]!["Pmid"]?["Text"]} | {source["Reference"]!["Url"]?["Url"]}")];

    public static string[] LeftOut(this UnderstoodDraft draft) => [.. draft.Losses.Select(loss => $"{loss.Kind}: {loss.Text}")];

    private static IEnumerable<JsonObject> Items(JsonObject item, string bag) => item[bag]!["ContentItems"]!.AsArray().Select(block => block!.AsObject());

    private static IEnumerable<string> Lines(JsonObject block) => block["Entries"] is null
        ? [$"{block["ContentType"]} {block["TitlePart"]!["Title"]}: {block["HtmlBodyPart"]!["Html"]}"]
        : Items(block, "Entries").SelectMany(Lines).Prepend($"{block["ContentType"]} {block["TitlePart"]!["Title"]}");
}
