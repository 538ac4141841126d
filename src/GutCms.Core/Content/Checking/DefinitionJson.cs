using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Json;

namespace GutCms.Core.Content.Checking;

/// <summary>Content definitions as the steps ContentDefinition, ReplaceContentDefinition and DeleteContentDefinition write them.</summary>
/// <remarks>
/// Member names bind without regard to case, as in every recipe step. Nothing here checks a step; run <see cref="Check"/> first.
/// Source: Orchard Core's recipe steps of those names.
/// </remarks>
public static class DefinitionJson
{
    /// <summary>Adds the step's types and parts to the site's: settings are merged member by member, arrays replaced, nothing is removed.</summary>
    /// <remarks>The settings of a type without a DisplayName are left alone, as in Orchard Core.</remarks>
    public static ContentDefinitions Merge(ContentDefinitions site, JsonObject step) => Apply(site, step, replace: false);

    /// <summary>Puts the step's types and parts in place of those of the same name; the others stay.</summary>
    public static ContentDefinitions Replace(ContentDefinitions site, JsonObject step) => Apply(site, step, replace: true);

    /// <summary>Removes the named types (<c>ContentTypes</c>) and parts (<c>ContentParts</c>); a removed part also leaves the types that use it.</summary>
    public static ContentDefinitions Delete(ContentDefinitions site, JsonObject step)
    {
        var types = Names(step, "ContentTypes");
        var parts = Names(step, "ContentParts");
        return new ContentDefinitions(
            [.. site.Types.Where(type => !types.Contains(type.Name)).Select(type => type with { Parts = type.Parts.RemoveAll(part => parts.Contains(part.PartName)) })],
            [.. site.Parts.Where(part => !parts.Contains(part.Name))]);
    }

    /// <summary>What is wrong with a ContentDefinition or ReplaceContentDefinition step; empty when nothing is. Paths are below the step: <c>$.ContentTypes[0].Name</c>.</summary>
    public static IReadOnlyList<ContentFault> Check(ContentDefinitions site, JsonObject step) => new DefinitionCheck(site, step).Run();

    /// <summary>All definitions as <c>{ ContentTypes: […], ContentParts: […] }</c>.</summary>
    public static JsonObject Write(ContentDefinitions definitions) => new()
    {
        ["ContentTypes"] = new JsonArray([.. definitions.Types.Select(type => new JsonObject
        {
            ["Name"] = type.Name,
            ["DisplayName"] = type.DisplayName,
            ["Settings"] = type.Settings.DeepClone(),
            ["ContentTypePartDefinitionRecords"] = new JsonArray([.. type.Parts.Select(part => new JsonObject
            {
                ["PartName"] = part.PartName,
                ["Name"] = part.Name,
                ["Settings"] = part.Settings.DeepClone(),
            })]),
        })]),
        ["ContentParts"] = new JsonArray([.. definitions.Parts.Select(part => new JsonObject
        {
            ["Name"] = part.Name,
            ["Settings"] = part.Settings.DeepClone(),
            ["ContentPartFieldDefinitionRecords"] = new JsonArray([.. part.Fields.Select(field => new JsonObject
            {
                ["FieldName"] = field.FieldName,
                ["Name"] = field.Name,
                ["Settings"] = field.Settings.DeepClone(),
            })]),
        })]),
    };

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ContentDefinitions Read(JsonObject json) => Merge(ContentDefinitions.Empty, json);

    private static ContentDefinitions Apply(ContentDefinitions site, JsonObject step, bool replace)
    {
        var parts = site.Parts;
        foreach (var record in Records(step, "ContentParts"))
        {
            var name = Text(record, "Name");
            var index = parts.FindIndex(part => part.Name == name);
            var merged = MergePart(index < 0 || replace ? new ContentPartDefinition(name, [], []) : parts[index], record);
            parts = index < 0 ? parts.Add(merged) : parts.SetItem(index, merged);
        }

        var types = site.Types;
        foreach (var record in Records(step, "ContentTypes"))
        {
            var name = Text(record, "Name");
            var index = types.FindIndex(type => type.Name == name);
            var merged = MergeType(index < 0 || replace ? new ContentTypeDefinition(name, name, [], []) : types[index], record);
            types = index < 0 ? types.Add(merged) : types.SetItem(index, merged);
            if (merged.Parts.Any(part => part.PartName == name) && parts.All(part => part.Name != name))
            {
                // The part that bears its type's name needs no record, as in Orchard Core.
                parts = parts.Add(new ContentPartDefinition(name, [], []));
            }
        }

        return new ContentDefinitions(types, parts);
    }

    private static ContentTypeDefinition MergeType(ContentTypeDefinition type, JsonObject record)
    {
        var parts = type.Parts;
        foreach (var use in Records(record, "ContentTypePartDefinitionRecords"))
        {
            var partName = Text(use, "PartName");
            var name = Text(use, "Name") is { Length: > 0 } given ? given : partName;
            var index = parts.FindIndex(part => part.Name == name);
            var merged = index < 0 ? new ContentTypePartDefinition(name, partName, Settings(use)) : parts[index] with { Settings = MergeSettings(parts[index].Settings, use) };
            parts = index < 0 ? parts.Add(merged) : parts.SetItem(index, merged);
        }

        return Text(record, "DisplayName") is { Length: > 0 } displayName
            ? type with { DisplayName = displayName, Settings = MergeSettings(type.Settings, record), Parts = parts }
            : type with { Parts = parts };
    }

    private static ContentPartDefinition MergePart(ContentPartDefinition part, JsonObject record)
    {
        var fields = part.Fields;
        foreach (var use in Records(record, "ContentPartFieldDefinitionRecords"))
        {
            var name = Text(use, "Name");
            var index = fields.FindIndex(field => field.Name == name);
            var merged = index < 0
                ? new ContentFieldDefinition(name, Text(use, "FieldName"), Settings(use))
                : new ContentFieldDefinition(name, Text(use, "FieldName"), MergeSettings(fields[index].Settings, use));
            fields = index < 0 ? fields.Add(merged) : fields.SetItem(index, merged);
        }

        return part with { Settings = MergeSettings(part.Settings, record), Fields = fields };
    }

    private static int FindIndex<T>(this ImmutableArray<T> items, Func<T, bool> matches)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (matches(items[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static IEnumerable<JsonObject> Records(JsonObject json, string name) => (json.Member(name) as JsonArray)?.OfType<JsonObject>() ?? [];

    private static HashSet<string> Names(JsonObject step, string name) =>
        (step.Member(name) as JsonArray)?.Select(JsonNodes.AsText).OfType<string>().ToHashSet(StringComparer.Ordinal) ?? [];

    private static string Text(JsonObject json, string name) => json.Member(name).AsText() ?? "";

    private static JsonObject Settings(JsonObject record) => MergeSettings([], record);

    private static JsonObject MergeSettings(JsonObject existing, JsonObject record)
    {
        var merged = existing.DeepClone().AsObject();
        if (record.Member("Settings") is JsonObject settings)
        {
            JsonMerge.Into(merged, settings);
        }

        return merged;
    }
}
