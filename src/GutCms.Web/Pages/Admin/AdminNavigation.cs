using GutCms.Core.Security;

namespace GutCms.Web.Pages.Admin;

/// <summary>An entry of the navigation.</summary>
/// <param name="Group">Name of its group in the texts: <c>Group.Work</c>.</param>
/// <param name="Text">Name of its text: <c>Nav.Content</c>.</param>
/// <param name="Path">Where it leads, from the site's root.</param>
/// <param name="Icon">Name of its picture in <c>_Icons.cshtml</c>.</param>
/// <param name="AnyOf">Permissions of which the visitor needs one; none: everybody who may enter.</param>
internal sealed record NavigationEntry(string Group, string Text, string Path, string Icon, params string[] AnyOf)
{
    /// <summary>Whether a page belongs under the entry.</summary>
    public bool Holds(string path) =>
        path.Equals(Path, StringComparison.OrdinalIgnoreCase) || (Path != "/admin" && path.StartsWith(Path + "/", StringComparison.OrdinalIgnoreCase));
}

/// <summary>The navigation at the left. A new area adds its line here; who may not open it does not see it.</summary>
internal static class AdminNavigation
{
    /// <summary>All entries in order; entries of a group stand together.</summary>
    public static IReadOnlyList<NavigationEntry> Entries { get; } =
    [
        new("Group.Work", "Nav.Dashboard", "/admin", "home"),
        new("Group.Work", "Nav.Content", "/admin/content", "file", Permissions.ListContent, Permissions.PreviewOwnContent, Permissions.AssignReview),
        new("Group.Work", "Nav.Review", "/admin/review", "review", Permissions.PreviewContent, Permissions.AssignReview),
        new("Group.Work", "Nav.Calendar", "/admin/calendar", "calendar", Permissions.ListContent, Permissions.PreviewOwnContent, Permissions.AssignReview),
        new("Group.Work", "Nav.Releases", "/admin/releases", "box", Permissions.PublishContent, Permissions.PublishOwnContent),
        new("Group.Work", "Nav.Previews", "/admin/previews", "link", Permissions.EditOwnContent),
        new("Group.Work", "Nav.Series", "/admin/series", "list", Permissions.PreviewContent, Permissions.EditOwnContent),
        new("Group.Work", "Nav.Disclaimers", "/admin/disclaimers", "alert", Permissions.PreviewContent, Permissions.EditOwnContent),
        new("Group.Work", "Nav.Media", "/admin/media", "picture", Permissions.ManageMediaContent, Permissions.ListContent),
        new("Group.Work", "Nav.Addresses", "/admin/addresses", "list", Permissions.ListContent),
        new("Group.Work", "Nav.Workload", "/admin/workload", "users", Permissions.AssignReview),
        new("Group.Work", "Nav.Reports", "/admin/reports", "chart", Permissions.AssignReview),
        new("Group.Rules", "Nav.Policies", "/admin/policies", "rules"),
        new("Group.Rules", "Nav.Proposals", "/admin/proposals", "rules", Permissions.ManageUsers, Permissions.ManageRoles, Permissions.ManageReviewPolicies, Permissions.ManageRecipes),
        new("Group.Rules", "Nav.Audit", "/admin/audit", "log", Permissions.ViewAuditTrail),
        new("Group.Rules", "Nav.SelfCheck", "/admin/self-check", "check", Permissions.ViewAuditTrail),
        new("Group.Site", "Nav.Users", "/admin/users", "users", Permissions.ManageUsers),
        new("Group.Site", "Nav.Clients", "/admin/clients", "key", Permissions.ManageApplications),
        new("Group.Site", "Nav.Roles", "/admin/roles", "users", Permissions.ManageRoles),
        new("Group.Site", "Nav.Types", "/admin/types", "list", Permissions.ViewContentTypes, Permissions.EditContentTypes),
        new("Group.Site", "Nav.Recipes", "/admin/recipes", "box", Permissions.ManageRecipes),
        new("Group.Site", "Nav.Webhooks", "/admin/webhooks", "link", Permissions.ManageWebhooks),
        new("Group.Site", "Nav.Events", "/admin/events", "alert", Permissions.ManageSettings),
        new("Group.Site", "Nav.Settings", "/admin/settings", "settings", Permissions.ManageSettings, Permissions.ManageSigningKeys),
    ];
}
