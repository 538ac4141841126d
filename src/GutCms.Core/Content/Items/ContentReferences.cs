using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Json;

namespace GutCms.Core.Content.Items;

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
    /// nested items included. What <see cref="ItemMeaning"/> reads out of the item is among them, where the definitions do not know those fields too. Empty when there are none.
    /// </summary>
    public static IReadOnlyList<ContentReference> Of(ContentItem item, ContentDefinitions definitions)
    {
        var collector = new Collector(definitions);
        collector.Collect("", item.ContentType, item.Parts);
        collector.AddMeant(item);
        return collector.Found;
    }

    private sealed class Collector(ContentDefinitions definitions)
    {
        private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

        public List<ContentReference> Found { get; } = [];

        public void Collect(string prefix, string contentType, JsonObject parts)
        {
            foreach (var use in definitions.FindType(contentType)?.Parts ?? [])
            {
                if (parts.Object(use.Name) is not { } part)
                {
                    continue;
                }

                foreach (var field in definitions.FindPart(use.PartName)?.Fields ?? [])
                {
                    AddTargets(prefix, use, field, part.Object(field.Name));
                }

                foreach (var nested in NestedItems.Of(use.PartName, part))
                {
                    CollectNested($"{prefix}{use.Name}.", nested);
                }
            }
        }

        private void CollectNested(string prefix, JsonObject nested)
        {
            Collect(prefix, nested.Text(WellKnown.ContentType) ?? "", nested);
            foreach (var term in NestedItems.BelowTerm(nested))
            {
                CollectNested(prefix, term);
            }
        }

        public void AddMeant(ContentItem item)
        {
            foreach (var field in ItemMeaning.Pickers)
            {
                var name = ItemMeaning.Reference(item.ContentType, field);
                if (!_next.ContainsKey(name))
                {
                    Found.AddRange(ItemMeaning.Picks(item, field).Select((id, order) => new ContentReference(name, id, order)));
                }
            }
        }

        private void AddTargets(string prefix, ContentTypePartDefinition use, ContentFieldDefinition field, JsonObject? value)
        {
            var targets = field.FieldName switch
            {
                "ContentPickerField" => value.Texts("ContentItemIds"),
                "TaxonomyField" => new[] { value.Text("TaxonomyContentItemId") }.OfType<string>(),
                _ => [],
            };
            foreach (var target in targets.Where(target => target.Length > 0))
            {
                var name = $"{prefix}{use.Name}.{field.Name}";
                var order = _next.GetValueOrDefault(name);
                _next[name] = order + 1;
                Found.Add(new ContentReference(name, target, order));
            }
        }
    }
}
