using GutCms.Core.Security;

namespace GutCms.Web.Features.Roles;

/// <summary>The permissions as people look for them: each in one group, in the order of a form. Each has a name in words, <c>Permission.EditContent</c>.</summary>
internal static class PermissionGroups
{
    /// <summary>Names of the groups with what is in each: <c>Roles.Group.Write</c>.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Permissions)> All { get; } =
    [
        ("Write",
        [
            Permissions.ViewContent, Permissions.ViewOwnContent, Permissions.ListContent, Permissions.PreviewContent, Permissions.PreviewOwnContent, Permissions.EditContent, Permissions.EditOwnContent,
            Permissions.CloneContent, Permissions.CloneOwnContent, Permissions.DeleteContent, Permissions.DeleteOwnContent, Permissions.EditContentOwner, Permissions.CommentContent, Permissions.SubmitContent,
            Permissions.ManageMediaContent,
        ]),
        ("Review", [Permissions.ApproveContent, Permissions.AssignReview, Permissions.PublishContent, Permissions.PublishOwnContent, Permissions.WithdrawContent, Permissions.ManageReviewPolicies]),
        ("Site",
        [
            Permissions.AccessAdminPanel, Permissions.AccessContentApi, Permissions.ExecuteGraphQL, Permissions.ViewContentTypes, Permissions.EditContentTypes, Permissions.ManageRecipes, Permissions.Import, Permissions.Export,
            Permissions.ManageSettings, Permissions.ManageWebhooks,
        ]),
        ("Power",
        [
            Permissions.ManageUsers, Permissions.AssignRoleToUsers, Permissions.ManageRoles, Permissions.ManageApplications, Permissions.ManageSigningKeys, Permissions.ViewAuditTrail, Permissions.SiteOwner,
        ]),
    ];

    /// <summary>What a role can be given for one type alone.</summary>
    public static IReadOnlyList<string> OfType(string contentType) =>
        [.. PermissionFamilies.All.SelectMany(family => family.PrefixOwn is null ? [family.PerType(false, contentType)] : new[] { family.PerType(false, contentType), family.PerType(true, contentType) })];

    /// <summary>The right to give a role by its name.</summary>
    public static string ToGive(string role) => $"{Permissions.AssignRoleToUsers}_{role}";
}
