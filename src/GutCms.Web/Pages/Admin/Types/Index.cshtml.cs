using GutCms.Core.Security;
using GutCms.Web.Features.Types;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Types;

/// <summary>The content types.</summary>
[AdminPermission(Permissions.ViewContentTypes, Permissions.EditContentTypes)]
internal sealed class IndexModel(ReadTypes types, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<TypeView> Types { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) => Types = await types.ListAsync(Actor, cancellationToken);
}
