using GutCms.OrchardCore.Reviews;
using OrchardCore;
using OrchardCore.ContentManagement.Metadata;
using OrchardCore.Modules;
using OrchardCore.Security.Permissions;
using Names = GutCms.Core.Security.Permissions;

namespace GutCms.OrchardCore.Security;

/// <summary>The permissions of editorial work that Orchard Core has not, for all content and per type, and the roles that hold them from the start.</summary>
/// <param name="types">Content types.</param>
[Feature(FeatureIds.Review)]
public sealed class GutCmsPermissions(IContentDefinitionManager types) : IPermissionProvider
{
    /// <summary>Submit for review what one may edit.</summary>
    public static Permission SubmitContent { get; } = new(Names.SubmitContent, "Submit content for review");

    /// <summary>Decide on what is submitted. No other permission gives it.</summary>
    public static Permission ApproveContent { get; } = new(Names.ApproveContent, "Approve content under review", isSecurityCritical: true);

    /// <summary>Assign reviewers.</summary>
    public static Permission AssignReview { get; } = new(Names.AssignReview, "Assign reviewers and set due dates");

    /// <summary>Take live content down for the safety of readers.</summary>
    public static Permission WithdrawContent { get; } = new(Names.WithdrawContent, "Withdraw content for the safety of readers");

    /// <summary>Comment on drafts.</summary>
    public static Permission CommentContent { get; } = new(Names.CommentContent, "Comment on drafts");

    /// <summary>See to it what has to be approved, and by whom. Whatever asks for less takes two who hold it.</summary>
    public static Permission ManageReviewPolicies { get; } = new(Names.ManageReviewPolicies, "Manage review policies", isSecurityCritical: true);

    /// <summary>Those that there are for all content and for each type.</summary>
    internal static IReadOnlyList<Permission> OfContent { get; } = [SubmitContent, ApproveContent, AssignReview, WithdrawContent, CommentContent];

    /// <summary>Describes one of them for a type.</summary>
    internal static string Describe(Permission permission, string type) => $"{permission.Description}: {type}";

    /// <inheritdoc/>
    public async Task<IEnumerable<Permission>> GetPermissionsAsync()
    {
        var all = new List<Permission>([.. OfContent, ManageReviewPolicies]);
        foreach (var type in (await types.ListTypeDefinitionsAsync()).Where(type => type.Parts.Any(part => part.Name == nameof(ReviewPart))))
        {
            all.AddRange(OfContent.Select(permission => new Permission(
                Names.ForType(permission.Name, type.Name), Describe(permission, type.DisplayName), [permission], permission.IsSecurityCritical)));
        }

        return all;
    }

    /// <inheritdoc/>
    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new() { Name = OrchardCoreConstants.Roles.Administrator, Permissions = [ManageReviewPolicies, SubmitContent, AssignReview, WithdrawContent, CommentContent] },
        new() { Name = OrchardCoreConstants.Roles.Editor, Permissions = [SubmitContent, AssignReview, WithdrawContent, CommentContent] },
        new() { Name = OrchardCoreConstants.Roles.Author, Permissions = [SubmitContent] },
        new() { Name = "MedicalReviewer", Permissions = [ApproveContent, WithdrawContent, CommentContent] },
    ];
}
