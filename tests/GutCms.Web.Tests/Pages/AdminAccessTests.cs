using System.Collections.Frozen;
using System.Reflection;
using GutCms.Core.Security;
using GutCms.Web.Pages.Admin;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GutCms.Web.Tests.Pages;

public sealed class AdminAccessTests
{
    [Fact]
    public void Every_page_of_the_admin_names_its_permission()
    {
        var pages = typeof(AdminPage).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith(typeof(AdminPage).Namespace!, StringComparison.Ordinal) == true && type.IsSubclassOf(typeof(PageModel)) && !type.IsAbstract)
            .ToList();

        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.NotNull(page.GetCustomAttribute<AdminPermissionAttribute>()));
        Assert.All(pages, page => Assert.True(page.IsSubclassOf(typeof(AdminPage))));
    }

    [Theory]
    [InlineData(true, Permissions.EditContent)]
    [InlineData(true, Permissions.EditOwnContent)]
    [InlineData(true, "Edit_Article")]
    [InlineData(true, "EditOwn_Article")]
    [InlineData(true, Permissions.PublishContent)]
    [InlineData(false, Permissions.ListContent)]
    [InlineData(false, Permissions.ApproveContent)]
    public void Opens_for_whoever_holds_the_permission_in_any_form(bool opens, string held) =>
        Assert.Equal(opens, new AdminPermissionAttribute(Permissions.EditOwnContent).Admits(Person(Permissions.AccessAdminPanel, held)));

    [Fact]
    public void Stays_closed_when_the_admin_may_not_be_entered() =>
        Assert.False(new AdminPermissionAttribute(Permissions.EditContent).Admits(Person(Permissions.EditContent)));

    [Fact]
    public void Stays_closed_for_programs()
    {
        var permission = new AdminPermissionAttribute();

        Assert.True(permission.Admits(Person(Permissions.AccessAdminPanel)));
        Assert.False(permission.Admits(Person(Permissions.AccessAdminPanel) with { IsClient = true }));
        Assert.False(permission.Admits(Actor.System));
        Assert.False(permission.Admits(Actor.Anonymous));
    }

    private static Actor Person(params string[] permissions) => new("u1", "ada") { Permissions = permissions.ToFrozenSet(StringComparer.Ordinal) };
}
