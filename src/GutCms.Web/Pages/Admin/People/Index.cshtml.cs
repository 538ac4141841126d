using GutCms.Core.Security;
using GutCms.Web.Features.People;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.People;

/// <summary>The users.</summary>
[AdminPermission(Permissions.ManageUsers)]
internal sealed class IndexModel(ListUsers list, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<UserSummary> Users { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) => Users = await list.ExecuteAsync(Actor, cancellationToken);
}
