using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.Types;

/// <summary>The content types as they are, for whoever may see or change them; others get none.</summary>
internal sealed class ReadTypes(IContentStore store)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether somebody may see them.</summary>
    public static bool MaySee(Actor actor) => Authorization.Allows(actor, Permissions.ViewContentTypes) || Authorization.Allows(actor, Permissions.EditContentTypes);

    /// <summary>All, those that people make items of first, by name.</summary>
    public async Task<IReadOnlyList<TypeView>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!MaySee(actor))
        {
            return [];
        }

        var definitions = await DefinitionsAsync(cancellationToken);
        return [.. definitions.Types.Select(type => Of(type, definitions)).OrderByDescending(type => type.IsCreatable).ThenBy(type => type.Name, StringComparer.Ordinal)];
    }

    /// <summary>One; null: there is none, or the actor may not see it.</summary>
    public async Task<TypeView?> FindAsync(Actor actor, string name, CancellationToken cancellationToken) => (await ListAsync(actor, cancellationToken)).FirstOrDefault(type => type.Name == name);

    /// <summary>A type with the parts that it uses as a recipe, UTF-8; null: there is none, or the actor may not see it.</summary>
    public async Task<byte[]?> ExportAsync(Actor actor, string name, CancellationToken cancellationToken)
    {
        var definitions = await DefinitionsAsync(cancellationToken);
        if (!MaySee(actor) || definitions.FindType(name) is not { } type)
        {
            return null;
        }

        var used = type.Parts.Select(part => part.PartName).ToHashSet(StringComparer.Ordinal);
        var step = DefinitionJson.Write(new([type], [.. definitions.Parts.Where(part => used.Contains(part.Name))]));
        return Encoding.UTF8.GetBytes(RecipeOf($"type-{name}", step).ToJsonString(Readable));
    }

    /// <summary>A recipe of one step <c>ContentDefinition</c>, in which nothing is an expression.</summary>
    public static JsonObject RecipeOf(string name, JsonObject definitions)
    {
        definitions.Insert(0, "name", "ContentDefinition");
        return new() { ["name"] = name, ["literal"] = true, ["steps"] = new JsonArray(definitions) };
    }

    private async Task<ContentDefinitions> DefinitionsAsync(CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return await work.GetDefinitionsAsync(cancellationToken);
    }

    private static TypeView Of(ContentTypeDefinition type, ContentDefinitions definitions)
    {
        var settings = type.Settings["ContentTypeSettings"] as JsonObject;
        return new(type.Name, type.DisplayName, TextOf(settings, "Description") is { Length: > 0 } text ? text : null, (bool?)settings?["Creatable"] == true, [.. type.Parts.Select(part => new TypePartView(
            part.Name, part.PartName, [.. (definitions.FindPart(part.PartName)?.InOrder() ?? []).Select(Of)]))]);
    }

    private static TypeFieldView Of(ContentFieldDefinition field)
    {
        var (common, own) = (field.Settings["ContentPartFieldSettings"] as JsonObject, field.Settings[field.FieldName + "Settings"] as JsonObject);
        var editor = field.Settings.ContainsKey("TextFieldPredefinedListEditorSettings") ? "PredefinedList" : TextOf(common, "Editor");
        var kind = FieldKind.All.FirstOrDefault(kind => kind.FieldName == field.FieldName && kind.Editor == editor) ?? FieldKind.All.FirstOrDefault(kind => kind.FieldName == field.FieldName);
        return new(
            field.Name, field.FieldName, kind?.Name ?? (field.FieldName == "ContentPickerField" ? FieldKind.Pick : null), TextOf(common, "DisplayName") is { Length: > 0 } label ? label : field.Name,
            TextOf(own, "Hint"), (bool?)own?["Required"] == true);
    }

    private static string? TextOf(JsonObject? json, string name) => json?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
