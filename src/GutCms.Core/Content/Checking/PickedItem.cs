using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;

namespace GutCms.Core.Content.Checking;

/// <summary>One reference from an item to another, with where it stands.</summary>
/// <param name="Path">Path from the item, for example <c>.Article.Series.ContentItemIds[0]</c>.</param>
/// <param name="TargetId">The item that is referred to.</param>
/// <param name="Field">The field; its settings say which types it permits.</param>
internal readonly record struct PickedItem(string Path, string TargetId, ContentFieldDefinition Field)
{
    /// <summary>All references of an item, nested items included.</summary>
    public static List<PickedItem> In(ContentItem item, ContentDefinitions definitions)
    {
        var found = new List<PickedItem>();
        foreach (var (path, field, value) in FieldValues.In(item, definitions))
        {
            AddTargets(value, path, field, found);
        }

        return found;
    }

    /// <summary>Whether the field may refer to an item of that type.</summary>
    public bool Permits(string contentType, ContentDefinitions definitions)
    {
        var settings = Field.Settings["ContentPickerFieldSettings"] as JsonObject ?? [];
        var types = settings.Texts("DisplayedContentTypes").ToList();
        var stereotypes = settings.Texts("DisplayedStereotypes").ToList();
        return settings.Flag("DisplayAllContentTypes")
            || types.Count + stereotypes.Count == 0
            || types.Contains(contentType)
            || (definitions.FindType(contentType)?.Settings["ContentTypeSettings"] as JsonObject).Text("Stereotype") is { Length: > 0 } stereotype && stereotypes.Contains(stereotype);
    }

    /// <summary>The types that the field permits, for messages; empty when any.</summary>
    public string PermittedTypes => string.Join(", ", (Field.Settings["ContentPickerFieldSettings"] as JsonObject).Texts("DisplayedContentTypes"));

    private static void AddTargets(JsonObject value, string path, ContentFieldDefinition field, List<PickedItem> found)
    {
        if (field.FieldName == "TaxonomyField" && value.Text("TaxonomyContentItemId") is { Length: > 0 } taxonomy)
        {
            found.Add(new($"{path}.TaxonomyContentItemId", taxonomy, field));
        }
        else if (field.FieldName == "ContentPickerField" && value.Array("ContentItemIds") is { } ids)
        {
            for (var i = 0; i < ids.Count; i++)
            {
                if (ids[i].AsText() is { Length: > 0 } id)
                {
                    found.Add(new($"{path}.ContentItemIds[{i}]", id, field));
                }
            }
        }
    }
}
