using GutCms.Core.Editorial;
using GutCms.Core.Security;
using GutCms.Web.Pages.Admin.Content.Editing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>Pieces of the editor that a script asks for: a new block, and what can be picked.</summary>
[AdminPermission(Permissions.EditOwnContent)]
internal sealed class BlockModel(OpenEditor open, EditorBuilder builder, FindPickable pickable, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>An empty block.</summary>
    /// <param name="root">Type of the item that is edited.</param>
    /// <param name="type">Type of the block.</param>
    /// <param name="name">Name of the bag's form field.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IActionResult> OnGetAsync(string root, string type, string name, CancellationToken cancellationToken)
    {
        var opened = await open.NewAsync(Actor, root, cancellationToken);
        return opened.Value?.Definitions.FindType(type) is { } definition
            ? Partial("_Block", new BlockInBag(await builder.BuildBlockAsync(Actor, definition, opened.Value.Definitions, name, cancellationToken), name, IsOpen: true))
            : NotFound();
    }

    /// <summary>What can be picked.</summary>
    /// <param name="types">Types, joined by commas.</param>
    /// <param name="words">Words of the title.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IActionResult> OnGetPickAsync(string types, string? words, CancellationToken cancellationToken) =>
        Partial("_Pickable", await pickable.SearchAsync(Actor, types.Split(',', StringSplitOptions.RemoveEmptyEntries), words, cancellationToken));
}
