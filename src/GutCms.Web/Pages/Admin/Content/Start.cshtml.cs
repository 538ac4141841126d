using GutCms.Core.Editorial;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>What a new item can be: the types that the visitor may create, with their templates, and a document. The bar of every page leads here.</summary>
[AdminPermission(Permissions.EditOwnContent)]
internal sealed class StartModel(ListContentTypes types, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>The choices, in order.</summary>
    public IReadOnlyList<NewChoice> Choices { get; private set; } = [];

    /// <summary>Shows them; where there is one, it is chosen.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Choices = NewChoice.Of(await types.ExecuteAsync(Actor, cancellationToken), Words);
        return Choices is [var only] ? LocalRedirect(only.Path) : Page();
    }
}
