using System.Collections.Frozen;
using GutCms.Core.Security;
using OrchardCore.Security.Services;
using Permission = global::OrchardCore.Security.Permissions.Permission;

namespace GutCms.OrchardCore.Identity;

/// <summary>Which permissions the site's roles give, as Core reads them.</summary>
internal sealed class SitePermissions(IRoleService roles)
{
    /// <summary>The permissions of some roles together.</summary>
    /// <remarks>An administrator role gives everything but approving, whether or not that is written out in it; approving is written out, or it is not given.</remarks>
    public async Task<FrozenSet<string>> OfAsync(IEnumerable<string> roleNames)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var role in roleNames.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (await roles.IsAdminRoleAsync(role))
            {
                given.Add(Permissions.SiteOwner);
            }

            given.UnionWith((await roles.GetRoleClaimsAsync(role)).Where(claim => claim.Type == Permission.ClaimType).Select(claim => claim.Value));
        }

        return given.ToFrozenSet(StringComparer.Ordinal);
    }
}
