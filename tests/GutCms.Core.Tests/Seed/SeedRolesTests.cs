using GutCms.Core.Security;

namespace GutCms.Core.Tests.Seed;

public sealed class SeedRolesTests
{
    private static readonly Dictionary<string, string[]> Roles = SeedRecipes.Steps("Roles").Single()["Roles"]!.AsArray()
        .ToDictionary(role => (string)role!["Name"]!, role => role!["Permissions"]!.AsArray().Select(permission => (string)permission!).ToArray());

    [Fact]
    public void Only_a_medical_reviewer_may_approve() =>
        Assert.Equal(["MedicalReviewer"], Roles.Where(role => role.Value.Contains("ApproveContent")).Select(role => role.Key));

    [Fact]
    public void A_medical_reviewer_cannot_edit() =>
        // Publishing implies editing in Orchard Core, so neither right may be there in any form.
        Assert.DoesNotContain(Roles["MedicalReviewer"], permission => permission.StartsWith("Edit", StringComparison.Ordinal) || permission.StartsWith("Publish", StringComparison.Ordinal));

    [Theory]
    [InlineData("Author", "SubmitContent")]
    [InlineData("Author", "EditOwnContent")]
    [InlineData("Editor", "PublishContent")]
    [InlineData("Editor", "AssignReview")]
    [InlineData("MedicalReviewer", "PreviewContent")]
    [InlineData("Administrator", "ManageUsers")]
    [InlineData("Delivery", "ViewContent")]
    public void Role_holds_the_permission(string role, string permission) => Assert.Contains(permission, Roles[role]);

    [Theory]
    [InlineData("Author", "EditContent")]
    [InlineData("Author", "PublishOwnContent")]
    [InlineData("Author", "PublishContent")]
    [InlineData("Editor", "ManageUsers")]
    [InlineData("Delivery", "PreviewContent")]
    [InlineData("Delivery", "AccessAdminPanel")]
    public void Role_lacks_the_permission(string role, string permission) => Assert.DoesNotContain(permission, Roles[role]);

    [Fact]
    public void Every_permission_means_something_here() => Assert.All(Roles.Values.SelectMany(permissions => permissions), permission => Assert.True(Permissions.IsKnown(permission), permission));

    [Fact]
    public void Rights_that_a_site_gave_itself_are_left_alone() =>
        Assert.All(SeedRecipes.Steps("Roles").Single()["Roles"]!.AsArray(), role => Assert.Equal("Add", (string?)role!["PermissionBehavior"]));
}
