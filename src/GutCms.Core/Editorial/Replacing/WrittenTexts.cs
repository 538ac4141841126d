using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Html;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;

namespace GutCms.Core.Editorial.Replacing;

/// <summary>The texts of an item that somebody wrote: titles, texts and text fields of it and its blocks. Sources are not among them: they are as they were published.</summary>
internal static class WrittenTexts
{
    /// <summary>The places of words, in reading order.</summary>
    public static IEnumerable<TextPlace> Find(JsonObject item, ContentDefinitions definitions, WordSearch search) =>
        Of(item, definitions).SelectMany(text => (text.IsHtml ? HtmlWords.Runs(text.Value) : [new WordRun(text.Value)]).SelectMany(search.Find));

    /// <summary>Puts other words at each place.</summary>
    public static void Replace(JsonObject item, ContentDefinitions definitions, WordSearch search, string words)
    {
        foreach (var text in Of(item, definitions).ToList())
        {
            text.Holder[text.Member] = text.IsHtml ? HtmlWords.Change(text.Value, run => search.Replace(run, words)) : search.Replace(new WordRun(text.Value), words);
        }

        foreach (var holder in Items(item).Prepend(item).Where(each => each.Object("TitlePart").Text("Title") is not null))
        {
            holder[WellKnown.DisplayText] = holder.Object("TitlePart").Text("Title");
        }
    }

    private static IEnumerable<Written> Of(JsonObject item, ContentDefinitions definitions)
    {
        if (item.Text(WellKnown.ContentType) is not { } name || name == ItemMeaning.SourcePart || definitions.FindType(name) is not { } type)
        {
            yield break;
        }

        foreach (var use in type.Parts)
        {
            var part = item.Object(use.Name);
            var own = use.PartName switch { "TitlePart" => ("Title", false), "HtmlBodyPart" => ("Html", true), "MarkdownBodyPart" => ("Markdown", false), _ => ("", false) };
            var fields = (definitions.FindPart(use.PartName)?.Fields ?? []).Select(field => (Holder: part.Object(field.Name), Member: MemberOf(field), IsHtml: field.FieldName == "HtmlField"));
            foreach (var (holder, member, isHtml) in fields.Prepend((Holder: part, Member: own.Item1, IsHtml: own.Item2)))
            {
                if (holder.Text(member) is { Length: > 0 } value)
                {
                    yield return new(holder!, member, value, isHtml);
                }
            }

            foreach (var written in (part.Array("ContentItems") ?? part.Array("Widgets") ?? []).OfType<JsonObject>().SelectMany(block => Of(block, definitions)))
            {
                yield return written;
            }
        }
    }

    // A text that is one of a list is a name in the program, and so is a language.
    private static string MemberOf(ContentFieldDefinition field) => field.FieldName switch
    {
        "TextField" when field.Settings.Object("TextFieldPredefinedListEditorSettings") is null && field.Name != ItemMeaning.LanguageField => "Text",
        "HtmlField" => "Html",
        "MarkdownField" => "Markdown",
        _ => "",
    };

    private static IEnumerable<JsonObject> Items(JsonObject item) => item.Select(member => member.Value as JsonObject)
        .SelectMany(part => (part.Array("ContentItems") ?? part.Array("Widgets") ?? []).OfType<JsonObject>()).SelectMany(block => Items(block).Prepend(block));

    private sealed record Written(JsonObject Holder, string Member, string Value, bool IsHtml);
}
