using System.Text.Json.Nodes;
using GutCms.Core.Editorial;
using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Web.Pages.Admin.Content.Editing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>Pieces of the editor that a script asks for: what can be picked, a new item to pick, a block that goes to another item.</summary>
[AdminPermission(Permissions.EditOwnContent)]
[RequestFormLimits(ValueCountLimit = 20_000)]
internal sealed class BlockModel(
    FindPickable pickable, GetMedia media, ListContentTypes choices, OpenEditor open, SaveContent save, AddBlock add, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>What can be picked.</summary>
    /// <param name="types">Types, joined by commas.</param>
    /// <param name="words">Words of the title.</param>
    /// <param name="create">One can be made as well.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IActionResult> OnGetPickAsync(string types, string? words, bool create, CancellationToken cancellationToken)
    {
        var names = types.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return Partial("_Pickable", new Offers(
            await pickable.SearchAsync(Actor, names, words, cancellationToken),
            create ? [.. (await choices.ExecuteAsync(Actor, cancellationToken)).Where(type => type.MayCreate && names.Contains(type.Name))] : []));
    }

    /// <summary>Pictures that can be chosen.</summary>
    /// <param name="name">Name of the form field.</param>
    /// <param name="words">Words that are looked for.</param>
    /// <param name="sha">Id of the one that is wanted; null: the latest.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IActionResult> OnGetPicturesAsync(string? name, string? words, string? sha, CancellationToken cancellationToken)
    {
        const int Most = 24;
        if (sha is not null)
        {
            var one = await media.ExecuteAsync(Actor, sha, cancellationToken);
            return one.Succeeded ? Partial("_PictureChoices", new PictureChoices(name ?? "", [one.Value.File], null)) : NotFound();
        }

        var page = await media.ListAsync(Actor, new(null, Most) { Search = words is { Length: <= MediaFile.MostName } ? words : null }, cancellationToken);
        return page.Succeeded ? Partial("_PictureChoices", new PictureChoices(name ?? "", page.Value.Files, null)) : NotFound();
    }

    /// <summary>Makes a draft that has a title and what its type begins with, so that it can be picked.</summary>
    public async Task<IActionResult> OnPostCreateAsync([FromForm] string? type, [FromForm] string? title, CancellationToken cancellationToken)
    {
        var opened = await open.NewAsync(Actor, type ?? "", cancellationToken);
        if (!opened.Succeeded || string.IsNullOrWhiteSpace(title))
        {
            return BadRequest();
        }

        var fields = EditorSlots.Of(opened.Value.Type, opened.Value.Definitions)
            .Where(slot => slot.IsTitle || slot.Kind == EditorKind.Path || slot.Default is not null)
            .ToDictionary(slot => slot.Name, slot => new Microsoft.Extensions.Primitives.StringValues(slot.IsTitle ? title : slot.Default ?? ""));
        JsonObject json = new EditorReader(opened.Value.Definitions, new(new FormCollection(fields))).Read(opened.Value.Json, opened.Value.Type);
        var saved = await save.ExecuteAsync(Actor, new(json, ExpectedTag.NoItem), cancellationToken);
        return saved.Succeeded ? Partial("_Pickable", new Offers(await pickable.FindAsync(Actor, [saved.Value.Item.ContentItemId], cancellationToken), [])) : BadRequest();
    }

    /// <summary>Saves a block of the form at the end of another item's draft. In the form it stays until the script takes it out.</summary>
    /// <param name="id">The form's item; empty: a new one.</param>
    /// <param name="type">Type of a new one.</param>
    /// <param name="bag">Name of the block's bag.</param>
    /// <param name="block">Id of the block.</param>
    /// <param name="target">The other item.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IActionResult> OnPostMoveAsync([FromForm] string? id, [FromForm] string? type, [FromForm] string? bag, [FromForm] string? block, [FromForm] string? target, CancellationToken cancellationToken)
    {
        var opened = string.IsNullOrEmpty(id) ? await open.NewAsync(Actor, type ?? "", cancellationToken) : await open.ExecuteAsync(Actor, id, null, cancellationToken);
        if (!opened.Succeeded)
        {
            return new JsonResult(new { refused = opened.Refusal.Message });
        }

        var json = new EditorReader(opened.Value.Definitions, new(Request.Form)).Read(opened.Value.Json, opened.Value.Type);
        if ((json[bag ?? ""]?["ContentItems"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(each => each["ContentItemId"]?.ToString() == block) is not { } moved)
        {
            return BadRequest();
        }

        var added = await add.ExecuteAsync(Actor, new(target ?? "", bag!, moved), cancellationToken);
        return new JsonResult(added.Succeeded ? new { done = Words["Elsewhere.Done", added.Value.Item.DisplayText ?? ""].Value } : new { refused = string.Join(" ", added.Refusal.UnmetRules.Select(rule => rule.Message).Append(added.Refusal.Message).Distinct().Take(1)) });
    }
}
