using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests;

[Collection<PublicSite>]
public sealed class PublicPagesTests(SqliteSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    [Theory]
    [MemberData(nameof(PublicSite.Pages), MemberType = typeof(PublicSite))]
    public async Task Page_loads_without_a_complaint_of_the_browser(string path, string name)
    {
        var page = await OpenAsync(1440);
        var complaints = PublicSite.Complaints(page, Site, At(path));
        var response = await page.GotoAsync(At(path));
        Assert.Equal(name == "not-found" ? 404 : 200, response!.Status);
        Assert.Empty(complaints);
    }

    [Theory]
    [MemberData(nameof(PublicSite.Pages), MemberType = typeof(PublicSite))]
    public async Task Page_shows_the_same_without_scripts(string path, string name)
    {
        var with = await VisitAsync(path, 768);
        var without = await VisitAsync(path, 768, script: false);
        Assert.Equal(await with.Locator("main").InnerTextAsync(), await without.Locator("main").InnerTextAsync());
        Assert.Equal(0, await with.Locator("script:not([type='application/ld+json'])").CountAsync());
        Assert.NotEmpty(name);
    }

    [Fact]
    public async Task Article_shows_the_given_text_in_its_order()
    {
        var page = await VisitAsync(PublicSite.Article, 1440);
        var shown = await page.Locator("main :is(h1, .lead, .text :is(h2, h3, p, li), .hot :is(h2, .label, h3, .teaser, .more))").AllInnerTextsAsync();

        // Without the furniture of the page that the text came from, and without what HTML says by its elements: blank lines and bullets.
        var given = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "gut-health-and-mental-health.txt"), TestContext.Current.CancellationToken))
            .Select(line => line.TrimStart(' ', '•', '\uFE0F')).Where(line => line.Length > 0).Skip(1);
        Assert.Equal(given, shown);
    }

    [Fact]
    public async Task Article_says_plainly_that_it_was_not_reviewed_here()
    {
        var page = await VisitAsync(PublicSite.Article, 768);
        await Assertions.Expect(page.GetByText("Not reviewed here.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Note, new() { Name = "Disclaimer" })).ToContainTextAsync("educational purposes only");
    }

    [Fact]
    public async Task Stub_says_that_its_text_is_still_to_come()
    {
        var page = await VisitAsync("", 768);
        await page.GetByRole(AriaRole.Link, new() { Name = "Early Warning Signs You Ignore" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The full article is still to come.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("The Subtle Signals Your Body Sends Long Before Disease Appears")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Hot_article_leads_to_its_article_and_to_its_series()
    {
        var page = await VisitAsync(PublicSite.Article, 768);
        await page.GetByRole(AriaRole.Link, new() { Name = "Read More → Burning Feet at Night?" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(At("articles/burning-feet-at-night-check-these-vitamin-deficiencies"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Vitamin Deficiency Symptoms" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Vitamin Deficiency Symptoms");
    }

    [Fact]
    public async Task Search_finds_by_word_and_by_series()
    {
        var page = await VisitAsync("", 1440);
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" }).FillAsync("magnesium");
        await page.GetByLabel("Series", new() { Exact = true }).And(page.Locator("select")).SelectOptionAsync("Mental & Cognitive Health");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Results for “magnesium”" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Show all articles" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(5);
    }
}
