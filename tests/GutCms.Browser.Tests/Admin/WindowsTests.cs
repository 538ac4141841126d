using System.Text.RegularExpressions;
using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>The editor in small, zoomed and wide windows, and the site's own look.</summary>
public sealed class WindowsTests(SqliteSite site, Chromium chromium) : EditorialTest(site, chromium)
{
    private static readonly string Long = string.Concat(Enumerable.Range(1, 40).Select(number => $"<p>Paragraph {number} about magnesium and sleep, long enough to fill more than one line of the preview.</p>"));

    [Fact]
    public async Task Preview_follows_the_block_that_is_written()
    {
        var page = await SignInAsync("Author");
        var id = await Drafts.WriteArticleAsync(page, Drafts.NewTitle("Followed"), Long);
        await page.GotoAsync(At($"admin/content/{id}/edit"));
        var editor = new EditorPageObject(page);
        var preview = page.FrameLocator("#preview-frame");
        await Assertions.Expect(preview.GetByRole(AriaRole.Heading, new() { Name = "Dose" })).ToBeVisibleAsync();
        var section = await editor.AddBlockAsync("Section");
        await section.GetByLabel("Heading (required)").FillAsync("Far below");
        await Assertions.Expect(preview.GetByRole(AriaRole.Heading, new() { Name = "Far below" })).ToBeInViewportAsync();
        await editor.Title.ClickAsync();
        await Assertions.Expect(preview.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeInViewportAsync();
        await Assertions.Expect(preview.GetByRole(AriaRole.Heading, new() { Name = "Far below" })).Not.ToBeInViewportAsync();
    }

    [Theory]
    [InlineData(320, 256)]
    [InlineData(640, 360)]
    [InlineData(390, 844)]
    public async Task In_a_small_or_zoomed_window_bars_hide_nothing_that_has_the_focus_and_save_is_in_reach(int width, int height)
    {
        var page = await SignInAsync("Author");
        var id = await Drafts.WriteArticleAsync(page, Drafts.NewTitle("Zoomed"), Long);
        await page.SetViewportSizeAsync(width, height);
        await page.GotoAsync(At($"admin/content/{id}/edit"));
        var editor = new EditorPageObject(page);
        await Assertions.Expect(page.Locator(".rich-text").First).ToBeVisibleAsync();
        await page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await Assertions.Expect(page.Locator("#save")).ToBeInViewportAsync(new() { Ratio = 1 });

        await page.Locator("main").FocusAsync();
        for (var stop = 0; stop < 25; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.Equal("", await page.EvaluateAsync<string>(
                """
                () => {
                  const [here, box] = [document.activeElement, document.activeElement.getBoundingClientRect()];
                  // Of what is larger than the window, the part within it.
                  const [left, top, right, bottom] = [Math.max(0, box.left), Math.max(0, box.top), Math.min(innerWidth, box.right), Math.min(innerHeight, box.bottom)];
                  const points = [[0.5, 0.5], [0.05, 0.1], [0.95, 0.1], [0.05, 0.9], [0.95, 0.9]].map(([x, y]) => document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y));
                  return here === document.body || points.some(point => point && (here.contains(point) || point.contains(here))) ? '' : here.outerHTML.slice(0, 200);
                }
                """));
        }

        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await editor.Title.FillAsync(Drafts.NewTitle("Zoomed and saved"));
        await editor.SaveAsync();
        if (width == 390)
        {
            await LookAtAsync(page, "editor-phone");
        }
    }

    [Fact]
    public async Task Bar_of_the_admin_is_one_row_on_a_phone_and_its_search_takes_the_row_while_it_is_used()
    {
        var page = await SignInAsync(Person.Administrator, width: 360);
        var search = page.GetByRole(AriaRole.Searchbox, new() { Name = "Search content" });
        var bar = (await page.Locator(".bar").BoundingBoxAsync())!;

        Assert.InRange(bar.Height, 40, 66);
        await search.FocusAsync();
        Assert.InRange((await search.BoundingBoxAsync())!.Width, 300, 360);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "New", Exact = true })).ToBeFocusedAsync();
        Assert.Equal(bar.Height, (await page.Locator(".bar").BoundingBoxAsync())!.Height);
        await LookAtAsync(page, "bar-phone");
    }

    [Fact]
    public async Task Site_looks_as_its_settings_say_with_a_logo_that_was_uploaded()
    {
        var page = await SignInAsync(Person.Administrator, "admin/settings");
        try
        {
            await page.GetByLabel("Picture", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "logo.svg", MimeType = "image/svg+xml", Buffer = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"><circle cx=\"2\" cy=\"2\" r=\"2\" fill=\"#0c5a54\"/></svg>"u8.ToArray() });
            await page.GetByRole(AriaRole.Button, new() { Name = "Upload" }).ClickAsync();
            await Assertions.Expect(page.GetByText("The logo was changed.")).ToBeVisibleAsync();
            await page.Locator("[name=\"Values[GutCms:Look:Name]\"]").FillAsync("Clinic by the lake");
            await page.Locator("[name=\"Values[GutCms:Look:Colour]\"]").FillAsync("#7a1f5c");
            await page.Locator("[name=\"Values[GutCms:Look:FooterLinks]\"]").FillAsync("Imprint = /");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save the settings" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "The logo as it is now" })).ToBeVisibleAsync();
            await LookAtAsync(page, "settings-look");

            await page.GotoAsync(At(""));
            Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('header img').naturalWidth > 0"));
            await Assertions.Expect(page).ToHaveTitleAsync(new Regex("^Clinic by the lake"));
            await Assertions.Expect(page.GetByRole(AriaRole.Contentinfo).GetByRole(AriaRole.Link, new() { Name = "Imprint" })).ToBeVisibleAsync();
            await LookAtAsync(page, "own-look");
        }
        finally
        {
            foreach (var key in new[] { "Name", "Colour", "FooterLinks", "Logo" })
            {
                await page.GotoAsync(At("admin/settings"));
                var reset = page.Locator($"button[name=reset][value=\"GutCms:Look:{key}\"]");
                if (await reset.CountAsync() > 0)
                {
                    await reset.ClickAsync();
                    await Assertions.Expect(reset).ToHaveCountAsync(0);
                }
            }
        }
    }

    [Fact]
    public async Task List_of_repeated_sources_gives_way_to_the_notes_at_the_fields_also_after_a_save_in_place()
    {
        var person = await Person.AddAsync(Data, "Author");
        var editor = new EditorPageObject(await SignInAsync(person, "admin/content/new/Article"));
        var page = editor.Page;
        await editor.Title.FillAsync(Drafts.NewTitle("Cited twice"));
        for (var i = 0; i < 2; i++)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Add: Reference" }).ClickAsync();
            await page.Locator("[data-form=doi]").Nth(i).FillAsync("10.5555/abc");
        }

        var twice = page.GetByText("This DOI stands at an earlier reference too.");
        await Assertions.Expect(twice).ToHaveCountAsync(1);
        await editor.SaveAsync();
        await Assertions.Expect(twice).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#repeated")).ToHaveCountAsync(0);
        await page.Locator("[data-form=doi]").First.FillAsync("10.5555/other");
        await Assertions.Expect(twice).ToHaveCountAsync(0);
        await editor.SaveAsync();
        await Assertions.Expect(twice).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#repeated")).ToHaveCountAsync(0);
    }
}
