using GutCms.Core.Security;
using GutCms.Web.Features.People;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.People;

/// <summary>The roles, what they give and who holds them.</summary>
[AdminPermission(Permissions.ManageUsers, Permissions.ManageRoles, Permissions.ManageApplications)]
internal sealed class RolesModel(ListRoles list, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<RoleSummary> Roles { get; private set; } = [];

    /// <summary>The visitor may change them: roles, and by recipes.</summary>
    public bool MayChange => Authorization.Allows(Actor, Permissions.ManageRoles);

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) => Roles = await list.ExecuteAsync(Actor, cancellationToken);
}
