using System.Collections.Frozen;
using GutCms.Core.Security;

namespace GutCms.Core.Tests.Security;

public sealed class GrantingTests
{
    private static readonly Actor Administrator = Holding([.. Granting.OfAdministrators]);

    [Theory]
    [InlineData(Permissions.ManageRoles, true)]
    [InlineData(Permissions.SiteOwner, false)]
    [InlineData(Permissions.ManageUsers, false)]
    [InlineData(Permissions.ApproveContent, false)]
    [InlineData("Approve_Article", false)]
    [InlineData("AssignRoleToUsers_Author", false)]
    [InlineData(Permissions.ViewContent, false)]
    public void Who_manages_roles_gives_only_what_they_hold(string permission, bool may) =>
        Assert.Equal(may, Granting.MayGivePermission(Holding(Permissions.ManageRoles), permission));

    [Fact]
    public void Administrators_give_the_right_to_approve_and_owners_everything()
    {
        Assert.True(Granting.MayGivePermission(Administrator, Permissions.ApproveContent));
        Assert.False(Granting.MayGivePermission(Administrator, Permissions.SiteOwner));
        Assert.True(Granting.MayGivePermission(Holding(Permissions.SiteOwner), Permissions.ManageSigningKeys));
        Assert.True(Granting.MayGivePermission(Holding(Permissions.SiteOwner), Permissions.ApproveContent));
        Assert.True(Granting.MayGivePermission(Actor.System, Permissions.ApproveContent));
    }

    [Fact]
    public void A_role_is_given_by_whoever_may_give_it_and_holds_what_it_gives()
    {
        Assert.True(Granting.MayGiveRole(Holding(Permissions.AssignRoleToUsers, Permissions.EditContent), "Editor", [Permissions.EditContent]));
        Assert.False(Granting.MayGiveRole(Holding(Permissions.EditContent), "Editor", [Permissions.EditContent]));
        Assert.False(Granting.MayGiveRole(Holding(Permissions.AssignRoleToUsers), "Editor", [Permissions.EditContent]));
        Assert.False(Granting.MayGiveRole(Holding(Permissions.AssignRoleToUsers), "Owner", [Permissions.SiteOwner]));
        Assert.True(Granting.MayGiveRole(Administrator, "Reviewer", [Permissions.ApproveContent]));
        Assert.True(Granting.MayGiveRole(Actor.System, "Owner", [Permissions.SiteOwner]));
    }

    [Fact]
    public void The_right_to_give_one_role_by_name_covers_content_and_no_other_power()
    {
        var manager = Holding("AssignRoleToUsers_Author");

        Assert.True(Granting.MayGiveRole(manager, "Author", [Permissions.EditOwnContent, Permissions.AccessAdminPanel, Permissions.ManageMediaContent]));
        Assert.False(Granting.MayGiveRole(manager, "Editor", [Permissions.EditOwnContent]));
        Assert.False(Granting.MayGiveRole(manager, "author", [Permissions.EditOwnContent]));
        Assert.False(Granting.MayGiveRole(manager, "Author", [Permissions.EditOwnContent, Permissions.ManageUsers]));
        Assert.False(Granting.MayGiveRole(manager, "Author", ["AssignRoleToUsers_Administrator"]));
    }

    private static Actor Holding(params string[] permissions) => new("id", "name") { Permissions = permissions.ToFrozenSet(StringComparer.Ordinal) };
}
