using System.Text;
using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

public sealed class FromFileTests(SqliteSite site, Chromium chromium) : AdminTest(site, chromium)
{
    [Fact]
    public async Task Document_is_shown_beside_its_draft_with_what_is_left_out()
    {
        var page = await SignInAsync("Author", "admin/content");
        await page.Locator(".page-actions details.menu > summary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "From a file" }).ClickAsync();
        await LookAtAsync(page, "from-file");
        await ReadAsync(page, "old.doc", "%PDF-1.7");
        await Assertions.Expect(page.GetByText("Files of this form are not read.").First).ToBeVisibleAsync();

        await ReadAsync(page, "sleep.html", Document(Drafts.NewTitle("Sleep and the gut")));
        var original = page.GetByRole(AriaRole.Region, new() { Name = "The document" });
        var draft = page.GetByRole(AriaRole.Region, new() { Name = "The draft" });
        await Assertions.Expect(original.Locator("del").First).ToContainTextAsync("or more");
        await Assertions.Expect(draft).Not.ToContainTextAsync("or more");
        await Assertions.Expect(draft.GetByRole(AriaRole.Heading, new() { Name = "How long?" })).ToBeVisibleAsync();
        await Assertions.Expect(draft).ToContainTextAsync("DOI 10.5555/sleep");
        await Assertions.Expect(page.Locator(".from-file-losses")).ToContainTextAsync("A deleted passage");
        await LookAtAsync(page, "from-file-look");
    }

    [Fact]
    public async Task Document_is_saved_as_a_draft_without_scripts()
    {
        var page = await SignInAsync(Person.Administrator, "admin/content/from-file", script: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Choose a file.").First).ToBeVisibleAsync();
        var title = Drafts.NewTitle("Plain sleep");
        await ReadAsync(page, "sleep.html", Document(title));

        await page.Locator("#disclaimer").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as draft" }).ClickAsync();

        await Assertions.Expect(page.Locator(".note-done")).ToContainTextAsync("The document is saved as a draft.");
        await page.GotoAsync(At("admin/content?q=" + Uri.EscapeDataString(title)));
        await Assertions.Expect(page.Locator("[data-row]")).ToContainTextAsync("Draft");
    }

    [Fact]
    public async Task Of_an_export_the_chosen_articles_are_saved()
    {
        var page = await SignInAsync(Person.Administrator, "admin/content/from-file");
        var (first, second) = (Drafts.NewTitle("First post"), Drafts.NewTitle("Second post"));
        await ReadAsync(page, "site.xml", $"""
            <rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
            <item><title>{first}</title><content:encoded><![CDATA[<p>One.</p>]]></content:encoded><wp:post_type>post</wp:post_type></item>
            <item><title>{second}</title><content:encoded><![CDATA[<p>Two.</p>]]></content:encoded><wp:post_type>post</wp:post_type></item>
            <item><title>Logo</title><wp:post_type>attachment</wp:post_type></item></channel></rss>
            """);
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Left out of the file, and why" })).ToContainTextAsync("Logo (attachment)");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = first }).UncheckAsync();
        await LookAtAsync(page, "from-file-many");
        await page.Locator("#disclaimer").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the chosen ones as drafts" }).ClickAsync();

        await Assertions.Expect(page.Locator(".note-done")).ToContainTextAsync("The document is saved as a draft.");
        await page.GotoAsync(At("admin/content?q=" + Uri.EscapeDataString(first)));
        await Assertions.Expect(page.Locator("[data-row]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Whoever_may_not_write_articles_finds_no_such_page()
    {
        var reviewer = await Person.AddAsync(Data, "MedicalReviewer");
        var page = await SignInAsync(reviewer, "admin");

        Assert.Equal(403, (await page.GotoAsync(At("admin/content/from-file")))!.Status);
    }

    private static string Document(string title) => $"""
        <html lang="en"><body><h1>{title}</h1><h2>Why it matters</h2><p>About 10<sup>6</sup> cells<del> or more</del> sleep.</p><img src="gut.png" alt="The gut at night"><h2>FAQ</h2><h3>How long?</h3><p>Eight hours.</p>
        <h2>References</h2><ol><li>Doe J. Sleep. 2020. <a href="https://doi.org/10.5555/sleep">Link</a></li></ol></body></html>
        """;

    private static async Task ReadAsync(IPage page, string name, string text)
    {
        if (await page.GetByRole(AriaRole.Link, new() { Name = "Another file" }).CountAsync() > 0)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Another file" }).ClickAsync();
        }

        await page.GetByLabel("Document", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = Encoding.UTF8.GetBytes(text) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it" }).ClickAsync();
    }
}
