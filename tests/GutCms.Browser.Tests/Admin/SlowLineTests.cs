using System.Text.RegularExpressions;
using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>A page whose script comes late: what stands already does not move when it runs, so that nobody clicks on another row than he meant.</summary>
public sealed partial class SlowLineTests(SqliteSite site, Chromium chromium) : AdminTest(site, chromium)
{
    [Theory]
    [InlineData("admin/audit")]
    [InlineData("admin/content")]
    public async Task Rows_stay_where_they_are_when_the_script_runs(string path)
    {
        var page = await SignInAsync(Person.Administrator, path);
        var late = new TaskCompletionSource();
        await page.RouteAsync(AdminScript(), async route =>
        {
            await late.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(At(path), new() { WaitUntil = WaitUntilState.Commit });
        var time = page.Locator("time[data-show]").Last;
        var written = await time.InnerTextAsync();
        await Look.ShiftAsync(page);
        late.SetResult();
        await page.WaitForLoadStateAsync();
        await Assertions.Expect(time).Not.ToHaveTextAsync(written);
        var shift = await Look.ShiftAsync(page);
        Assert.True(shift < Look.MaxShift / 100, $"{path} moves by {shift:0.0000} when its script runs.");
    }

    [GeneratedRegex(@"/admin/admin[^/]*\.js(\?|$)")]
    private static partial Regex AdminScript();
}
