using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Json;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Checking;

/// <summary>Checks one field's value against its type and its settings.</summary>
internal sealed class FieldCheck(ContentFieldDefinition definition, ValueCheck values, ContentFaults faults)
{
    private readonly JsonObject? _settings = definition.Settings.Object($"{definition.FieldName}Settings");

    public void Check(JsonNode? json, string path)
    {
        if (!KnownShapes.Fields.TryGetValue(definition.FieldName, out var shape))
        {
            faults.Add(path, Sentence.Of("Content.UnknownFieldType", definition.FieldName));
            return;
        }

        if (json is not (null or JsonObject))
        {
            faults.Add(path, Sentence.Of("Content.FieldIsObject", definition.FieldName));
            return;
        }

        var value = json as JsonObject;
        foreach (var (name, member) in value ?? [])
        {
            if (shape.Members is null || shape.Members.TryGetValue(name, out var kind) is false)
            {
                faults.Add($"{path}.{name}", Sentence.Of("Content.NoMember", definition.FieldName, name));
            }
            else
            {
                values.Check(member, kind, $"{path}.{name}");
            }
        }

        var at = shape.Value is null ? path : $"{path}.{shape.Value}";
        var main = shape.Value is null ? null : value?[shape.Value];
        if (IsEmpty(main))
        {
            if (_settings.Flag("Required"))
            {
                faults.AddMissing(at, Sentence.Of("Content.Required", DisplayName));
            }

            return;
        }

        CheckSettings(main!, at);
    }

    private string DisplayName => definition.Settings.Object("ContentPartFieldSettings").Text("DisplayName") is { Length: > 0 } name ? name : definition.Name;

    private static bool IsEmpty(JsonNode? value) => value is null or JsonArray { Count: 0 } || (value.AsText() is { } text && string.IsNullOrWhiteSpace(text));

    private void CheckSettings(JsonNode value, string path)
    {
        switch (definition.FieldName)
        {
            case "TextField" when value.AsText() is { } text:
                CheckLength(text, path);
                CheckOption(text, "TextFieldPredefinedListEditorSettings", path);
                break;
            case "MultiTextField" when value is JsonArray texts:
                foreach (var (index, text) in texts.Index().Where(element => element.Item.AsText() is not null))
                {
                    CheckOption(text.AsText()!, "MultiTextFieldSettings", $"{path}[{index}]");
                }

                break;
            case "NumericField" when value is JsonValue json && value.GetValueKind() == JsonValueKind.Number && json.TryGetValue<decimal>(out var number):
                CheckRange(number, path);
                break;
            case "ContentPickerField" or "UserPickerField" or "MediaField" when value is JsonArray { Count: > 1 } && !MayHoldSeveral:
                faults.Add(path, Sentence.Of("Content.OneAtMost", DisplayName));
                break;
        }
    }

    private void CheckLength(string text, string path)
    {
        if (Setting("MaxLength") is > 0 and var max && text.Length > max)
        {
            faults.Add(path, Sentence.Of("Content.TooLong", DisplayName, text.Length, max));
        }

        if (Setting("MinLength") is > 0 and var min && text.Length < min)
        {
            faults.AddMissing(path, Sentence.Of("Content.TooShort", DisplayName, text.Length, min));
        }
    }

    private void CheckRange(decimal number, string path)
    {
        if (Setting("Minimum") is { } minimum && number < minimum)
        {
            faults.Add(path, Sentence.Of("Content.TooSmall", DisplayName, minimum));
        }

        if (Setting("Maximum") is { } maximum && number > maximum)
        {
            faults.Add(path, Sentence.Of("Content.TooLarge", DisplayName, maximum));
        }

        if (Setting("Scale") is { } scale && decimal.Round(number, (int)Math.Clamp(scale, 0, 28)) != number)
        {
            faults.Add(path, Sentence.Of("Content.Decimals", DisplayName, scale));
        }
    }

    private void CheckOption(string text, string settings, string path)
    {
        var options = definition.Settings.Object(settings).Array("Options")?.OfType<JsonObject>().Select(option => option.Member("value").AsText() ?? "").ToList() ?? [];
        if (options.Count > 0 && !options.Contains(text))
        {
            faults.Add(path, Sentence.Of("Content.NoOption", DisplayName, string.Join(", ", options.Where(option => option.Length > 0))));
        }
    }

    // A setting that is not written has its default: several media, but one item or user.
    private bool MayHoldSeveral => _settings.Flag("Multiple") || (definition.FieldName == "MediaField" && _settings?.ContainsKey("Multiple") != true);

    private decimal? Setting(string name) => _settings?[name] is JsonValue value && value.TryGetValue<decimal>(out var number) ? number : null;
}
