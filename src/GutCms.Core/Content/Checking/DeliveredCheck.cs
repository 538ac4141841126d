using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Json;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Checking;

/// <summary>Checks what definitions say of delivery: what stands for something else than a page of its own is never delivered by mistake, and no two types have one address.</summary>
/// <param name="merged">The definitions as they would be.</param>
/// <param name="fault">Told what is wrong.</param>
internal sealed class DeliveredCheck(ContentDefinitions merged, Action<string, Sentence> fault)
{
    /// <summary>Types of fields by which lists can be narrowed.</summary>
    public static readonly string[] Indexable =
        ["BooleanField", "ContentPickerField", "DateField", "DateTimeField", "MultiTextField", "NumericField", "TaxonomyField", "TextField", "TimeField"];

    /// <summary>Checks the types of a step.</summary>
    public void Run(IEnumerable<(JsonObject Record, string Path)> types)
    {
        foreach (var (record, path) in types)
        {
            var at = $"{path}.Settings.{DeliverySettings.OfType}";
            Flag(record, at, DeliverySettings.OfType, DeliverySettings.Delivered, fault);
            if (merged.FindType(record.Member("Name").AsText() ?? "") is not { IsMarkedDelivered: true } type)
            {
                continue;
            }

            if (!type.Name.All(char.IsAsciiLetterOrDigit))
            {
                fault(at, Sentence.Of("Definition.DeliveredName", type.Name));
            }

            if (merged.Types.FirstOrDefault(other => other.Name != type.Name && other.Name.Equals(type.Name, StringComparison.OrdinalIgnoreCase)) is { } same)
            {
                fault(at, Sentence.Of("Definition.DeliveredTwice", same.Name));
            }

            if ((type.Settings["ContentTypeSettings"] as JsonObject).Text("Stereotype") is { Length: > 0 } stereotype)
            {
                fault(at, Sentence.Of("Definition.DeliveredStereotype", type.Name, stereotype));
            }
        }
    }

    /// <summary>Checks a field of a step.</summary>
    public static void RunField(JsonObject field, string fieldType, string path, Action<string, Sentence> fault)
    {
        var at = $"{path}.Settings.{DeliverySettings.OfField}";

        // Whoever says no would believe that readers do not get it.
        if (Flag(field, at, DeliverySettings.OfField, DeliverySettings.Delivered, fault) == false && fieldType is not (DeliveredFields.Picker or DeliveredFields.Taxonomy))
        {
            fault($"{at}.{DeliverySettings.Delivered}", Sentence.Of("Definition.AlwaysDelivered", fieldType));
        }

        if (Flag(field, at, DeliverySettings.OfField, DeliverySettings.Indexed, fault) == true && !Indexable.Contains(fieldType))
        {
            fault($"{at}.{DeliverySettings.Indexed}", Sentence.Of("Definition.NotIndexable", fieldType, string.Join(", ", Indexable)));
        }
    }

    private static bool? Flag(JsonObject record, string path, string group, string name, Action<string, Sentence> fault)
    {
        if ((record.Member("Settings") as JsonObject)?[group] is not JsonObject settings || settings[name] is not { } value)
        {
            return null;
        }

        if (value is JsonValue single && single.TryGetValue<bool>(out var flag))
        {
            return flag;
        }

        fault($"{path}.{name}", Sentence.Of("Content.Flag"));
        return null;
    }
}
