using System.Globalization;
using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>What is to come: set in local time, seen where people look, moved by key and by drag, and several items together.</summary>
public sealed class PlanningTests(SqliteSite site, Chromium chromium) : EditorialTest(site, chromium)
{
    [Fact]
    public async Task Publication_is_planned_in_local_time_seen_and_moved_and_the_approval_stays()
    {
        var editor = new ReviewPage(await SignInAsync("Editor"));
        var page = editor.Page;
        var title = Drafts.NewTitle("Plan");
        var id = await ApprovedAsync(page, title);
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("Emulation.setTimezoneOverride", new() { ["timezoneId"] = "Pacific/Auckland" });

        // The browser tells its zone with the first page; the second one is in it.
        await page.GotoAsync(At("admin"));
        await page.GotoAsync(At($"admin/review/{id}/act/schedule"));
        await Assertions.Expect(page.GetByLabel("Time zone")).ToHaveValueAsync("Pacific/Auckland");
        var day = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(40);
        day = new(day.Year, day.Month, 10);
        await page.GetByLabel("Date and time").FillAsync(day.ToString("yyyy-MM-dd'T'09:30", CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "Schedule" }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("Its publication is scheduled.");
        await Assertions.Expect(page.Locator("#next-heading").Locator("..").GetByText("09:30")).ToBeVisibleAsync();
        await page.GotoAsync(At("admin"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Planned" }).Locator("..").GetByRole(AriaRole.Link, new() { Name = title })).ToBeVisibleAsync();
        await page.GotoAsync(At("admin/content?q=" + Uri.EscapeDataString(title)));
        await Assertions.Expect(page.GetByText("Goes live on")).ToBeVisibleAsync();

        await VisitAndLookAsync(page, $"admin/calendar?day={day:yyyy-MM-dd}", "calendar-month");
        var entry = page.GetByRole(AriaRole.Link, new() { Name = title });
        await entry.FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowRight");
        await Assertions.Expect(editor.Done).ToContainTextAsync("It was moved.");
        await Assertions.Expect(Day(page, day.AddDays(1)).GetByRole(AriaRole.Link, new() { Name = title })).ToBeFocusedAsync();
        await entry.DragToAsync(Day(page, day.AddDays(3)));
        await Assertions.Expect(Day(page, day.AddDays(3)).GetByRole(AriaRole.Link, new() { Name = title })).ToContainTextAsync("09:30");
        await page.GetByRole(AriaRole.Link, new() { Name = "UTC", Exact = true }).ClickAsync();
        await Assertions.Expect(Day(page, day.AddDays(2)).GetByRole(AriaRole.Link, new() { Name = title })).ToContainTextAsync("20:30");
        await VisitAndLookAsync(page, $"admin/calendar?view=week&day={day:yyyy-MM-dd}", "calendar-week");
        await VisitAndLookAsync(page, $"admin/calendar?view=list&day={day:yyyy-MM-dd}", "calendar-list");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an address" }).ClickAsync();
        var feed = await page.GetByLabel("Address (iCalendar)").InputValueAsync();
        Assert.Contains(title, await (await page.APIRequest.GetAsync(feed)).TextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "End it" }).ClickAsync();
        Assert.Equal(404, (await page.APIRequest.GetAsync(feed)).Status);

        await page.GotoAsync(At($"admin/review/{id}/act/publish"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).ClickAsync();
        await VisitAndLookAsync(page, $"admin/review/{id}/act/scheduleUnpublish", "act-take-down");
        await page.GetByLabel("Date and time").FillAsync(day.ToString("yyyy-MM-dd'T'08:00", CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "Schedule take-down" }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("It is scheduled to be taken down.");
    }

    [Fact]
    public async Task Release_says_what_is_missing_and_goes_live_as_a_whole()
    {
        var editor = new ReviewPage(await SignInAsync("Editor"));
        var page = editor.Page;
        var (first, second) = (Drafts.NewTitle("Together"), Drafts.NewTitle("Together"));
        await ApprovedAsync(page, first);
        var id = await Drafts.WriteArticleAsync(page, second);
        await page.GotoAsync(At("admin/releases"));
        await page.GetByLabel("Name").FillAsync("Spring");
        await page.GetByRole(AriaRole.Button, new() { Name = "New release" }).ClickAsync();
        foreach (var title in new[] { first, second })
        {
            await page.Locator("#release-q").FillAsync(title);
            await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Search content" }).ClickAsync();
            await page.GetByRole(AriaRole.Checkbox, new() { Name = title }).CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Add what is ticked" }).ClickAsync();
            await Assertions.Expect(editor.Done).ToContainTextAsync("The items were added.");
        }

        await Assertions.Expect(page.GetByText("Not everything in it could go live.")).ToBeVisibleAsync();
        await LookAtAsync(page, "release");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make all live now" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("nothing of the release did");
        var release = page.Url;
        await ApproveAsync(page, id);
        await page.GotoAsync(release);
        await Assertions.Expect(page.GetByText("Everything in it could go live.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make all live now" }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("Everything in the release is live.");
        await VisitAndLookAsync(page, "admin/releases", "releases");

        var waiting = new ReviewPage(page);
        await waiting.OpenAsync(await Drafts.WriteArticleAsync(page, Drafts.NewTitle("Waiting")));
        await waiting.PullAsync("Submit for review");
        await VisitAndLookAsync(page, "admin/workload", "workload");
    }

    private async Task VisitAndLookAsync(IPage page, string path, string name)
    {
        await page.GotoAsync(At(path));
        await LookAtAsync(page, name);
    }

    private static ILocator Day(IPage page, DateTime day) => page.Locator($"[data-cal-day=\"{day:yyyy-MM-dd}\"]");

    private async Task<string> ApprovedAsync(IPage author, string title)
    {
        var id = await Drafts.WriteArticleAsync(author, title);
        await ApproveAsync(author, id);
        return id;
    }

    private async Task ApproveAsync(IPage author, string id)
    {
        var reviewer = await Person.AddAsync(Data, "MedicalReviewer");
        var desk = new ReviewPage(author);
        await desk.OpenAsync(id);
        await desk.PullAsync("Submit for review");
        await new ReviewPage(await SignInAsync(reviewer, $"admin/review/{id}")).ApproveAsync(reviewer.Password);
    }
}
