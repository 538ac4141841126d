using GutCms.Core.Security;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.People;

/// <summary>Permissions in words.</summary>
internal static class PermissionWords
{
    /// <summary>What a permission lets somebody do; its name where it is none of this program's.</summary>
    public static string Of(IStringLocalizer<DeskText> desk, string permission) =>
        Permissions.All.Contains(permission) ? desk["Permission." + permission].Value
        : PermissionFamilies.Parse(permission) is { Type: { } type } form ? desk["Permissions.OfType", desk["Permission." + ((form.Own ? form.Family.GlobalOwn : null) ?? form.Family.Global)].Value, type].Value
        : permission.StartsWith(Permissions.AssignRoleToUsers + "_", StringComparison.Ordinal) ? desk["Permissions.Give", permission[(Permissions.AssignRoleToUsers.Length + 1)..]].Value
        : permission;
}
