using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests;

[Collection<PublicSite>]
public sealed class PublicPagesAccessibilityTests(SqliteSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    [Theory]
    [MemberData(nameof(PublicSite.Pages), MemberType = typeof(PublicSite))]
    public async Task Axe_finds_nothing_in_light_and_dark_and_nothing_scrolls_sideways(string path, string name) => await Look.AtAsync(await VisitAsync(path, 1440), "public-" + name);

    [Fact]
    public async Task Skip_link_is_the_first_stop_and_leads_to_the_content()
    {
        var page = await VisitAsync(PublicSite.Article, 1440);
        var skip = page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" });
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(skip).ToBeFocusedAsync();
        await Assertions.Expect(skip).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Contents" }).GetByRole(AriaRole.Link).First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Tab_visits_header_form_and_list_in_reading_order()
    {
        var page = await VisitAsync("", 1440);
        List<string?> stops = [];
        for (var stop = 0; stop < 8; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            stops.Add(await page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.textContent.trim()"));
        }

        Assert.Equal(["Skip to content", "GutCms", "Articles", "Series", "q", "in", "sort", "Search"], stops);
    }

    [Fact]
    public async Task Focus_is_visible_on_every_stop()
    {
        var page = await VisitAsync("", 1440);
        for (var stop = 0; stop < 12; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            var outline = await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle + ' ' + getComputedStyle(document.activeElement).outlineWidth");
            Assert.Equal("solid 3px", outline);
        }
    }

    [Fact]
    public async Task Contents_lead_to_the_section()
    {
        var page = await VisitAsync(PublicSite.Article, 360);
        await page.GetByText("Contents").And(page.Locator("summary")).PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Frequently Asked Questions" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Frequently Asked Questions" })).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Print_shows_text_and_disclaimer_and_no_furniture()
    {
        var page = await VisitAsync(PublicSite.Article, 768);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.GetByRole(AriaRole.Note, new() { Name = "Disclaimer" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("Hot Articles")).ToBeHiddenAsync();
        await page.PdfAsync(new() { Path = Path.ChangeExtension(Look.Picture("public-article-print"), "pdf") });
    }
}
