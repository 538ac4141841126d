using GutCms.Core.Editorial;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>What can be picked, as a piece of the editor that a script asks for.</summary>
[AdminPermission(Permissions.EditOwnContent)]
internal sealed class BlockModel(FindPickable pickable, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>What can be picked.</summary>
    /// <param name="types">Types, joined by commas.</param>
    /// <param name="words">Words of the title.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IActionResult> OnGetPickAsync(string types, string? words, CancellationToken cancellationToken) =>
        Partial("_Pickable", await pickable.SearchAsync(Actor, types.Split(',', StringSplitOptions.RemoveEmptyEntries), words, cancellationToken));
}
