using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;

namespace GutCms.Core.Content.Checking;

/// <summary>What the definitions of a site say about the JSON of its items, as JSON Schema: one schema for each part that a type uses, and for each kind of field.</summary>
public static class PartSchemas
{
    /// <summary>The schemas.</summary>
    /// <param name="definitions">The definitions.</param>
    /// <param name="reference">A reference to a schema by its name, or to an item, which is named <paramref name="item"/>.</param>
    /// <param name="item">Name of the schema of an item.</param>
    /// <param name="suffix">Ends the names of all schemas that hold items.</param>
    /// <returns>The schemas by name, and by the name under which it stands in an item the name of the schema of each part.</returns>
    public static (IReadOnlyDictionary<string, JsonObject> Schemas, IReadOnlyDictionary<string, string> Members) Of(
        ContentDefinitions definitions, Func<string, JsonObject> reference, string item, string suffix)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        ArgumentNullException.ThrowIfNull(reference);
        var (schemas, members) = (new SortedDictionary<string, JsonObject>(StringComparer.Ordinal), new SortedDictionary<string, string>(StringComparer.Ordinal));
        foreach (var use in definitions.Types.SelectMany(type => type.Parts))
        {
            var (name, schema) = Part(definitions, use.PartName, schemas, reference, item, suffix);
            schemas[name] = schema;

            // One name for two parts in two types: anything can stand there.
            if (!members.TryAdd(use.Name, name) && members[use.Name] != name)
            {
                members[use.Name] = "";
            }
        }

        return (schemas, members);
    }

    /// <summary>Names of the types that may stand in a named part of a type, in order; empty when any may.</summary>
    public static IReadOnlyList<string> TypesIn(ContentDefinitions definitions, string type, string part)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        var use = definitions.FindType(type)?.Parts.FirstOrDefault(use => use.Name == part);
        return use?.Settings.Object(use.PartName + "Settings").Array("ContainedContentTypes") is { } types ? [.. types.OfType<JsonValue>().Select(name => name.GetValue<string>())] : [];
    }

    private static (string Name, JsonObject Schema) Part(
        ContentDefinitions definitions, string partName, SortedDictionary<string, JsonObject> schemas, Func<string, JsonObject> reference, string item, string suffix)
    {
        var properties = new JsonObject();
        if (KnownShapes.Parts.TryGetValue(partName, out var known))
        {
            foreach (var (member, kind) in (known.Members ?? Enumerable.Empty<KeyValuePair<string, ValueKind>>()).OrderBy(member => member.Key, StringComparer.Ordinal))
            {
                properties[member] = Value(kind, reference, item);
            }
        }

        foreach (var field in definitions.FindPart(partName)?.Fields ?? [])
        {
            if (KnownShapes.Fields.TryGetValue(field.FieldName, out var shape) && shape.Members is { } fieldMembers)
            {
                schemas[field.FieldName] = Closed(fieldMembers.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create<string, JsonNode?>(member.Key, Value(member.Value, reference, item))));
                properties[field.Name] = reference(field.FieldName);
            }
            else
            {
                properties[field.Name] = new JsonObject { ["type"] = "object", ["additionalProperties"] = true };
            }
        }

        // A part that is named like its type holds the type's own fields.
        var name = partName.EndsWith("Part", StringComparison.Ordinal) ? partName : partName + "Part";
        return (NestedItems.Member(partName) is null ? name : name + suffix, new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = true });
    }

    private static JsonObject Closed(IEnumerable<KeyValuePair<string, JsonNode?>> properties) =>
        new() { ["type"] = "object", ["properties"] = new JsonObject(properties), ["additionalProperties"] = true };

    private static JsonObject Value(ValueKind kind, Func<string, JsonObject> reference, string item) => kind switch
    {
        ValueKind.Boolean => Nullable("boolean"),
        ValueKind.Integer => Nullable("integer"),
        ValueKind.Number => Nullable("number"),
        ValueKind.TextList or ValueKind.ItemIds => new JsonObject { ["type"] = new JsonArray("array", "null"), ["items"] = new JsonObject { ["type"] = "string" } },
        ValueKind.Items => new JsonObject { ["type"] = "array", ["items"] = reference(item) },
        ValueKind.Any => new JsonObject(),
        _ => Nullable("string"),
    };

    private static JsonObject Nullable(string type) => new() { ["type"] = new JsonArray(type, "null") };
}
