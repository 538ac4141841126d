using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;

namespace GutCms.Core.Content.Projecting;

/// <summary>A field of a type that stands below <c>fields</c> or <c>parts</c> of the projection.</summary>
/// <param name="Name">Its name in camelCase; behind the name of its part and a full stop where that is not the type's own.</param>
/// <param name="Reference">Part and field, as <see cref="ContentReference.Field"/> names them.</param>
/// <param name="Field">Its definition.</param>
internal sealed record DeliveredField(string Name, string Reference, ContentFieldDefinition Field)
{
    /// <summary>What it picks are items.</summary>
    public bool PicksItems => Field.FieldName == DeliveredFields.Picker;

    /// <summary>What it picks are items, or terms of a taxonomy.</summary>
    public bool IsPicker => Field.FieldName is DeliveredFields.Picker or DeliveredFields.Taxonomy;

    /// <summary>What a projection says of it; null: nothing.</summary>
    public JsonNode? Find(JsonObject content)
    {
        var dot = Name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? content.Object("fields")?[Name] : content.Object("parts").Object(Name[..dot])?[Name[(dot + 1)..]];
    }

    /// <summary>Ids that a projection says it picks, in their order.</summary>
    public IEnumerable<string> Picks(JsonObject content) => (Find(content) as JsonArray ?? []).Select(pick => (pick as JsonObject).Text("id")).OfType<string>();
}

/// <summary>Which fields of a type readers get beside those that have a place of their own.</summary>
internal static class DeliveredFields
{
    public const string Picker = "ContentPickerField";
    public const string Taxonomy = "TaxonomyField";

    /// <summary>The fields of a type in the order of definition; pickers only where what they pick is delivered.</summary>
    public static IEnumerable<DeliveredField> Of(string contentType, ContentDefinitions definitions)
    {
        var type = definitions.FindType(contentType);
        foreach (var use in type?.Parts ?? [])
        {
            var isOwn = use.Name == contentType;
            var known = isOwn ? ProjectedFields.Of(contentType) : use is { PartName: ItemMeaning.FigurePart, Name: ItemMeaning.FigurePart } ? ProjectedFields.Of(use.PartName) : [];
            foreach (var field in definitions.FindPart(use.PartName)?.Fields ?? [])
            {
                if (known.Any(other => other.Name == field.Name) || (field.FieldName is Picker or Taxonomy && !HasPicks(type, field)))
                {
                    continue;
                }

                var name = JsonNamingPolicy.CamelCase.ConvertName(field.Name);
                yield return new(isOwn ? name : $"{JsonNamingPolicy.CamelCase.ConvertName(use.Name)}.{name}", $"{use.Name}.{field.Name}", field);
            }
        }
    }

    /// <summary>
    /// Whether ids that a field picks are a part of the text of an item, so that they are approved with it: as the settings of the field say; where they say nothing, in types that are marked as delivered.
    /// The program's own types are as they always were.
    /// </summary>
    public static bool HasPicks(ContentTypeDefinition? type, ContentFieldDefinition field) =>
        field.FieldName is Picker or Taxonomy && (field.IsDelivered ?? (type?.IsMarkedDelivered == true && !ItemMeaning.Delivered.Contains(type.Name)));

    /// <summary>What a projection says of a picker: an object with the id of each item or term, in their order.</summary>
    public static JsonArray Project(string fieldType, JsonObject? field) =>
        [.. field.Texts(fieldType == Picker ? "ContentItemIds" : "TermContentItemIds").Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).Select(id => (JsonNode)new JsonObject { ["id"] = id })];
}
