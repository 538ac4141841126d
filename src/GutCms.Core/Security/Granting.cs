using System.Collections.Frozen;

namespace GutCms.Core.Security;

/// <summary>Who may give what. Nobody gives what they do not hold; what may be given stands here and nowhere else.</summary>
public static class Granting
{
    // Not about the content of a type and yet no power: whoever may give a role by its name may give these with it.
    private static readonly FrozenSet<string> Harmless = new[]
    {
        Permissions.AccessAdminPanel, Permissions.AccessContentApi, Permissions.ExecuteGraphQL, Permissions.ViewContentTypes, Permissions.ManageMediaContent,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The permissions that make an administrator: users, roles and policies are theirs.</summary>
    public static FrozenSet<string> OfAdministrators { get; } = new[]
    {
        Permissions.ManageUsers, Permissions.ManageRoles, Permissions.AssignRoleToUsers, Permissions.ManageReviewPolicies,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether somebody is an administrator: may change users, roles and policies, and so confirm what others propose.</summary>
    public static bool IsAdministrator(Actor actor) => OfAdministrators.All(permission => Authorization.Allows(actor, permission));

    /// <summary>Whether a permission gives the right to approve, for all types or for one.</summary>
    public static bool IsApproval(string permission) => PermissionFamilies.Parse(permission)?.Family.Global == Permissions.ApproveContent;

    /// <summary>
    /// Whether the actor may put a permission into a role or take it out: who holds it. The right to approve is held by no administrator, so an administrator may give it; that
    /// it takes two people is said elsewhere (<see cref="GutCms.Core.Reviews.Standing.ReviewStanding"/>). The program itself gives everything.
    /// </summary>
    public static bool MayGivePermission(Actor actor, string permission) =>
        actor.IsSystem || Authorization.Allows(actor, permission) || (IsApproval(permission) && IsAdministrator(actor));

    /// <summary>
    /// Whether the actor may give a role to somebody, or take it: with the right to give it, and holding everything that it gives. Who may give the role by its own name
    /// (<c>AssignRoleToUsers_Author</c>) need not hold its rights on content, but every other power.
    /// </summary>
    /// <param name="actor">Who gives.</param>
    /// <param name="role">Name of the role.</param>
    /// <param name="permissions">What the role gives; empty for a role that does not exist (any more).</param>
    public static bool MayGiveRole(Actor actor, string role, IEnumerable<string> permissions)
    {
        if (actor.IsSystem)
        {
            return true;
        }

        var byName = $"{Permissions.AssignRoleToUsers}_{role}";
        return Authorization.Allows(actor, byName)
            && permissions.All(permission => MayGivePermission(actor, permission) || (actor.Permissions.Contains(byName) && !IsPower(permission)));
    }

    private static bool IsPower(string permission) => PermissionFamilies.Parse(permission) is null && !Harmless.Contains(permission);
}
