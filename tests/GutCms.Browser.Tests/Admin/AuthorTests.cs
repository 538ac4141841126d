using System.Text.RegularExpressions;
using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

public sealed partial class AuthorTests(SqliteSite site, Chromium chromium) : AdminTest(site, chromium)
{
    private const string Disclaimer = "For educational purposes only";

    [Fact]
    public async Task Author_drafts_an_article_and_submits_it()
    {
        await Person.AddAsync(Data, "MedicalReviewer");
        var page = await SignInAsync("Author", "admin/content/new/Article");
        var editor = new EditorPageObject(page);
        await editor.Title.FillAsync("Ginger and Nausea: What Is Known");
        await Assertions.Expect(editor.Field("Address")).ToHaveAttributeAsync("placeholder", "articles/ginger-and-nausea-what-is-known");
        await editor.PickAsync("Disclaimer", Disclaimer);
        var section = await editor.AddBlockAsync("Section");
        await section.GetByLabel("Heading (required)").FillAsync("What it is");
        await section.GetByRole(AriaRole.Textbox, new() { Name = "Text" }).FillAsync("A root.");
        await Assertions.Expect(page.FrameLocator("#preview-frame").GetByText("A root.")).ToBeVisibleAsync();
        await AddReferenceAsync(page);

        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(editor.Done).ToContainTextAsync("Saved as a draft.");
        await Assertions.Expect(editor.Field("Address")).ToHaveValueAsync("articles/ginger-and-nausea-what-is-known");
        await Assertions.Expect(page.GetByText("Why it cannot be published yet")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit for review" }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("Saved and submitted for review.");
        await Assertions.Expect(page.Locator(".editor-top .badge-state").First).ToHaveTextAsync("In review");
    }

    [Fact]
    public async Task Faults_stand_at_their_fields_and_nothing_written_is_lost()
    {
        var page = await SignInAsync("Author", "admin/content/new/Article");
        var editor = new EditorPageObject(page);
        await editor.Title.FillAsync("An article without a disclaimer");
        await editor.OpenDetailsAsync();
        await editor.Field("Excerpt").FillAsync(new string('x', 301));
        await page.Locator("#save").ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Excerpt has 301 characters");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).Not.ToContainTextAsync("Disclaimer is required.");
        await Assertions.Expect(editor.Field("Excerpt")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(editor.Title).ToHaveValueAsync("An article without a disclaimer");
        await Assertions.Expect(editor.Unsaved).ToBeVisibleAsync();
        await LookAtAsync(page, "editor-faults");
    }

    [Fact]
    public async Task Incomplete_draft_is_kept_and_what_it_lacks_is_asked_for_at_submission_with_the_cursor_in_it()
    {
        var page = await SignInAsync("Author", "admin/content/new/Article");
        var editor = new EditorPageObject(page);
        await (await editor.AddBlockAsync("Section")).GetByRole(AriaRole.Textbox, new() { Name = "Text" }).FillAsync("Words come first.");
        await editor.SaveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit for review" }).ClickAsync();
        var lacks = page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(lacks).ToContainTextAsync("Before it is submitted or published, it needs:");
        await LookAtAsync(page, "editor-missing");
        foreach (var (link, field) in (IEnumerable<(ILocator Link, ILocator Field)>)
        [
            (lacks.GetByRole(AriaRole.Link, new() { Name = "The title is required." }), editor.Title),
            (lacks.GetByRole(AriaRole.Link, new() { Name = "Disclaimer is required." }), editor.Search("Disclaimer")),
            (lacks.GetByRole(AriaRole.Link, new() { Name = "Heading is required." }), editor.Blocks.First.GetByLabel("Heading (required)")),
        ])
        {
            await link.ClickAsync();
            await Assertions.Expect(field).ToBeFocusedAsync();
            Assert.True(await field.EvaluateAsync<bool>("field => { const { top, bottom } = field.getBoundingClientRect(); const bar = document.querySelector('.editor-top').getBoundingClientRect().bottom; return top >= bar && bottom <= innerHeight; }"));
        }
    }

    [Fact]
    public async Task Blocks_are_moved_by_key_and_come_back_when_removed()
    {
        var page = await SignInAsync("Author", "admin/content/new/Article");
        var editor = new EditorPageObject(page);
        foreach (var heading in (string[])["First", "Second"])
        {
            await (await editor.AddBlockAsync("Section")).GetByLabel("Heading (required)").FillAsync(heading);
        }

        await editor.Blocks.Last.GetByLabel("Heading (required)").PressAsync("Alt+Shift+ArrowUp");
        await Assertions.Expect(page.Locator("[data-bag=Body] .block-title")).ToHaveTextAsync(["Second", "First"]);
        await Assertions.Expect(page.Locator("#editor-live")).ToHaveTextAsync("Second is now number 1 of 2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove: Second" }).ClickAsync();
        await Assertions.Expect(editor.Blocks).ToHaveCountAsync(1);
        await page.Locator("#undo button").ClickAsync();
        await Assertions.Expect(page.Locator("[data-bag=Body] .block-title")).ToHaveTextAsync(["Second", "First"]);
    }

    [Fact]
    public async Task Text_from_Word_keeps_its_structure_only()
    {
        var page = await SignInAsync("Author", "admin/content/new/Article");
        var section = await new EditorPageObject(page).AddBlockAsync("Section");
        var text = section.GetByRole(AriaRole.Textbox, new() { Name = "Text" });
        await text.ClickAsync();
        await text.EvaluateAsync(
            """
            element => {
              const data = new DataTransfer();
              data.setData('text/html', "<p class=MsoNormal style='margin:0'><span style='color:red'>Plain</span> <b>strong</b><o:p></o:p></p><p class=MsoListParagraph><span style='mso-list:Ignore'>· </span>One</p><p class=MsoListParagraph><span style='mso-list:Ignore'>· </span>Two</p>");
              element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);

        await Assertions.Expect(text.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["One", "Two"]);
        var html = await section.Locator("textarea[data-rich]").EvaluateAsync<string>("element => element.value");
        Assert.StartsWith("<p>Plain <strong>strong</strong></p><ul>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Article_is_written_without_a_script()
    {
        var page = await SignInAsync(await Person.AddAsync(Data, "Author"), "admin/content/new/Article", script: false);
        var editor = new EditorPageObject(page);
        await editor.Title.FillAsync("Written without a script");
        await editor.OpenDetailsAsync();
        await page.GetByLabel("Choose: Disclaimer").SelectOptionAsync(Disclaimer);
        await page.GetByRole(AriaRole.Group, new() { Name = "Disclaimer" }).GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        foreach (var heading in (string[])["First", "Second"])
        {
            await (await editor.AddBlockAsync("Section")).GetByLabel("Heading (required)").FillAsync(heading);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Move up: Untitled" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-bag=Body] .block-title")).ToHaveTextAsync(["Second", "First"]);
        await editor.SaveAsync();
        await Assertions.Expect(editor.Title).ToHaveValueAsync("Written without a script");
    }

    [Fact]
    public async Task Author_writes_by_keyboard_alone()
    {
        var page = await SignInAsync("Author", "admin/content/new/Article");
        await Assertions.Expect(new EditorPageObject(page).Title).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Written by keyboard");
        await TabToAsync(page, "element => element.matches('.editor-details > summary')");
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, "element => element.getAttribute('aria-label') === 'Search: Disclaimer'");
        await page.Keyboard.TypeAsync("educational");
        await Assertions.Expect(page.Locator("[role=option]:visible")).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".pick-card")).ToContainTextAsync(Disclaimer);
        await TabToAsync(page, "element => element.dataset.add === 'Section'");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("[data-bag=Body] [data-title=true]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("A heading");
        await TabToAsync(page, "element => element.matches('.rich-text')");
        await page.Keyboard.TypeAsync("A text.");
        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(page.Locator(".note-done")).ToContainTextAsync("Saved as a draft.");
        await Assertions.Expect(page.Locator("[data-bag=Body] .block-title")).ToHaveTextAsync("A heading");
    }

    [Fact]
    public async Task Editor_is_accessible_in_both_themes_at_every_width()
    {
        var page = await SignInAsync(Person.Administrator, "admin/content?q=dysbiosis");
        await page.Locator("[data-open]").First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(EditAddress());
        await Assertions.Expect(page.FrameLocator("#preview-frame").GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(new EditorPageObject(page).Unsaved).ToBeHiddenAsync();
        await LookAtAsync(page, "editor");
    }

    private static async Task AddReferenceAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Add: Reference" }).ClickAsync();
        var reference = page.Locator("[data-bag=References] [data-block]");
        await reference.GetByLabel("Citation (required)").FillAsync("Example A. On ginger. 2024.");
        var doi = reference.GetByLabel("DOI");
        await doi.FillAsync("not a doi");
        await doi.BlurAsync();
        await Assertions.Expect(reference.GetByText("A DOI begins with 10.")).ToBeVisibleAsync();
        await doi.FillAsync("https://doi.org/10.1000/182");
        await doi.BlurAsync();
        await Assertions.Expect(doi).ToHaveValueAsync("10.1000/182");
        await Assertions.Expect(reference.GetByText("A DOI begins with 10.")).ToBeHiddenAsync();
    }

    private static async Task TabToAsync(IPage page, string isThere)
    {
        for (var stop = 0; stop < 120; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>($"({isThere})(document.activeElement)"))
            {
                return;
            }
        }

        Assert.Fail($"Tab does not reach {isThere}.");
    }

    [GeneratedRegex("/edit$")]
    private static partial Regex EditAddress();
}
