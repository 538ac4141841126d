using System.Text.Json.Nodes;
using CsCheck;
using GutCms.Core.Content.Html;

namespace GutCms.Core.Tests.Diff;

/// <summary>Delivered contents to compare.</summary>
internal static class Projections
{
    private static readonly Gen<string> Word = Gen.OneOf("take", "10", "100", "mg", "g", "not", "is", "gut", "brain", "metformin", "non-fatal", "5–10", "%", "daily", "sleep", "&", "<", "𝛼", "it's");

    public static readonly Gen<string> Text = Word.Array[1, 8].Select(words => string.Join(' ', words));

    private static readonly Gen<string> Inline = Gen.Select(Text, Gen.OneOf("{0}", "<strong>{0}</strong>", "<a href=\"/a\">{0}</a>", "<a href=\"/b\">{0}</a>", "10<sup>{0}</sup>", "{0}<br>{0}"))
        .Select((text, form) => form.Replace("{0}", text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal), StringComparison.Ordinal));

    public static readonly Gen<string> Html = Gen.Select(Inline, Gen.OneOf("<p>{0}</p>", "<ul><li>{0}</li><li>{0}</li></ul>", "<h3>{0}</h3>", "{0}", "<blockquote><p>{0}</p></blockquote>\n"))
        .Select((text, form) => form.Replace("{0}", text, StringComparison.Ordinal)).Array[1, 3].Select(parts => string.Concat(parts));

    private static readonly Gen<JsonObject> Section = Gen.Select(Text, Html).Select((heading, html) => new JsonObject { ["kind"] = "section", ["heading"] = heading, ["html"] = ContentHtml.Sanitize(html) });

    private static readonly Gen<JsonObject> Faq = Gen.Select(Text, Gen.Select(Text, Html).Array[1, 3]).Select((heading, entries) => new JsonObject
    {
        ["kind"] = "faq",
        ["heading"] = heading,
        ["entries"] = new JsonArray([.. entries.Select(entry => new JsonObject { ["question"] = entry.Item1, ["answerHtml"] = ContentHtml.Sanitize(entry.Item2) })]),
    });

    public static readonly Gen<JsonObject> Any = Gen.Select(Text, Text.Null(), Gen.OneOf(Section, Section, Faq).Array[0, 5], Text.Array[0, 3], Html).Select((title, subtitle, body, references, disclaimer) =>
    {
        var content = new JsonObject { ["type"] = "Article", ["title"] = title };
        if (subtitle is not null)
        {
            content["subtitle"] = subtitle;
        }

        content["body"] = new JsonArray([.. body.Select(block => block.DeepClone())]);
        content["references"] = new JsonArray([.. references.Select(citation => new JsonObject { ["citation"] = citation, ["retracted"] = true })]);
        content["disclaimer"] = new JsonObject { ["kind"] = "educational", ["html"] = ContentHtml.Sanitize(disclaimer) };
        return content;
    });

    public static JsonObject Article(params string[] sections) => new()
    {
        ["type"] = "Article",
        ["title"] = "Gut and brain",
        ["body"] = new JsonArray([.. sections.Select((html, index) => new JsonObject { ["kind"] = "section", ["id"] = "part-" + index, ["heading"] = "Part " + "ABCDEF"[index], ["html"] = html })]),
    };
}
