using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Html;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;

namespace GutCms.Core.Content.Projecting;

/// <summary>Writes the visible texts of an item, or of one nested in it, into an object.</summary>
internal sealed class ItemProjection(ContentDefinitions definitions)
{
    /// <summary>Adds title, known fields, HTML, lists of nested items, then what a site added as <c>fields</c> and <c>parts</c>, and <see cref="ItemRemainder">the rest</see> as <c>other</c>.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="contentType">Type of the item.</param>
    /// <param name="item">The item's parts.</param>
    /// <param name="titleName">Name of the member for the title: title, heading, question or citation.</param>
    /// <param name="htmlName">Name of the member for HtmlBodyPart.</param>
    /// <param name="displayText">Its name in lists; null: what a nested item says.</param>
    /// <param name="withPicks">Says what delivered pickers pick, as of an item that stands by itself.</param>
    public void Fill(JsonObject target, string contentType, JsonObject item, string titleName, string htmlName = "html", string? displayText = null, bool withPicks = false)
    {
        target.AddText(titleName, item.Object("TitlePart").Text("Title"));
        var known = ProjectedFields.Of(contentType);
        var own = definitions.FindPart(contentType);
        var type = definitions.FindType(contentType);
        var picking = withPicks ? type : null;
        foreach (var field in known.Where(field => field.Member.Length > 0))
        {
            var fieldType = own?.Fields.FirstOrDefault(defined => defined.Name == field.Name)?.FieldName ?? field.DefaultType;
            target.AddFilled(field.Member, FieldProjection.Of(fieldType, item.Object(contentType).Object(field.Name)));
        }

        var parts = new JsonObject();
        foreach (var use in type?.Parts ?? [])
        {
            AddPart(target, parts, use, item.Object(use.Name), contentType, htmlName, picking);
        }

        if (own is not null)
        {
            target.AddFilled("fields", Fields(own, item.Object(contentType), known.Select(field => field.Name), picking));
        }

        target.AddFilled("parts", parts);
        target.AddFilled("other", new ItemRemainder(definitions).Of(contentType, item, displayText ?? item.Text(WellKnown.DisplayText)));
    }

    /// <summary>Names of the lists of nested items of a type that stand below <c>parts</c>.</summary>
    public static IEnumerable<string> Bags(string contentType, ContentDefinitions definitions) => (definitions.FindType(contentType)?.Parts ?? [])
        .Where(use => NestedItems.Member(use.PartName) is not null && !HasOwnPlace(contentType, use)).Select(use => JsonNamingPolicy.CamelCase.ConvertName(use.Name));

    /// <summary>Those of some nested items of which the projection shows anything, in order: the nth is the nth block.</summary>
    public IEnumerable<JsonObject> Shown(IEnumerable<JsonObject> items) => items.Where(item => Block(item, new BlockIds(_ => false)).Count > 0);

    private void AddPart(JsonObject target, JsonObject parts, ContentTypePartDefinition use, JsonObject? part, string contentType, string htmlName, ContentTypeDefinition? picking)
    {
        switch (use.PartName)
        {
            case "HtmlBodyPart":
                target.AddFilled(htmlName, FieldProjection.Html(part));
                break;
            case "MarkdownBodyPart":
                target.AddText("markdown", part.Text("Markdown"));
                break;
            case var bag when NestedItems.Member(bag) is not null:
                (HasOwnPlace(contentType, use) ? target : parts).AddFilled(JsonNamingPolicy.CamelCase.ConvertName(use.Name), Blocks(NestedItems.Of(bag, part)));
                break;
        }

        if (IsPicture(use) && definitions.FindPart(use.PartName) is { } figure)
        {
            target.AddFilled("picture", Picture(figure, part));
            parts.AddFilled(JsonNamingPolicy.CamelCase.ConvertName(use.Name), Fields(figure, part, ProjectedFields.Of(use.PartName).Select(field => field.Name), picking));
        }
        else if (use.PartName != contentType && definitions.FindPart(use.PartName) is { } definition)
        {
            parts.AddFilled(JsonNamingPolicy.CamelCase.ConvertName(use.Name), Fields(definition, part, [], picking));
        }
    }

    private static bool HasOwnPlace(string contentType, ContentTypePartDefinition use) => (contentType, use.Name) is (ItemMeaning.Article, "Body" or "References") or ("Faq", "Entries");

    // Under another name it is one of several, and stands among the other parts.
    private static bool IsPicture(ContentTypePartDefinition use) => use is { PartName: ItemMeaning.FigurePart, Name: ItemMeaning.FigurePart };

    /// <summary>A picture with what is said about it. Of several, which no door lets in, the others stand behind the first one: nothing that is stored is left out.</summary>
    private static JsonObject Picture(ContentPartDefinition definition, JsonObject? part)
    {
        var picture = new JsonObject();
        foreach (var field in ProjectedFields.Of(definition.Name))
        {
            var type = definition.Fields.FirstOrDefault(defined => defined.Name == field.Name)?.FieldName ?? field.DefaultType;
            var value = FieldProjection.Of(type, part.Object(field.Name));
            if (type != ItemMeaning.MediaField || value is not JsonArray files)
            {
                picture.AddFilled(field.Member, value);
                continue;
            }

            picture.AddFilled("path", (files.FirstOrDefault() as JsonObject)?["path"]?.DeepClone());
            picture.AddFilled("alt", (files.FirstOrDefault() as JsonObject)?["text"]?.DeepClone());
            picture.AddFilled("more", new JsonArray([.. files.Skip(1).Select(file => file?.DeepClone())]));
        }

        return picture;
    }

    private static JsonObject Fields(ContentPartDefinition definition, JsonObject? part, IEnumerable<string> except, ContentTypeDefinition? picking)
    {
        var fields = new JsonObject();
        foreach (var field in definition.Fields.ExceptBy(except, field => field.Name))
        {
            fields.AddFilled(JsonNamingPolicy.CamelCase.ConvertName(field.Name), picking is not null && DeliveredFields.HasPicks(picking, field)
                ? DeliveredFields.Project(field.FieldName, part.Object(field.Name))
                : FieldProjection.Of(field.FieldName, part.Object(field.Name)));
        }

        return fields;
    }

    private JsonArray Blocks(IEnumerable<JsonObject> items)
    {
        var blocks = new JsonArray();
        var ids = new BlockIds(id => HtmlNotes.IsName(id) && items.SelectMany(JsonTexts.Html).Any(html => HtmlNotes.Has(html, id)));
        foreach (var item in items)
        {
            var block = Block(item, ids);
            if (block.Count > 0)
            {
                blocks.Add(block);
            }
        }

        return blocks;
    }

    private JsonObject Block(JsonObject item, BlockIds ids)
    {
        var type = item.Text(WellKnown.ContentType) ?? "";
        var texts = new JsonObject();
        switch (type)
        {
            case "Reference":
                Fill(texts, type, item, "citation");
                return texts;
            case "FaqEntry":
                Fill(texts, type, item, "question", "answerHtml");
                return texts;
        }

        Fill(texts, type, item, "heading");
        if (texts.Count == 0)
        {
            return texts;
        }

        var kind = JsonNamingPolicy.CamelCase.ConvertName(type);
        var block = new JsonObject { ["kind"] = kind, ["id"] = ids.Next(texts.Text("heading") ?? "", kind) };
        foreach (var (name, value) in texts.ToList())
        {
            texts.Remove(name);
            block.Add(name, value);
        }

        return block;
    }
}
