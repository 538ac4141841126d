using System.Text.Json.Nodes;
using GutCms.OrchardCore.Storage;
using OrchardCore.ContentManagement.Utilities;

namespace GutCms.OrchardCore.Medical;

/// <summary>Names under which medical types stand in a site that has types of its own under theirs, written into what the module ships: definitions, policies, items.</summary>
/// <param name="names">Names here, by the names that are shipped.</param>
internal sealed class OtherNames(IReadOnlyDictionary<string, string> names)
{
    private const string ContentType = "ContentType";

    /// <summary>Members that list content types which something holds or picks.</summary>
    private static readonly string[] Lists = ["ContainedContentTypes", "DisplayedContentTypes"];

    /// <summary>Those that a site has.</summary>
    public static OtherNames Of(IEnumerable<MedicalType> types) =>
        new(types.Where(type => type is { Standing: TypeStanding.Foreign, OtherName: not null }).ToDictionary(type => type.Name, type => type.OtherName!, StringComparer.Ordinal));

    /// <summary>Writes them into a recipe step.</summary>
    public void WriteInto(JsonObject step)
    {
        if (names.Count == 0)
        {
            return;
        }

        foreach (var type in Objects(step["ContentTypes"]))
        {
            Define(type);
        }

        foreach (var part in Objects(step["ContentParts"]))
        {
            Change(part, "Name");
        }

        Write(step);
    }

    /// <summary>A type stands for the one that is shipped, with the part that is named like it; people tell the two apart by their names.</summary>
    private void Define(JsonObject type)
    {
        if (Of(type["Name"]) is not { } name)
        {
            return;
        }

        if (type["Settings"] is not JsonObject settings)
        {
            type["Settings"] = settings = [];
        }

        var shipped = Text(type["Name"]);
        settings[MedicalShapes.StandInSettings] = new JsonObject { [MedicalShapes.StandsFor] = shipped };
        foreach (var use in Objects(type["ContentTypePartDefinitionRecords"]).Where(use => Text(use["PartName"]) == shipped))
        {
            Change(use, "PartName");
            Change(use, "Name");
        }

        (type["Name"], type["DisplayName"]) = (name, name.CamelFriendly());
    }

    private void Write(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    Write(item);
                }

                break;
            case JsonObject json:
                WriteType(json);
                foreach (var (member, value) in json.ToList())
                {
                    if (Lists.Contains(member, StringComparer.Ordinal) && value is JsonArray types)
                    {
                        json[member] = new JsonArray([.. types.Select(type => Of(type) ?? type?.DeepClone())]);
                    }
                    else
                    {
                        Write(value);
                    }
                }

                break;
        }
    }

    /// <summary>An item, or whatever else names a type; an item's fields stand in the part that is named like its type.</summary>
    private void WriteType(JsonObject json)
    {
        if (Text(json[ContentType]) is not { } shipped || names.GetValueOrDefault(shipped) is not { } name)
        {
            return;
        }

        json[ContentType] = name;
        if (json[shipped] is { } part)
        {
            json.Remove(shipped);
            json[name] = part;
        }
    }

    private void Change(JsonObject json, string member)
    {
        if (Of(json[member]) is { } name)
        {
            json[member] = name;
        }
    }

    private string? Of(JsonNode? name) => Text(name) is { } shipped ? names.GetValueOrDefault(shipped) : null;

    private static string? Text(JsonNode? value) => value is JsonValue json && json.TryGetValue<string>(out var text) ? text : null;

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();
}
