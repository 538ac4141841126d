using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Json;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Checking;

/// <summary>Checks a ContentDefinition or ReplaceContentDefinition step.</summary>
internal sealed class DefinitionCheck(ContentDefinitions site, JsonObject step)
{
    // Older versions of Orchard Core wrote it, and none reads it.
    private const string Idle = "Hidden";

    private static readonly string[] StepMembers = ["name", "ContentTypes", "ContentParts"];
    private static readonly string[] TypeMembers = ["Name", "DisplayName", "Settings", "ContentTypePartDefinitionRecords", Idle];
    private static readonly string[] UseMembers = ["PartName", "Name", "Settings", Idle];
    private static readonly string[] PartMembers = ["Name", "Settings", "ContentPartFieldDefinitionRecords", Idle];
    private static readonly string[] FieldMembers = ["FieldName", "Name", "Settings", Idle];

    private readonly List<ContentFault> _faults = [];

    public IReadOnlyList<ContentFault> Run()
    {
        OnlyKnown(step, "$", StepMembers);
        var parts = site.Parts.Select(part => part.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (part, path) in Records(step, "$", "ContentParts"))
        {
            OnlyKnown(part, path, PartMembers);
            parts.Add(Name(part, path, "Name"));
            Settings(part, path);
            var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (field, fieldPath) in Records(part, path, "ContentPartFieldDefinitionRecords"))
            {
                CheckField(field, fieldPath, names);
            }
        }

        var records = Records(step, "$", "ContentTypes").ToList();
        var types = records.Select(each => each.Record.Member("Name").AsText()).OfType<string>().Concat(site.Types.Select(type => type.Name)).ToHashSet(StringComparer.Ordinal);
        TemplateCheck templates = new(types, Fault);
        foreach (var (type, path) in records)
        {
            OnlyKnown(type, path, TypeMembers);
            var typeName = Name(type, path, "Name");
            OptionalText(type, path, "DisplayName");
            Settings(type, path);
            templates.Run(type.Member("Settings") as JsonObject, $"{path}.Settings");
            foreach (var (use, usePath) in Records(type, path, "ContentTypePartDefinitionRecords"))
            {
                CheckUse(use, usePath, typeName, parts);
            }
        }

        if (_faults.Count == 0)
        {
            new DeliveredCheck(DefinitionJson.Merge(site, step), Fault).Run(records);
        }

        return _faults;
    }

    /// <remarks>A field that stands twice, as the same, is merged.</remarks>
    private void CheckField(JsonObject field, string path, Dictionary<string, string> names)
    {
        OnlyKnown(field, path, FieldMembers);
        var name = Name(field, path, "Name");
        var type = Name(field, path, "FieldName");
        if (name.Length > 0 && !names.TryAdd(name, name + " " + type) && names[name] != name + " " + type)
        {
            Fault($"{path}.Name", Sentence.Of("Definition.FieldTwice", name));
        }

        if (type.Length > 0 && !KnownShapes.Fields.ContainsKey(type))
        {
            Fault($"{path}.FieldName", Sentence.Of("Definition.UnknownField", type, string.Join(", ", KnownShapes.Fields.Keys.Order(StringComparer.Ordinal))));
        }

        Settings(field, path);
        DeliveredCheck.RunField(field, type, path, Fault);
    }

    /// <remarks>The part that bears the name of its type is there without a record of its own, as in Orchard Core.</remarks>
    private void CheckUse(JsonObject use, string path, string type, HashSet<string> parts)
    {
        OnlyKnown(use, path, UseMembers);
        OptionalText(use, path, "Name");
        var part = Name(use, path, "PartName");
        var name = use.Member("Name").AsText() is { Length: > 0 } given ? given : part;
        if (WellKnown.Contains(name))
        {
            Fault($"{path}.Name", Sentence.Of("Definition.Reserved", name));
        }

        if (part.Length > 0 && part != type && !KnownShapes.Parts.ContainsKey(part) && !parts.Contains(part))
        {
            Fault($"{path}.PartName", Sentence.Of("Definition.UnknownPart", part, Suggestion.For(part, [.. KnownShapes.Parts.Keys, .. parts])));
        }

        Settings(use, path);
    }

    private IEnumerable<(JsonObject Record, string Path)> Records(JsonObject json, string path, string name)
    {
        var member = json.Member(name);
        if (member is not (null or JsonArray))
        {
            Fault($"{path}.{name}", Sentence.Of("Content.List"));
        }

        var records = member as JsonArray ?? [];
        for (var i = 0; i < records.Count; i++)
        {
            if (records[i] is JsonObject record)
            {
                yield return (record, $"{path}.{name}[{i}]");
            }
            else
            {
                Fault($"{path}.{name}[{i}]", Sentence.Of("Content.Object"));
            }
        }
    }

    private string Name(JsonObject json, string path, string name)
    {
        var text = json.Member(name).AsText();
        if (string.IsNullOrWhiteSpace(text))
        {
            Fault($"{path}.{name}", Sentence.Of("Content.Missing", name));
        }

        return text ?? "";
    }

    private void OptionalText(JsonObject json, string path, string name)
    {
        if (json.Member(name) is { } value && value.AsText() is null)
        {
            Fault($"{path}.{name}", Sentence.Of("Content.String"));
        }
    }

    private void Settings(JsonObject json, string path)
    {
        if (json.Member("Settings") is not (null or JsonObject))
        {
            Fault($"{path}.Settings", Sentence.Of("Definition.Settings"));
        }
    }

    private void OnlyKnown(JsonObject json, string path, string[] known)
    {
        foreach (var (name, _) in json)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                Fault($"{path}.{name}", Sentence.Of("Definition.UnknownMember", name, string.Join(", ", known)));
            }
        }
    }

    private void Fault(string path, Sentence sentence) => _faults.Add(new ContentFault(path, sentence));
}
