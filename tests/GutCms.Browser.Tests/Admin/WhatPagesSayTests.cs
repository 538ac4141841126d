using System.Globalization;
using System.Text.RegularExpressions;
using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>Pages say what is so, and a thing is called the same wherever it stands.</summary>
public sealed class WhatPagesSayTests(SqliteSite site, Chromium chromium) : EditorialTest(site, chromium)
{
    [Fact]
    public async Task Arrows_of_a_series_change_the_order_as_dragging_does_and_save_nothing_by_themselves()
    {
        var person = await Person.AddAsync(Data, "Editor");
        var page = await SignInAsync(person);
        var series = await Drafts.WriteSeriesAsync(page, Drafts.NewTitle("Sleep"));
        string[] titles = [Drafts.NewTitle("First"), Drafts.NewTitle("Second")];
        await Drafts.WriteArticleAsync(page, titles[0], series: series, position: 1);
        await Drafts.WriteArticleAsync(page, titles[1], series: series, position: 2);

        foreach (var script in new[] { true, false })
        {
            var order = script ? page : await SignInAsync(person, "admin", script: false);
            await order.GotoAsync(At($"admin/series/{series}"));
            await Assertions.Expect(order.Locator(".order .row-title")).ToHaveTextAsync(titles);
            await order.GetByRole(AriaRole.Button, new() { Name = $"Move {titles[0]} down" }).FocusAsync();
            await order.Keyboard.PressAsync("Enter");
            await Assertions.Expect(order.Locator(".order .row-title")).ToHaveTextAsync([titles[1], titles[0]]);
            await Assertions.Expect(order.GetByText("This order is not saved yet.")).ToBeVisibleAsync();
            await Assertions.Expect(order.Locator(".order-position").First).ToHaveValueAsync("1");
            if (script)
            {
                await LookAtAsync(order, "series-moved");
            }
        }

        await page.GotoAsync(At($"admin/series/{series}"));
        await Assertions.Expect(page.Locator(".order .row-title")).ToHaveTextAsync(titles);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Move {titles[1]} up" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the positions" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Articles with a new position: 2.");
        await Assertions.Expect(page.Locator(".order .row-title")).ToHaveTextAsync([titles[1], titles[0]]);
    }

    [Fact]
    public async Task Due_date_is_the_same_day_everywhere_and_is_written_as_in_the_readers_country()
    {
        var author = await SignInAsync("Editor");
        var title = Drafts.NewTitle("Due");
        var id = await Drafts.WriteArticleAsync(author, title);
        await author.GotoAsync(At($"admin/review/{id}"));
        await new ReviewPage(author).PullAsync("Submit for review");
        await Assertions.Expect(new ReviewPage(author).Done).ToBeVisibleAsync();

        var devTools = await author.Context.NewCDPSessionAsync(author);
        await devTools.SendAsync("Emulation.setTimezoneOverride", new() { ["timezoneId"] = "Pacific/Auckland" });
        await author.AddInitScriptAsync("Object.defineProperty(navigator, 'languages', { get: () => ['de-AT', 'en-GB', 'en-US'] })");
        await author.GotoAsync(At("admin"));

        var mine = Part(author, "What you submitted").GetByRole(AriaRole.Listitem).Filter(new() { HasText = title });
        await Assertions.Expect(mine).ToContainTextAsync("In review");
        var due = mine.Locator("time");
        var day = DateOnly.ParseExact((await due.GetAttributeAsync("datetime"))!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Assertions.Expect(due).ToHaveTextAsync(new Regex($"^{day.Day} [A-Z][a-z]+ {day.Year}$"));
        await Assertions.Expect(due).Not.ToHaveAttributeAsync("title", new Regex("."));
        await LookAtAsync(author, "dashboard-submitted");
    }

    [Fact]
    public async Task Author_who_sees_only_own_drafts_is_told_what_is_live_and_nothing_about_what_is_not_seen()
    {
        var author = await SignInAsync("Author");

        await Assertions.Expect(Part(author, "Published last").GetByRole(AriaRole.Listitem)).Not.ToHaveCountAsync(0);
        await Assertions.Expect(author.GetByText("Nothing is published yet.")).ToHaveCountAsync(0);
        await Assertions.Expect(author.GetByText("Nothing that you submitted is in review or waits to be published.")).ToBeVisibleAsync();
        await Assertions.Expect(author.GetByText("No decision on a draft that you can see is overdue.")).ToBeVisibleAsync();
        await Part(author, "Published last").GetByRole(AriaRole.Link).First.ClickAsync();
        Assert.DoesNotContain("admin/", author.Url, StringComparison.Ordinal);
        await Assertions.Expect(author.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Block_and_its_buttons_are_called_by_the_heading_that_is_typed()
    {
        var editor = new EditorPageObject(await SignInAsync("Author", "admin/content/new/Article"));
        var block = await editor.AddBlockAsync("Section");
        await Assertions.Expect(block.GetByRole(AriaRole.Button, new() { Name = "Move up: Untitled" })).ToHaveCountAsync(1);
        var heading = block.Locator("[data-title=true]").First;

        await heading.FillAsync("How much");
        foreach (var name in new[] { "Move up: How much", "Move down: How much", "Remove: How much" })
        {
            await Assertions.Expect(block.GetByRole(AriaRole.Button, new() { Name = name, Exact = true })).ToHaveCountAsync(1);
        }

        await Assertions.Expect(editor.Page.GetByRole(AriaRole.Group, new() { Name = "Section: How much", Exact = true })).ToHaveCountAsync(1);
        await heading.FillAsync("");
        await Assertions.Expect(block.GetByRole(AriaRole.Button, new() { Name = "Move up: Untitled" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Source_that_stands_twice_is_named_beside_the_second_until_one_of_them_is_another()
    {
        var editor = new EditorPageObject(await SignInAsync("Author", "admin/content/new/Article"));
        var page = editor.Page;
        for (var i = 0; i < 2; i++)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Add: Reference" }).ClickAsync();
            await Assertions.Expect(page.Locator("[data-form=doi]")).ToHaveCountAsync(i + 1);
        }

        await page.Locator("[data-form=doi]").First.FillAsync("10.5555/abc");
        await page.Locator("[data-form=doi]").Last.FillAsync("https://doi.org/10.5555/ABC");
        await page.Keyboard.PressAsync("Tab");
        var twice = page.GetByText("This DOI stands at an earlier reference too.");
        await Assertions.Expect(twice).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("[data-form=doi]").Last).ToHaveAccessibleDescriptionAsync(new Regex("earlier reference"));
        await LookAtAsync(page, "editor-source-twice");
        await page.Locator("[data-form=doi]").First.FillAsync("10.5555/abd");
        await Assertions.Expect(twice).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Pages_about_ones_own_account_stand_within_the_admin_and_lead_back()
    {
        var person = await Person.AddAsync(Data, "Author");
        var page = await SignInAsync(person);
        foreach (var path in new[] { "account/password", "account/authenticator", "account/sessions", "account/language", "account/passkeys", "account/sign-out" })
        {
            await page.GotoAsync(At(path));
            await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Dashboard" })).ToBeVisibleAsync();
        }

        await page.GotoAsync(At("account/password"));
        await LookAtAsync(page, "account-password");

        var stranger = await OpenAsync(1440);
        Listen(stranger);
        await stranger.GotoAsync(At("account/sign-out"));
        await Assertions.Expect(stranger.Locator(".side")).ToHaveCountAsync(0);
    }

    private static ILocator Part(IPage page, string title) => page.Locator(".dash-part").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = title }) });
}
