using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>On a site of its own, on which nobody has done anything yet.</summary>
public sealed class DashboardTests(SqliteSite site, Chromium chromium) : AdminTest(site, chromium), IClassFixture<SqliteSite>
{
    [Fact]
    public async Task Administrator_is_told_the_first_steps()
    {
        var page = await SignInAsync(Person.Administrator);
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "First steps" })).ToContainTextAsync("of 6 done");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Without references" })).ToBeVisibleAsync();
        await LookAtAsync(page, "dashboard");
    }

    [Fact]
    public async Task Author_is_told_of_own_work_only()
    {
        var page = await SignInAsync("Author");
        await Assertions.Expect(page.GetByText("You have no open drafts.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("First steps")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("Waiting for a decision")).ToHaveCountAsync(0);
    }
}
