namespace GutCms.Core.Security;

/// <summary>One right on content in all its forms: for all content, for own content, and each of the two per type.</summary>
/// <param name="Global">For all content, for example <c>EditContent</c>.</param>
/// <param name="GlobalOwn">For own content, for example <c>EditOwnContent</c>; null when there is no such form.</param>
/// <param name="Prefix">Before the type's name, for example <c>Edit_</c>.</param>
/// <param name="PrefixOwn">For own content, for example <c>EditOwn_</c>; null when there is no such form.</param>
/// <param name="ImpliedBy">The <see cref="Global"/> names of the rights that imply this one directly.</param>
public sealed record PermissionFamily(string Global, string? GlobalOwn, string Prefix, string? PrefixOwn, params string[] ImpliedBy)
{
    /// <summary>The names that are not per type.</summary>
    public IEnumerable<string> GlobalNames => GlobalOwn is null ? [Global] : [Global, GlobalOwn];

    /// <summary>The name for one type.</summary>
    public string PerType(bool own, string contentType) => (own ? PrefixOwn ?? Prefix : Prefix) + contentType;
}

/// <summary>A content permission taken apart.</summary>
/// <param name="Family">The right.</param>
/// <param name="Own">It covers own content only.</param>
/// <param name="Type">The one type that it covers; null: all types.</param>
public sealed record PermissionForm(PermissionFamily Family, bool Own, string? Type);

/// <summary>The rights on content and what implies what, as in Orchard Core; the rights of review are this program's own.</summary>
/// <remarks>Publish ⇒ Edit ⇒ View, Preview, Clone, Comment; Approve ⇒ Preview, Comment; nothing ⇒ Approve; a full right ⇒ its own form; a right for all types ⇒ for one.</remarks>
public static class PermissionFamilies
{
    /// <summary>All rights on content.</summary>
    public static IReadOnlyList<PermissionFamily> All { get; } =
    [
        new(Permissions.PublishContent, Permissions.PublishOwnContent, "Publish_", "PublishOwn_"),
        new(Permissions.EditContent, Permissions.EditOwnContent, "Edit_", "EditOwn_", Permissions.PublishContent),
        new(Permissions.DeleteContent, Permissions.DeleteOwnContent, "Delete_", "DeleteOwn_"),
        new(Permissions.ViewContent, Permissions.ViewOwnContent, "View_", "ViewOwn_", Permissions.EditContent),
        new(Permissions.PreviewContent, Permissions.PreviewOwnContent, "Preview_", "PreviewOwn_", Permissions.EditContent, Permissions.ApproveContent),
        new(Permissions.CloneContent, Permissions.CloneOwnContent, "Clone_", "CloneOwn_", Permissions.EditContent),
        new(Permissions.ListContent, null, "ListContent_", null),
        new(Permissions.EditContentOwner, null, "EditContentOwner_", null),
        new(Permissions.SubmitContent, null, "Submit_", null),
        new(Permissions.ApproveContent, null, "Approve_", null),
        new(Permissions.AssignReview, null, "AssignReview_", null),
        new(Permissions.WithdrawContent, null, "Withdraw_", null),
        new(Permissions.CommentContent, null, "Comment_", null, Permissions.EditContent, Permissions.ApproveContent),
    ];

    /// <summary>Takes the name of a content permission apart; null when it is none.</summary>
    public static PermissionForm? Parse(string name)
    {
        foreach (var family in All)
        {
            if (name == family.Global || name == family.GlobalOwn)
            {
                return new(family, name == family.GlobalOwn, null);
            }

            if (TypeAfter(name, family.Prefix) is { } type)
            {
                return new(family, false, type);
            }

            if (family.PrefixOwn is not null && TypeAfter(name, family.PrefixOwn) is { } ownType)
            {
                return new(family, true, ownType);
            }
        }

        return null;
    }

    /// <summary>The right and everything that implies it, directly or through others.</summary>
    internal static IEnumerable<PermissionFamily> ThatGive(PermissionFamily family)
    {
        var found = new List<PermissionFamily> { family };
        for (var next = 0; next < found.Count; next++)
        {
            var current = found[next];
            found.AddRange(All.Where(other => current.ImpliedBy.Contains(other.Global) && !found.Contains(other)));
        }

        return found;
    }

    private static string? TypeAfter(string name, string prefix) =>
        name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : null;
}
