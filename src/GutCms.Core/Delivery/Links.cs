using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>Something live that an item picks, as its document shows it.</summary>
/// <param name="Id">ContentItemId; of a term its own id.</param>
/// <param name="Type">Content type.</param>
/// <param name="Title">Title that readers see.</param>
internal sealed record Link(string Id, string Type, string Title)
{
    /// <summary>Its document; null: it is a term, which has none.</summary>
    public LinkedDocument? Document { get; init; }

    /// <summary>The taxonomy of a term; null: it is none.</summary>
    public string? TaxonomyId { get; init; }

    /// <summary>The terms above a term, the uppermost first; empty: it is none, or there are none.</summary>
    public IReadOnlyList<Link> Above { get; init; } = [];
}

/// <summary>What is said of the document of a link.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Key">Its key.</param>
/// <param name="ContentHash">Hash of the text that it shows.</param>
/// <param name="ReviewStatus">How that was reviewed.</param>
internal sealed record LinkedDocument(DeliveryKind Kind, string Key, string ContentHash, string ReviewStatus);

/// <summary>What a picker of an item leads to.</summary>
/// <param name="Name">Name of the field, as <see cref="IndexedField.Name"/>.</param>
/// <param name="Targets">Those that are live, in the order of the field.</param>
internal sealed record FieldLinks(string Name, IReadOnlyList<Link> Targets);

/// <summary>Writes links into documents.</summary>
internal static class LinkJson
{
    /// <summary>Writes the member <c>links</c>; nothing where there are none.</summary>
    public static void WriteLinks(this Utf8JsonWriter writer, IReadOnlyList<FieldLinks> links)
    {
        if (links.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("links"u8);
        foreach (var field in links)
        {
            writer.WriteStartArray(field.Name);
            foreach (var link in field.Targets)
            {
                Write(writer, link);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>Ids of the items that links show.</summary>
    public static IEnumerable<string> Ids(IReadOnlyList<FieldLinks> links) => links.SelectMany(field => field.Targets).Select(link => link.TaxonomyId ?? link.Id);

    private static void Write(Utf8JsonWriter writer, Link link)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, link.Id);
        writer.WriteString("type"u8, link.Type);
        writer.WriteString("title"u8, link.Title);
        if (link.Document is { } document)
        {
            if (FormerAddress.CanMove(document.Kind))
            {
                writer.WriteString("slug"u8, DeliveredTypes.SlugOf(document.Kind, document.Key));
                writer.WriteString("url"u8, FormerAddress.UrlOf(document.Kind, document.Key));
            }

            writer.WriteString("contentHash"u8, document.ContentHash);
            writer.WriteString("reviewStatus"u8, document.ReviewStatus);
        }

        if (link.TaxonomyId is not null)
        {
            writer.WriteString("taxonomy"u8, link.TaxonomyId);
        }

        if (link.Above.Count > 0)
        {
            writer.WriteStartArray("parents"u8);
            foreach (var parent in link.Above)
            {
                writer.WriteStartObject();
                writer.WriteString("id"u8, parent.Id);
                writer.WriteString("type"u8, parent.Type);
                writer.WriteString("title"u8, parent.Title);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}

/// <summary>Finds terms in taxonomies.</summary>
internal static class TaxonomyTerms
{
    /// <summary>The terms of a taxonomy at every depth, by id.</summary>
    public static IReadOnlyDictionary<string, Link> Of(ContentItem taxonomy)
    {
        var found = new Dictionary<string, Link>(StringComparer.Ordinal);
        Collect(NestedItems.Of(NestedItems.TaxonomyPart, taxonomy.Parts.Object(NestedItems.TaxonomyPart)), []);
        return found;

        void Collect(IEnumerable<JsonObject> terms, IReadOnlyList<Link> above)
        {
            foreach (var term in terms)
            {
                if (term.Text(WellKnown.ContentItemId) is not { Length: > 0 } id)
                {
                    continue;
                }

                Link link = new(id, term.Text(WellKnown.ContentType) ?? "", term.Object("TitlePart").Text("Title") ?? term.Text(WellKnown.DisplayText) ?? "") { TaxonomyId = taxonomy.ContentItemId, Above = above };
                found.TryAdd(id, link);
                Collect(NestedItems.BelowTerm(term), [.. above, link]);
            }
        }
    }
}
