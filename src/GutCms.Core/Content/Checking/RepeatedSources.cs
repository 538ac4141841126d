using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Checking;

/// <summary>A source that an item names a second time, by its DOI or its PubMed id. No fault: it is said, and kept.</summary>
/// <param name="Path">JSON path of the second one from the root of the item, for example <c>$.References.ContentItems[3].Reference.Doi.Text</c>.</param>
/// <param name="Field"><c>Doi</c> or <c>Pmid</c>.</param>
/// <param name="Identifier">The identifier as it is kept.</param>
/// <param name="FirstPath">JSON path of the first one.</param>
public sealed record RepeatedSource(string Path, string Field, string Identifier, string FirstPath)
{
    /// <summary>It as a sentence.</summary>
    public Sentence Sentence => Sentence.Of(Field == ItemMeaning.DoiField ? "Content.RepeatedDoi" : "Content.RepeatedPmid", Identifier);
}

/// <summary>Finds sources that an item names more than once.</summary>
public static class RepeatedSources
{
    /// <summary>All of them, in the order of the item; what is no identifier is not compared.</summary>
    /// <param name="item">The item in Orchard Core's form.</param>
    public static IReadOnlyList<RepeatedSource> Find(JsonObject item)
    {
        var first = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var repeated = new List<RepeatedSource>();
        Look(item, "$", first, repeated);
        return repeated;
    }

    private static void Look(JsonNode? node, string path, Dictionary<string, string> first, List<RepeatedSource> repeated)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var (name, value) in json)
                {
                    if (name == ItemMeaning.SourcePart && value is JsonObject source)
                    {
                        Compare(source, ItemMeaning.DoiField, SourceIdentifiers.Doi, $"{path}.{name}", first, repeated);
                        Compare(source, ItemMeaning.PmidField, SourceIdentifiers.Pmid, $"{path}.{name}", first, repeated);
                    }
                    else
                    {
                        Look(value, $"{path}.{name}", first, repeated);
                    }
                }

                break;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    Look(array[i], $"{path}[{i}]", first, repeated);
                }

                break;
        }
    }

    private static void Compare(JsonObject source, string field, Func<string, string?> read, string path, Dictionary<string, string> first, List<RepeatedSource> repeated)
    {
        if (source.Object(field).Text("Text") is not { } text || read(text) is not { } identifier)
        {
            return;
        }

        var place = $"{path}.{field}.Text";
        if (!first.TryAdd($"{field} {identifier}", place))
        {
            repeated.Add(new(place, field, identifier, first[$"{field} {identifier}"]));
        }
    }
}
