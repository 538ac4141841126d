using System.Text.Json.Nodes;

namespace GutCms.Core.Content;

/// <summary>One item pointing to another.</summary>
/// <param name="Field">Part and field, <c>Article.Series</c>; inside a bag the bag comes first: <c>Body.Section.Related</c>.</param>
/// <param name="TargetId">ContentItemId of the item pointed to.</param>
/// <param name="Order">0-based position in the field; counts through all items of a bag that fill the same field.</param>
public sealed record ContentReference(string Field, string TargetId, int Order);

/// <summary>Finds what an item points to.</summary>
public static class ContentReferences
{
    /// <summary>
    /// The references of all ContentPickerFields, and of TaxonomyFields the taxonomy (its terms are no items of their own), in document order,
    /// nested items included. Empty when there are none.
    /// </summary>
    public static IReadOnlyList<ContentReference> Of(ContentItem item, ContentDefinitions definitions)
    {
        var found = new List<ContentReference>();
        Collect(found, "", item.ContentType, item.Parts, definitions);
        return found;
    }

    private static void Collect(List<ContentReference> found, string prefix, string contentType, JsonObject parts, ContentDefinitions definitions)
    {
        foreach (var use in definitions.FindType(contentType)?.Parts ?? [])
        {
            if (parts.Object(use.Name) is not { } part)
            {
                continue;
            }

            foreach (var field in definitions.FindPart(use.PartName)?.Fields ?? [])
            {
                AddTargets(found, $"{prefix}{use.Name}.{field.Name}", field.FieldName, part.Object(field.Name));
            }

            foreach (var nested in NestedItems.Of(use.PartName, part))
            {
                Collect(found, $"{prefix}{use.Name}.", nested.Text(WellKnown.ContentType) ?? "", nested, definitions);
            }
        }
    }

    private static void AddTargets(List<ContentReference> found, string field, string fieldType, JsonObject? value)
    {
        var targets = fieldType switch
        {
            "ContentPickerField" => value.Texts("ContentItemIds"),
            "TaxonomyField" => new[] { value.Text("TaxonomyContentItemId") }.OfType<string>(),
            _ => [],
        };
        foreach (var target in targets)
        {
            if (target.Length > 0)
            {
                found.Add(new ContentReference(field, target, found.Count(other => other.Field == field)));
            }
        }
    }
}
