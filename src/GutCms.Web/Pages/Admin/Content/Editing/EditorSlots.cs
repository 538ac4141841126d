using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;

namespace GutCms.Web.Pages.Admin.Content.Editing;

/// <summary>Reads from a type's definition what can be edited, in its order. A field that a recipe adds is there without a change to the program.</summary>
internal static class EditorSlots
{
    /// <summary>The values of a type.</summary>
    public static IReadOnlyList<EditorSlot> Of(ContentTypeDefinition type, ContentDefinitions definitions) => [.. type.InOrder().SelectMany(use => Of(use, definitions))];

    private static IEnumerable<EditorSlot> Of(ContentTypePartDefinition use, ContentDefinitions definitions)
    {
        var about = Object(use.Settings, "ContentTypePartSettings");
        var (label, hint) = (Text(about, "DisplayName"), Text(about, "Description"));
        var settings = Object(use.Settings, use.PartName + "Settings");
        EditorSlot? own = use.PartName switch
        {
            "TitlePart" => new(use.Name, null, "Title", EditorKind.Line, label) { Required = Text(settings, "Options") is "EditableRequired" or "3" },
            ItemMeaning.AddressPart => new(use.Name, null, ItemMeaning.AddressMember, EditorKind.Path, label) { Pattern = Text(settings, "Pattern") },
            "HtmlBodyPart" => new(use.Name, null, "Html", EditorKind.Html, label),
            "MarkdownBodyPart" => new(use.Name, null, "Markdown", EditorKind.Lines, label),
            "AliasPart" => new(use.Name, null, "Alias", EditorKind.Line, label),
            ItemMeaning.LanguagePart => new(use.Name, null, ItemMeaning.LanguageMember, EditorKind.Language, label),
            "BagPart" => new(use.Name, null, "ContentItems", EditorKind.Blocks, label ?? use.Name) { Types = Contained(settings, definitions) },
            "FlowPart" => new(use.Name, null, "Widgets", EditorKind.Blocks, label ?? use.Name) { Types = Contained(settings, definitions) },
            _ => null,
        };
        if (own is not null)
        {
            yield return own with { Hint = own.Hint ?? hint };
        }

        foreach (var field in definitions.FindPart(use.PartName)?.InOrder() ?? [])
        {
            yield return Of(use, field, definitions);
        }
    }

    private static EditorSlot Of(ContentTypePartDefinition use, ContentFieldDefinition field, ContentDefinitions definitions)
    {
        var common = Object(field.Settings, "ContentPartFieldSettings");
        var own = Object(field.Settings, field.FieldName + "Settings");
        var options = Options(field);
        var (member, kind) = field.FieldName switch
        {
            "TextField" when options.Count > 0 => ("Text", EditorKind.Choice),
            "TextField" => ("Text", Text(common, "Editor") is "TextArea" or "Wysiwyg" ? EditorKind.Lines : EditorKind.Line),
            "HtmlField" => ("Html", EditorKind.Html),
            "MarkdownField" => ("Markdown", EditorKind.Lines),
            "BooleanField" => ("Value", EditorKind.Flag),
            "NumericField" => ("Value", EditorKind.Number),
            "DateField" => ("Value", EditorKind.Date),
            "DateTimeField" => ("Value", EditorKind.DateTime),
            "TimeField" => ("Value", EditorKind.Time),
            "LinkField" => ("Url", EditorKind.Link),
            "MultiTextField" => ("Values", EditorKind.List),
            ItemMeaning.MediaField => (ItemMeaning.MediaPaths, own?["Multiple"] is null || Flag(own, "Multiple") ? EditorKind.List : EditorKind.Picture),
            "ContentPickerField" => ("ContentItemIds", EditorKind.Pick),
            _ => ("", EditorKind.Kept),
        };
        return new(use.Name, field.Name, member, kind, Text(common, "DisplayName") is { Length: > 0 } name ? name : field.Name)
        {
            Hint = Text(own, "Hint"),
            Required = Flag(own, "Required"),
            MaxLength = Number(own, "MaxLength") is > 0 and var most ? (int)most : null,
            Range = (Number(own, "Minimum")?.ToString(CultureInfo.InvariantCulture), Number(own, "Maximum")?.ToString(CultureInfo.InvariantCulture), Number(own, "Scale") == 0 ? "1" : "any"),
            Options = options,
            Types = Flag(own, "DisplayAllContentTypes") ? [.. definitions.Types.Select(type => type.Name)] : Texts(own, "DisplayedContentTypes"),
            Multiple = Flag(own, "Multiple"),
            Default = Text(Object(field.Settings, "TextFieldPredefinedListEditorSettings"), "DefaultValue") ?? Text(own, "DefaultValue"),
        };
    }

    private static IReadOnlyList<(string Value, string Name)> Options(ContentFieldDefinition field) =>
    [
        .. (Object(field.Settings, "TextFieldPredefinedListEditorSettings")?["Options"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(option => (Value: Text(option, "value") ?? Text(option, "Value") ?? "", Name: Text(option, "name") ?? Text(option, "Name") ?? ""))
            .Select(option => option.Name.Length > 0 ? option : (option.Value, option.Value)),
    ];

    private static IReadOnlyList<string> Contained(JsonObject? settings, ContentDefinitions definitions) =>
    [
        .. Texts(settings, "ContainedContentTypes").Where(name => definitions.FindType(name) is not null),
        .. definitions.Types.Where(type => Texts(settings, "ContainedStereotypes").Contains(Text(Object(type.Settings, "ContentTypeSettings"), "Stereotype") ?? "-")).Select(type => type.Name),
    ];

    private static JsonObject? Object(JsonObject? json, string name) => json?[name] as JsonObject;

    private static string? Text(JsonObject? json, string name) => json?[name] is JsonValue value ? value.ToString() : null;

    private static bool Flag(JsonObject? json, string name) => json?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private static decimal? Number(JsonObject? json, string name) => json?[name] is JsonValue value && value.TryGetValue<decimal>(out var number) ? number : null;

    private static IReadOnlyList<string> Texts(JsonObject? json, string name) => [.. (json?[name] as JsonArray ?? []).OfType<JsonValue>().Select(value => value.ToString())];
}
