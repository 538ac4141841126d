using System.Collections.Frozen;
using GutCms.Core.Security;

namespace GutCms.Core.Tests.Security;

public sealed class AuthorizationTests
{
    [Theory]
    [InlineData("PublishContent", "EditContent", true)]
    [InlineData("PublishContent", "ViewContent", true)]
    [InlineData("PublishContent", "PreviewContent", true)]
    [InlineData("PublishContent", "CloneContent", true)]
    [InlineData("PublishContent", "CommentContent", true)]
    [InlineData("PublishContent", "DeleteContent", false)]
    [InlineData("PublishContent", "SubmitContent", false)]
    [InlineData("PublishContent", "ApproveContent", false)]
    [InlineData("EditContent", "ViewContent", true)]
    [InlineData("EditContent", "PublishContent", false)]
    [InlineData("ViewContent", "PreviewContent", false)]
    [InlineData("ApproveContent", "PreviewContent", true)]
    [InlineData("ApproveContent", "CommentContent", true)]
    [InlineData("ApproveContent", "EditContent", false)]
    [InlineData("ApproveContent", "PublishContent", false)]
    [InlineData("SiteOwner", "PublishContent", true)]
    [InlineData("SiteOwner", "ManageUsers", true)]
    [InlineData("SiteOwner", "ApproveContent", false)]
    [InlineData("SubmitContent", "ApproveContent", false)]
    [InlineData("Publish_Article", "Edit_Article", true)]
    [InlineData("Publish_Article", "EditContent", true)]
    [InlineData("Publish_Series", "EditContent", false)]
    [InlineData("Approve_Article", "ApproveContent", true)]
    [InlineData("Approve_Series", "ApproveContent", false)]
    [InlineData("EditOwnContent", "EditContent", false)]
    [InlineData("ManageUsers", "ManageRoles", false)]
    [InlineData("EditContentTypes", "ViewContentTypes", true)]
    [InlineData("AssignRoleToUsers", "AssignRoleToUsers_Editor", true)]
    [InlineData("AssignRoleToUsers_Editor", "AssignRoleToUsers_Administrator", false)]
    [InlineData("EditContent", "Nonsense", false)]
    [InlineData("Nonsense", "Nonsense", false)]
    public void Permission_implies_or_not(string held, string asked, bool expected) =>
        Assert.Equal(expected, Authorization.Allows(With(held), asked, asked is "ManageUsers" or "ManageRoles" ? null : "Article", "somebody"));

    [Theory]
    [InlineData("EditOwnContent", "EditContent", true)]
    [InlineData("EditOwnContent", "PreviewContent", true)]
    [InlineData("EditOwn_Article", "EditContent", true)]
    [InlineData("EditOwn_Series", "EditContent", false)]
    [InlineData("PublishOwnContent", "ViewContent", true)]
    [InlineData("PublishOwnContent", "DeleteContent", false)]
    [InlineData("EditContent", "EditOwnContent", true)]
    [InlineData("PublishOwnContent", "ApproveContent", false)]
    public void Permission_on_own_content_counts_for_the_owner(string held, string asked, bool expected)
    {
        Assert.Equal(expected, Authorization.Allows(With(held), asked, "Article", "me"));
        Assert.Equal(expected && held == "EditContent", Authorization.Allows(With(held), asked == "EditOwnContent" ? "EditContent" : asked, "Article", "somebody"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Content_of_nobody_is_nobodys_own(string? owner) => Assert.False(Authorization.Allows(With("EditOwnContent") with { UserId = "" }, "EditContent", "Article", owner));

    [Fact]
    public void Right_for_one_type_is_none_for_all_types()
    {
        Assert.False(Authorization.Allows(With("Edit_Article"), "EditContent"));
        Assert.True(Authorization.Allows(With("EditContent"), "Edit_Article"));
        Assert.False(Authorization.Allows(With("Edit_Article"), "Edit_Article", "Series"));
    }

    [Fact]
    public void Program_may_everything_but_approve()
    {
        Assert.All(Permissions.All, permission => Assert.Equal(permission != Permissions.ApproveContent, Authorization.Allows(Actor.System, permission, "Article")));
        Assert.False(Authorization.Allows(Actor.System, "Approve_Article", "Article"));
        Assert.All(Permissions.All, permission => Assert.False(Authorization.Allows(Actor.Anonymous, permission, "Article")));
    }

    [Theory]
    [InlineData("PublishContent", true)]
    [InlineData("EditOwn_Article", true)]
    [InlineData("Approve_Article", true)]
    [InlineData("ListContent_Article", true)]
    [InlineData("EditContentOwner_Article", true)]
    [InlineData("AssignRoleToUsers_Editor", true)]
    [InlineData("ManageApplications", true)]
    [InlineData("publishcontent", false)]
    [InlineData("Publish_", false)]
    [InlineData("AssignRoleToUsers_", false)]
    [InlineData("FlyContent", false)]
    [InlineData("", false)]
    public void Name_is_known_or_not(string name, bool expected) => Assert.Equal(expected, Permissions.IsKnown(name));

    [Fact]
    public void Permissions_of_the_shipped_roles_are_known() =>
        Assert.All(GutCms.Core.Tests.Seed.SeedRecipes.Steps("Roles").Single()["Roles"]!.AsArray().SelectMany(role => role!["Permissions"]!.AsArray()), permission => Assert.True(Permissions.IsKnown((string)permission!)));

    [Fact]
    public void Name_for_a_type_follows_the_pattern()
    {
        Assert.Equal("Publish_Article", Permissions.ForType("PublishContent", "Article"));
        Assert.Equal("EditOwn_Article", Permissions.ForType("EditOwnContent", "Article"));
        Assert.Throws<ArgumentException>(() => Permissions.ForType("ManageUsers", "Article"));
    }

    private static Actor With(params string[] permissions) => new("me", "me") { Permissions = permissions.ToFrozenSet() };
}
