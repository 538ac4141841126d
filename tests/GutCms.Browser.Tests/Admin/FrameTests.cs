using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

public sealed class FrameTests(SqliteSite site, Chromium chromium) : AdminTest(site, chromium)
{
    [Fact]
    public async Task Stranger_signs_in_and_comes_back_to_the_page_that_was_asked_for()
    {
        var page = await SignInAsync(Person.Administrator, "admin?type=Article");
        await Assertions.Expect(page).ToHaveURLAsync(At("admin?type=Article"));
    }

    [Fact]
    public async Task Theme_stays_chosen_without_a_script()
    {
        var page = await SignInAsync(Person.Administrator, script: false);
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "auto");
        await page.Locator("summary").Filter(new() { HasText = "admin" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await page.GotoAsync(At("admin"));
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");
    }

    [Fact]
    public async Task Auto_theme_is_the_dark_theme_when_the_system_is_dark()
    {
        var page = await SignInAsync(Person.Administrator);
        const string ground = "getComputedStyle(document.body).backgroundColor";
        var light = await page.EvaluateAsync<string>(ground);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var auto = await page.EvaluateAsync<string>(ground);
        await page.EvaluateAsync("document.documentElement.dataset.bsTheme = 'dark'");
        Assert.NotEqual(light, auto);
        Assert.Equal(await page.EvaluateAsync<string>(ground), auto);
    }

    [Fact]
    public async Task Skip_link_is_the_first_stop_and_leads_to_the_content()
    {
        var page = await SignInAsync(Person.Administrator);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Menu_opens_on_a_small_screen_without_a_script()
    {
        var page = await SignInAsync(Person.Administrator, width: 360, script: false);
        var navigation = page.GetByRole(AriaRole.Navigation, new() { Name = "Main" });
        await Assertions.Expect(navigation).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        await navigation.GetByRole(AriaRole.Link, new() { Name = "Dashboard" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(At("admin"));
    }

    [Fact]
    public async Task Question_mark_shows_the_keys()
    {
        var page = await SignInAsync(Person.Administrator);
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Search content" })).ToBeFocusedAsync();
    }
}
