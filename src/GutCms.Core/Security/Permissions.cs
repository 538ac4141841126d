using System.Collections.Frozen;

namespace GutCms.Core.Security;

/// <summary>Names of the permissions. Orchard Core's names wherever it has one, so that a recipe's roles mean the same on both hosts.</summary>
/// <remarks>
/// Content permissions also come per content type (<c>Publish_Article</c>) and, where it makes sense, for own content
/// (<c>EditOwnContent</c>, <c>EditOwn_Article</c>). What implies what is said by <see cref="PermissionFamilies"/>.
/// </remarks>
public static class Permissions
{
    /// <summary>Publish content; implies editing it.</summary>
    public const string PublishContent = "PublishContent";

    /// <summary>Publish content that one owns.</summary>
    public const string PublishOwnContent = "PublishOwnContent";

    /// <summary>Edit content; implies seeing drafts, cloning and commenting.</summary>
    public const string EditContent = "EditContent";

    /// <summary>Edit content that one owns.</summary>
    public const string EditOwnContent = "EditOwnContent";

    /// <summary>Delete content.</summary>
    public const string DeleteContent = "DeleteContent";

    /// <summary>Delete content that one owns.</summary>
    public const string DeleteOwnContent = "DeleteOwnContent";

    /// <summary>Read what is published.</summary>
    public const string ViewContent = "ViewContent";

    /// <summary>Read what is published and one owns.</summary>
    public const string ViewOwnContent = "ViewOwnContent";

    /// <summary>Read drafts.</summary>
    public const string PreviewContent = "PreviewContent";

    /// <summary>Read drafts that one owns.</summary>
    public const string PreviewOwnContent = "PreviewOwnContent";

    /// <summary>Copy content.</summary>
    public const string CloneContent = "CloneContent";

    /// <summary>Copy content that one owns.</summary>
    public const string CloneOwnContent = "CloneOwnContent";

    /// <summary>List content.</summary>
    public const string ListContent = "ListContent";

    /// <summary>Change the owner of content.</summary>
    public const string EditContentOwner = "EditContentOwner";

    /// <summary>Submit for review what one may edit, and take a submission back.</summary>
    public const string SubmitContent = "SubmitContent";

    /// <summary>Decide on submitted content and confirm what is live. Implied by no other permission, not even <see cref="SiteOwner"/>.</summary>
    public const string ApproveContent = "ApproveContent";

    /// <summary>Assign reviewers and set due dates.</summary>
    public const string AssignReview = "AssignReview";

    /// <summary>Take live content down for the safety of readers.</summary>
    public const string WithdrawContent = "WithdrawContent";

    /// <summary>Comment on drafts.</summary>
    public const string CommentContent = "CommentContent";

    /// <summary>Enter the admin.</summary>
    public const string AccessAdminPanel = "AccessAdminPanel";

    /// <summary>Use the content API.</summary>
    public const string AccessContentApi = "AccessContentApi";

    /// <summary>Run GraphQL queries.</summary>
    public const string ExecuteGraphQL = "ExecuteGraphQL";

    /// <summary>Read the audit log.</summary>
    public const string ViewAuditTrail = "ViewAuditTrail";

    /// <summary>Create and change users.</summary>
    public const string ManageUsers = "ManageUsers";

    /// <summary>Change what roles may do.</summary>
    public const string ManageRoles = "ManageRoles";

    /// <summary>Give roles to users and take them away.</summary>
    public const string AssignRoleToUsers = "AssignRoleToUsers";

    /// <summary>Run recipes.</summary>
    public const string ManageRecipes = "ManageRecipes";

    /// <summary>Import content.</summary>
    public const string Import = "Import";

    /// <summary>Export content.</summary>
    public const string Export = "Export";

    /// <summary>Change site settings.</summary>
    public const string ManageSettings = "ManageSettings";

    /// <summary>Read content type definitions.</summary>
    public const string ViewContentTypes = "ViewContentTypes";

    /// <summary>Change content type definitions.</summary>
    public const string EditContentTypes = "EditContentTypes";

    /// <summary>Register and revoke API clients.</summary>
    public const string ManageApplications = "ManageApplications";

    /// <summary>Write review policies.</summary>
    public const string ManageReviewPolicies = "ManageReviewPolicies";

    /// <summary>Create, rotate and retire signing keys.</summary>
    public const string ManageSigningKeys = "ManageSigningKeys";

    /// <summary>Say which other sites are told of changes.</summary>
    public const string ManageWebhooks = "ManageWebhooks";

    /// <summary>Upload, describe and delete pictures.</summary>
    public const string ManageMediaContent = "ManageMediaContent";

    /// <summary>Everything except approving.</summary>
    public const string SiteOwner = "SiteOwner";

    private static readonly FrozenSet<string> Site = new[]
    {
        AccessAdminPanel, AccessContentApi, ExecuteGraphQL, ViewAuditTrail, ManageUsers, ManageRoles, AssignRoleToUsers, ManageRecipes, Import, Export,
        ManageSettings, ViewContentTypes, EditContentTypes, ManageApplications, ManageReviewPolicies, ManageSigningKeys, ManageWebhooks,
        ManageMediaContent, SiteOwner,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every permission that is not per type or per role.</summary>
    public static FrozenSet<string> All { get; } =
        Site.Concat(PermissionFamilies.All.SelectMany(family => family.GlobalNames)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What <see cref="Actor.System"/> holds.</summary>
    internal static FrozenSet<string> OfSystem { get; } = All.Where(name => name != ApproveContent).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a name means something here: a permission of <see cref="All"/>, one per type (<c>Edit_Article</c>) or <c>AssignRoleToUsers_{Role}</c>. Case-sensitive.</summary>
    public static bool IsKnown(string name) =>
        All.Contains(name) || PermissionFamilies.Parse(name) is not null
        || (name.StartsWith(AssignRoleToUsers + "_", StringComparison.Ordinal) && name.Length > AssignRoleToUsers.Length + 1);

    /// <summary>The permission for one type: <c>PublishContent</c> and <c>Article</c> give <c>Publish_Article</c>.</summary>
    /// <exception cref="ArgumentException">The permission does not come per type.</exception>
    public static string ForType(string permission, string contentType) =>
        PermissionFamilies.Parse(permission) is { Type: null } parsed
            ? parsed.Family.PerType(parsed.Own, contentType)
            : throw new ArgumentException($"'{permission}' does not come per type.", nameof(permission));
}
