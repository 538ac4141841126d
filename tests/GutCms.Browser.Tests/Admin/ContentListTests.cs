using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

public sealed class ContentListTests(SqliteSite site, Chromium chromium) : AdminTest(site, chromium)
{
    private const string Article = "Early Warning Signs You Ignore";
    private const string Series = "Symptom Decoder Series";

    [Fact]
    public async Task Filter_is_kept_under_a_name_and_is_there_in_another_browser()
    {
        var editor = await Person.AddAsync(Data, "Editor");
        var page = await SignInAsync(editor, "admin/content");
        await page.GetByLabel("Type").SelectOptionAsync("Series");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("type=Series"));
        await page.GetByText("Keep this filter").ClickAsync();
        await page.GetByLabel("Name of the filter").FillAsync("All the series");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("All the series");

        var elsewhere = await SignInAsync(editor, "admin/content", script: false);
        await elsewhere.GetByRole(AriaRole.Link, new() { Name = "All the series", Exact = true }).ClickAsync();
        await Assertions.Expect(elsewhere.GetByRole(AriaRole.Link, new() { Name = Series })).ToBeVisibleAsync();
        await Assertions.Expect(elsewhere.GetByRole(AriaRole.Link, new() { Name = Article })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Rows_are_moved_through_selected_and_opened_by_keyboard()
    {
        var page = await SignInAsync("Editor", "admin/content?sort=title");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.Locator("[data-open]").Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.Locator("[data-row] input").Nth(1)).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByText("1 selected")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("k");
        await Assertions.Expect(page.Locator("[data-open]").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Search content" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Several_items_at_once_are_told_apart_when_one_is_refused()
    {
        await Person.AddAsync(Data, "MedicalReviewer");
        var page = await SignInAsync(await Person.AddAsync(Data, "Editor"), "admin/content", script: false);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select " + Series }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit for review" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 of 1 done" })).ToBeVisibleAsync();

        // The series is in review now, so that it cannot be submitted once more.
        await page.GotoAsync(At("admin/content"));
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select " + Article }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select " + Series }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit for review" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 of 2 done" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#bulk-result")).ToContainTextAsync(Article + ": submitted for review.");

        await page.GotoAsync(At("admin/content?state=inReview"));
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = Article })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Author_sees_own_content_only_and_is_told_how_to_begin()
    {
        var page = await SignInAsync("Author", "admin/content");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No content yet" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = Article })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task List_is_accessible_in_both_themes_at_every_width() =>
        await LookAtAsync(await SignInAsync(Person.Administrator, "admin/content?q=vitamin"), "content");
}
