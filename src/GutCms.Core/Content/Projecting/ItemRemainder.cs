using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;

namespace GutCms.Core.Content.Projecting;

/// <summary>
/// What an item carries and the projection has no member for: properties of parts of the site's own or of other modules, values under names that the definitions do not know,
/// members in another case. A program that shows or returns the item can show these, so they are part of what is approved.
/// </summary>
internal sealed class ItemRemainder(ContentDefinitions definitions)
{
    /// <summary>Parts that say where an item stands, when, and what happens to it, but nothing of what it says.</summary>
    private static readonly FrozenSet<string> Silent = new[]
    {
        ItemMeaning.AddressPart, "AliasPart", "ListPart", "ContainedPart", ItemMeaning.LanguagePart, "PublishLaterPart", "ArchiveLaterPart", "SitemapPart", "AuditTrailPart", "CommonPart", "ReviewPart",
        "FlowMetadata", "BagMetadata",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Fields that point to something: what is shown of that is not this item's text.</summary>
    private static readonly FrozenSet<string> Pickers = new[]
    {
        "ContentPickerField", "LocalizationSetContentPickerField", "UserPickerField", "TaxonomyField",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The remainder under the names that the item gives; empty when there is none.</summary>
    /// <param name="contentType">Type of the item.</param>
    /// <param name="item">The item's parts.</param>
    /// <param name="displayText">Its name in lists.</param>
    public JsonObject Of(string contentType, JsonObject item, string? displayText)
    {
        var rest = new JsonObject();
        var type = definitions.FindType(contentType);
        foreach (var (name, value) in item)
        {
            if (WellKnown.Contains(name) || Silent.Contains(name))
            {
                continue;
            }

            var part = name == contentType || name == "TitlePart" ? name : type?.Parts.FirstOrDefault(use => use.Name == name)?.PartName;
            if (part is null || !Silent.Contains(part))
            {
                rest.AddFilled(name, part is not null && value is JsonObject json ? OfPart(contentType, part, json) : Filled(value));
            }
        }

        // With a title the name in lists is made of it.
        if (type?.Parts.Any(use => use.PartName == "TitlePart") != true)
        {
            rest.AddText(WellKnown.DisplayText, displayText);
        }

        return rest;
    }

    private JsonObject OfPart(string contentType, string partName, JsonObject part)
    {
        var rest = new JsonObject();
        foreach (var (name, value) in part)
        {
            if (!IsMember(partName, name))
            {
                rest.AddFilled(name, FieldType(contentType, partName, name) is not { } field ? Filled(value) : Pickers.Contains(field) ? null : OfField(field, value));
            }
        }

        return rest;
    }

    private static bool IsMember(string partName, string name) => (partName, name) is ("TitlePart", "Title") or ("HtmlBodyPart", "Html") or ("MarkdownBodyPart", "Markdown")
        or ("TaxonomyPart", "TermContentType") || NestedItems.Member(partName) == name;

    /// <summary>The type of a field; a picker, where the field has no text; null when there is no such field.</summary>
    private string? FieldType(string contentType, string partName, string name)
    {
        var known = partName == contentType ? ProjectedFields.Of(contentType).FirstOrDefault(field => field.Name == name) : null;
        return known is { Member: "" } ? "ContentPickerField" : definitions.FindPart(partName)?.Fields.FirstOrDefault(field => field.Name == name)?.FieldName ?? known?.DefaultType;
    }

    private static JsonNode? OfField(string fieldType, JsonNode? value)
    {
        if (value is not JsonObject field)
        {
            return Filled(value);
        }

        var rest = new JsonObject();
        foreach (var (name, member) in field.Where(member => !IsShown(fieldType, member.Key)))
        {
            rest.AddFilled(name, Filled(member));
        }

        return rest;
    }

    /// <summary>The projection has the member, or it says only how the value is shown or kept.</summary>
    private static bool IsShown(string fieldType, string name) => (fieldType, name) is
        ("TextField", "Text") or ("HtmlField", "Html") or ("MarkdownField", "Markdown") or ("MultiTextField", "Values") or ("LinkField", "Url" or "Text" or "Target")
        or ("BooleanField" or "NumericField" or "DateField" or "DateTimeField" or "TimeField", "Value") or ("YoutubeField", "RawAddress")
        or ("MediaField", "Paths" or "MediaTexts" or "Anchors" or "AttachedFileNames" or "MediaFieldAttachedFileNameModel" or "MediaUserId" or "MediaUserName");

    /// <summary>A value without what is empty in it; null when nothing is left.</summary>
    private static JsonNode? Filled(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject json:
                var rest = new JsonObject();
                foreach (var (name, member) in json)
                {
                    rest.AddFilled(name, Filled(member));
                }

                return rest;
            case JsonArray items:
                return new JsonArray([.. items.Select(Filled).Where(item => item is not (null or JsonObject { Count: 0 } or JsonArray { Count: 0 }))]);
            case JsonValue single:
                return single.GetValueKind() switch
                {
                    JsonValueKind.False or JsonValueKind.Null => null,
                    JsonValueKind.String => FieldProjection.Text(single.AsText()),
                    JsonValueKind.Number => FieldProjection.Number(single),
                    _ => single.DeepClone(),
                };
            default:
                return null;
        }
    }
}
