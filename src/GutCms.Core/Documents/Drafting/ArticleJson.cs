using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Html;
using GutCms.Core.Content.Items;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Drafting;

/// <summary>Writes an article as a content item.</summary>
/// <param name="losses">Is told of what the HTML of a text cannot keep.</param>
internal sealed class ArticleJson(List<DocumentLoss> losses)
{
    private readonly HashSet<string> _notes = new(StringComparer.Ordinal);

    /// <summary>The item. It has no id of its own and no path: they are given when it is saved.</summary>
    public JsonObject Write(SourceDocument source, string title, string? excerpt, Sections sections)
    {
        var own = new JsonObject();
        AddText(own, "Subtitle", source.Subtitle);
        AddText(own, "Excerpt", excerpt);
        var item = new JsonObject
        {
            [WellKnown.ContentType] = ItemMeaning.Article,
            [WellKnown.DisplayText] = title,
            ["TitlePart"] = new JsonObject { ["Title"] = title },
            [ItemMeaning.Article] = own,
            ["Body"] = Bag(sections.All.Select(Block)),
            ["References"] = Bag(source.References.Concat(sections.Sources.Select(found => found.Source)).Select(Reference)),
        };
        if (source.Language is { Length: > 0 } language && LanguageTags.IsWellFormed(language))
        {
            item[ItemMeaning.LanguagePart] = new JsonObject { [ItemMeaning.LanguageMember] = language };
        }

        return item;
    }

    private JsonObject Block(Section section)
    {
        var block = Nested(section.Kind, section.Title);
        if (section.Kind == "Faq")
        {
            block["Entries"] = Bag(section.Entries.Select(Block));
        }
        else
        {
            block["HtmlBodyPart"] = new JsonObject { ["Html"] = Html(section) };
        }

        return block;
    }

    private string Html(Section section)
    {
        var html = string.Concat(section.Blocks.Where(Blocks.HasContent).Select(block => block.OuterHtml));
        losses.AddRange(HtmlLosses.Find(html).Select(loss => new DocumentLoss(loss.Element, loss.Text, section.Title)));
        return HtmlNotes.Distinct(ContentHtml.Sanitize(html), _notes);
    }

    private static JsonObject Reference(SourceReference source)
    {
        var fields = new JsonObject();
        AddText(fields, ItemMeaning.DoiField, source.Doi);
        AddText(fields, ItemMeaning.PmidField, source.Pmid);
        if (source.Url is { } address)
        {
            fields[ItemMeaning.SourceAddressField] = new JsonObject { ["Url"] = address, ["Text"] = "" };
        }

        var reference = Nested("Reference", source.Citation);
        reference[ItemMeaning.SourcePart] = fields;
        return reference;
    }

    private static JsonObject Nested(string type, string title) => new()
    {
        [WellKnown.ContentItemId] = ContentIds.New(),
        [WellKnown.ContentType] = type,
        [WellKnown.DisplayText] = title,
        ["TitlePart"] = new JsonObject { ["Title"] = title },
    };

    private static JsonObject Bag(IEnumerable<JsonObject> items) => new() { ["ContentItems"] = new JsonArray([.. items]) };

    private static void AddText(JsonObject fields, string name, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            fields[name] = new JsonObject { ["Text"] = text };
        }
    }
}
