using GutCms.Core.Security;
using GutCms.Web.Features.Roles;

namespace GutCms.Web.Tests.Pages;

public sealed class PermissionGroupsTests
{
    [Fact]
    public void Every_permission_stands_in_one_group() => Assert.Equal(Permissions.All.Order(StringComparer.Ordinal), PermissionGroups.All.SelectMany(group => group.Permissions).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_right_on_content_is_offered_for_one_type_too()
    {
        var offered = PermissionGroups.OfType("Article");
        Assert.All(offered, permission => Assert.True(Permissions.IsKnown(permission)));
        Assert.Equal(offered.Count, offered.Distinct().Count());
        Assert.Contains("EditOwn_Article", offered);
    }
}
