using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>Something new is begun from anywhere, and its blocks are put where they belong.</summary>
public sealed class BlocksTests(SqliteSite site, Chromium chromium) : AdminTest(site, chromium)
{
    [Fact]
    public async Task New_article_begins_from_any_page_with_a_template_and_the_cursor_in_its_title()
    {
        var page = await SignInAsync("Author", "admin/series");
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Something new");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Article A medical article" })).ToBeFocusedAsync();
        await LookAtAsync(page, "new");
        await page.GetByRole(AriaRole.Link, new() { Name = "Article: Medicine" }).ClickAsync();
        var editor = new EditorPageObject(page);
        await Assertions.Expect(editor.Title).ToBeFocusedAsync();
        await Assertions.Expect(editor.Blocks).ToHaveCountAsync(7);
        await LookAtAsync(page, "new-from-template");
        await page.Keyboard.TypeAsync(Drafts.NewTitle("Ibuprofen"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(editor.Blocks.First.GetByLabel("Heading (required)")).ToBeFocusedAsync();
        await editor.SaveAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-bag=Body] .block-title").First).ToHaveTextAsync("What it is for");

        await page.GotoAsync(At("admin"));
        await page.GetByRole(AriaRole.Main).GetByText("New", new() { Exact = true }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Series Articles that belong together." })).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Series Articles that belong together." }).ClickAsync();
        await Assertions.Expect(editor.Title).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Blocks_are_inserted_between_duplicated_split_and_merged()
    {
        var page = await SignInAsync("Author", "admin/content/new/Article");
        var editor = new EditorPageObject(page);
        await editor.Title.FillAsync(Drafts.NewTitle("Blocks"));
        await editor.Title.PressAsync("Enter");
        await page.Keyboard.TypeAsync("First");
        await (await editor.AddBlockAsync("Section")).GetByLabel("Heading (required)").FillAsync("Last");
        await editor.Blocks.First.GetByLabel("Heading (required)").PressAsync("Alt+Shift+Enter");
        await page.Keyboard.TypeAsync("Between");
        var titles = page.Locator("[data-bag=Body] .block-title");
        await Assertions.Expect(titles).ToHaveTextAsync(["First", "Between", "Last"]);

        var text = editor.Blocks.First.GetByRole(AriaRole.Textbox, new() { Name = "Text" });
        await text.ClickAsync();
        await page.Keyboard.TypeAsync("One two");
        await EditorPageObject.PullAsync(editor.Blocks.First, "Duplicate");
        await Assertions.Expect(titles).ToHaveTextAsync(["First", "First", "Between", "Last"]);
        await Assertions.Expect(editor.Blocks.Nth(1).Locator(".rich-text")).ToHaveTextAsync("One two");
        await editor.Blocks.Nth(1).GetByLabel("Heading (required)").FillAsync("Copy");

        await text.ClickAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await EditorPageObject.PullAsync(editor.Blocks.First, "Split at the cursor");
        await page.Keyboard.TypeAsync("Second");
        await Assertions.Expect(titles).ToHaveTextAsync(["First", "Second", "Copy", "Between", "Last"]);
        await Assertions.Expect(editor.Blocks.Nth(1).Locator(".rich-text")).ToHaveTextAsync("two");

        await EditorPageObject.PullAsync(editor.Blocks.Nth(1), "Merge with the block above");
        await Assertions.Expect(titles).ToHaveTextAsync(["First", "Copy", "Between", "Last"]);
        await Assertions.Expect(text.GetByRole(AriaRole.Heading, new() { Name = "Second" })).ToBeVisibleAsync();
        await page.Locator("#undo button").ClickAsync();
        await Assertions.Expect(titles).ToHaveTextAsync(["First", "Second", "Copy", "Between", "Last"]);
        await LookAtAsync(page, "blocks");
        await editor.SaveAsync();
        await page.ReloadAsync();
        await Assertions.Expect(titles).ToHaveTextAsync(["First", "Second", "Copy", "Between", "Last"]);
        Assert.Equal("<p>One</p>", (await editor.Blocks.First.Locator("textarea[data-rich]").InputValueAsync()).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Block_with_entries_is_duplicated_whole_and_without_a_script_too()
    {
        var author = await Person.AddAsync(Data, "Author");
        var page = await SignInAsync(author, "admin/content/new/Article");
        var editor = new EditorPageObject(page);
        await editor.Title.FillAsync(Drafts.NewTitle("Questions"));
        var faq = await editor.AddBlockAsync("Frequently asked questions");
        await faq.GetByLabel("Heading (required)").FillAsync("Often asked");
        await faq.GetByRole(AriaRole.Button, new() { Name = "Add: Question and answer" }).ClickAsync();
        await faq.GetByLabel("Question (required)").FillAsync("Does it help?");
        await EditorPageObject.PullAsync(editor.Blocks.First, "Duplicate");
        await Assertions.Expect(editor.Blocks.Nth(1).GetByLabel("Question (required)")).ToHaveValueAsync("Does it help?");
        await editor.SaveAsync();

        var plain = await SignInAsync(author, new Uri(page.Url).AbsolutePath.TrimStart('/'), script: false);
        var without = new EditorPageObject(plain);
        await EditorPageObject.PullAsync(without.Blocks.First, "Duplicate");
        await Assertions.Expect(without.Blocks).ToHaveCountAsync(3);
        await EditorPageObject.PullAsync(without.Blocks.First, "Insert below: Section");
        await Assertions.Expect(without.Blocks).ToHaveCountAsync(4);
        await without.SaveAsync();
        await Assertions.Expect(plain.Locator("[data-bag=Body] > [data-blocks] > [data-block] > details > summary .block-title")).ToHaveTextAsync(["Often asked", "Untitled", "Often asked", "Often asked"]);
        await Assertions.Expect(plain.Locator("[name$='.TitlePart.Title'][value='Does it help?']")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Block_goes_to_another_article_and_not_to_one_whose_review_that_would_end()
    {
        var page = await SignInAsync("Author");
        var (free, held) = (Drafts.NewTitle("Takes a block"), Drafts.NewTitle("In review"));
        await Drafts.WriteArticleAsync(page, free);
        var heldId = await Drafts.WriteArticleAsync(page, held);
        var source = await Drafts.WriteArticleAsync(page, Drafts.NewTitle("Gives a block"));
        var desk = new ReviewPage(page);
        await Person.AddAsync(Data, "MedicalReviewer");
        await desk.OpenAsync(heldId);
        await desk.PullAsync("Submit for review");
        await Assertions.Expect(desk.Done).ToBeVisibleAsync();

        await page.GotoAsync(At($"admin/content/{source}/edit"));
        var editor = new EditorPageObject(page);
        await EditorPageObject.PullAsync(editor.Blocks.First, "Move to another text …");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Move “Dose” to another text" });
        var where = dialog.GetByRole(AriaRole.Combobox);
        await where.FillAsync(held);
        await dialog.GetByRole(AriaRole.Option).Filter(new() { HasText = held }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("would end its review");
        await LookAtAsync(page, "move-block");
        await Assertions.Expect(editor.Blocks).ToHaveCountAsync(1);
        await where.FillAsync(free);
        await dialog.GetByRole(AriaRole.Option).Filter(new() { HasText = free }).ClickAsync();
        await Assertions.Expect(editor.Blocks).ToHaveCountAsync(0);
        await editor.SaveAsync();
        await page.GotoAsync(At("admin/content?q=" + Uri.EscapeDataString(free)));
        await page.Locator("[data-open]").First.ClickAsync();
        await Assertions.Expect(page.Locator("[data-bag=Body] .block-title")).ToHaveTextAsync(["Dose", "Dose"]);
    }

    [Fact]
    public async Task Words_are_found_in_the_whole_article_and_replaced_with_their_formatting()
    {
        var page = await SignInAsync("Author");
        var id = await Drafts.WriteArticleAsync(page, Drafts.NewTitle("Magnesium"), "<p>Take <strong>magnesium</strong> daily. Magnesium helps; magnesia does not.</p>");
        await page.GotoAsync(At($"admin/content/{id}/edit"));
        var editor = new EditorPageObject(page);
        await page.Keyboard.PressAsync("Control+h");
        var find = page.GetByRole(AriaRole.Region, new() { Name = "Find and replace" });
        await find.GetByLabel("Find", new() { Exact = true }).FillAsync("magnesium");
        await Assertions.Expect(find.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 of 3");
        await LookAtAsync(page, "find");
        await find.GetByLabel("Same case").CheckAsync();
        await Assertions.Expect(find.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 of 1");
        await find.GetByLabel("Replace with").FillAsync("zinc");
        await find.GetByLabel("Replace with").PressAsync("Enter");
        await Assertions.Expect(find.GetByRole(AriaRole.Status)).ToHaveTextAsync("Nothing found");
        await find.GetByLabel("Same case").UncheckAsync();
        await find.GetByRole(AriaRole.Button, new() { Name = "Replace all" }).ClickAsync();
        await Assertions.Expect(find.GetByRole(AriaRole.Status)).ToHaveTextAsync("2 replaced");
        Assert.Equal("<p>Take <strong>zinc</strong> daily. zinc helps; magnesia does not.</p>", await editor.Blocks.First.Locator("textarea[data-rich]").InputValueAsync());
        await find.GetByLabel("Find", new() { Exact = true }).FillAsync("helps");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(editor.Blocks.First.Locator(".rich-text")).ToBeFocusedAsync();
        Assert.Equal("helps", await page.EvaluateAsync<string>("() => getSelection().toString()"));
    }

    [Fact]
    public async Task Pickers_are_worked_by_key_and_make_what_is_missing()
    {
        var page = await SignInAsync("Editor", "admin/content/new/Article");
        var editor = new EditorPageObject(page);
        await editor.OpenDetailsAsync();
        await editor.Search("Series").FocusAsync();
        await Assertions.Expect(editor.Search("Series")).ToHaveAttributeAsync("aria-expanded", "true");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(editor.Search("Series")).ToHaveAttributeAsync("aria-expanded", "false");
        var title = Drafts.NewTitle("Sleep");
        await page.Keyboard.TypeAsync(title);
        var create = page.GetByRole(AriaRole.Option, new() { Name = $"Make a draft (Series): “{title}”" });
        await Assertions.Expect(create).ToBeVisibleAsync();
        await LookAtAsync(page, "combobox");
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(editor.Search("Series")).ToHaveAttributeAsync("aria-activedescendant", await create.GetAttributeAsync("id") ?? "");
        await page.Keyboard.PressAsync("Enter");
        var series = page.GetByRole(AriaRole.Group, new() { Name = "Series", Exact = true });
        await Assertions.Expect(series.Locator(".pick-card")).ToContainTextAsync(title);
        await Assertions.Expect(editor.Search("Series")).ToBeHiddenAsync();
        await Assertions.Expect(series.GetByRole(AriaRole.Button, new() { Name = "Remove: " + title })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(editor.Search("Series")).ToBeFocusedAsync();

        var hot = editor.Search("Hot Articles");
        await hot.FillAsync("mental");
        await Assertions.Expect(page.Locator("[role=option]:visible").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await hot.FillAsync("mental");
        await Assertions.Expect(page.Locator("[role=option][aria-selected=true]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".pick-card")).ToHaveCountAsync(0);
    }
}
