using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Editorial;
using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;
using GutCms.Core.Security;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content.Editing;

/// <summary>Makes of an item's JSON what the editor shows.</summary>
internal sealed class EditorBuilder(FindPickable pickable, GetMedia media, IStringLocalizer<AdminText> words)
{
    private IReadOnlyList<MediaFile>? _pictures;

    /// <summary>Builds an item with its blocks.</summary>
    /// <param name="actor">Who edits; decides what can be picked.</param>
    /// <param name="json">The item.</param>
    /// <param name="type">Its type.</param>
    /// <param name="definitions">All definitions.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<EditorItem> BuildAsync(Actor actor, JsonObject json, ContentTypeDefinition type, ContentDefinitions definitions, CancellationToken cancellationToken) =>
        BuildAsync(actor, json, type, definitions, "", "$", cancellationToken);

    /// <summary>Builds a new block.</summary>
    public Task<EditorItem> BuildBlockAsync(Actor actor, ContentTypeDefinition type, ContentDefinitions definitions, string bag, CancellationToken cancellationToken)
    {
        var id = ContentIds.New();
        return BuildAsync(actor, new JsonObject { ["ContentItemId"] = id, ["ContentType"] = type.Name }, type, definitions, $"{bag}.{id}.", "$", cancellationToken);
    }

    /// <summary>An empty block of every type that can be added somewhere in an item of a type.</summary>
    public async Task<IReadOnlyList<BlockInBag>> BuildTemplatesAsync(Actor actor, ContentTypeDefinition type, ContentDefinitions definitions, CancellationToken cancellationToken)
    {
        List<BlockInBag> templates = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        Queue<ContentTypeDefinition> open = new([type]);
        while (open.TryDequeue(out var holder))
        {
            foreach (var slot in EditorSlots.Of(holder, definitions).Where(slot => slot.Kind == EditorKind.Blocks))
            {
                foreach (var block in slot.Types.Where(known.Add).Select(definitions.FindType).OfType<ContentTypeDefinition>())
                {
                    templates.Add(new(await BuildBlockAsync(actor, block, definitions, BlockInBag.TemplateBag, cancellationToken), BlockInBag.TemplateBag, IsOpen: true) { Types = TypesOf(slot, definitions) });
                    open.Enqueue(block);
                }
            }
        }

        return templates;
    }

    private async Task<EditorItem> BuildAsync(
        Actor actor, JsonObject json, ContentTypeDefinition type, ContentDefinitions definitions, string prefix, string path, CancellationToken cancellationToken)
    {
        List<EditorField> fields = [];
        var isNew = json["DisplayText"] is null;
        var slots = EditorSlots.Of(type, definitions);
        // What has no text besides its title says all in that.
        var isLong = prefix.Length > 0 && slots.All(slot => slot.Kind is not (EditorKind.Html or EditorKind.Blocks or EditorKind.Lines));
        foreach (var slot in slots)
        {
            var holder = slot.HolderIn(json);
            var value = holder?[slot.Member];
            var field = new EditorField(slot, prefix + slot.Name, $"{path}.{slot.JsonPath}", LabelOf(slot, type.Name), isNew && value is null ? slot.Default ?? "" : TextOf(slot.Kind, value))
            {
                IsLong = isLong && slot.IsTitle,
                LinkText = slot.Kind == EditorKind.Link ? holder?["Text"]?.ToString() ?? "" : "",
            };
            fields.Add(slot.Kind switch
            {
                EditorKind.Blocks => field with
                {
                    Blocks = await BlocksAsync(actor, value as JsonArray ?? [], definitions, prefix + slot.Name, field.JsonPath, cancellationToken),
                    BlockTypes = TypesOf(slot, definitions),
                },
                EditorKind.Picture => field with
                {
                    Alt = (holder?[ItemMeaning.MediaTexts] as JsonArray)?.FirstOrDefault()?.ToString() ?? "",
                    Chosen = MediaAddresses.IdOf(field.Value) is { } id && await media.ExecuteAsync(actor, id, cancellationToken) is { Succeeded: true } known ? known.Value.File : null,
                    Pictures = await LatestPicturesAsync(actor, cancellationToken),
                },
                EditorKind.Pick => field with
                {
                    Picked = await pickable.FindAsync(actor, (value as JsonArray ?? []).Select(id => id?.ToString() ?? ""), cancellationToken),
                    Candidates = await pickable.SearchAsync(actor, slot.Types, null, cancellationToken),
                },
                _ => field,
            });
        }

        return new(json["ContentItemId"]?.ToString() ?? "", type.Name, type.DisplayName, (json["TitlePart"] as JsonObject)?["Title"]?.ToString() ?? "", fields);
    }

    private async Task<IReadOnlyList<EditorItem>> BlocksAsync(
        Actor actor, JsonArray blocks, ContentDefinitions definitions, string name, string path, CancellationToken cancellationToken)
    {
        List<EditorItem> items = [];
        foreach (var (index, node) in blocks.Index())
        {
            if (node is JsonObject block && definitions.FindType(block["ContentType"]?.ToString() ?? "") is { } type)
            {
                items.Add(await BuildAsync(actor, block, type, definitions, $"{name}.{block["ContentItemId"]}.", $"{path}[{index}]", cancellationToken));
            }
        }

        return items;
    }

    /// <summary>What can be chosen without looking for it; nothing for whoever may not look at the library.</summary>
    private async Task<IReadOnlyList<MediaFile>> LatestPicturesAsync(Actor actor, CancellationToken cancellationToken)
    {
        const int Most = 12;
        return _pictures ??= await media.ListAsync(actor, new(null, Most), cancellationToken) is { Succeeded: true } page ? page.Value.Files : [];
    }

    private static IReadOnlyList<(string Name, string Label)> TypesOf(EditorSlot slot, ContentDefinitions definitions) =>
        [.. slot.Types.Select(name => (name, definitions.FindType(name)?.DisplayName ?? name))];

    private string LabelOf(EditorSlot slot, string type)
    {
        if (slot.Label is { Length: > 0 } label)
        {
            return label;
        }

        var special = words[$"Editor.{slot.Part}.{type}"];
        return special.ResourceNotFound ? words[$"Editor.{slot.Part}"] : special;
    }

    private static string TextOf(EditorKind kind, JsonNode? value) => (kind, value) switch
    {
        (EditorKind.Picture, JsonArray paths) => paths.FirstOrDefault()?.ToString() ?? "",
        (EditorKind.List, JsonArray texts) => string.Join('\n', texts.Select(text => text?.ToString())),
        (EditorKind.Blocks or EditorKind.Pick, _) or (_, null) => "",
        (EditorKind.Flag, _) => value is JsonValue flag && flag.TryGetValue<bool>(out var isSet) && isSet ? "true" : "",
        (EditorKind.Date, _) => value.ToString() is { Length: > 10 } date ? date[..10] : value.ToString(),
        (EditorKind.DateTime, _) => value.ToString() is { Length: > 16 } instant ? instant[..16] : value.ToString(),
        (EditorKind.Time, _) => value.ToString() is { Length: > 5 } time ? time[..5] : value.ToString(),
        _ => value.ToString(),
    };
}
