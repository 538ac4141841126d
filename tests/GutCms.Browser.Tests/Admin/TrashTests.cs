using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>A text is duplicated, goes to the trash and comes back; what readers see of a reviewed one.</summary>
public sealed class TrashTests(SqliteSite site, Chromium chromium) : EditorialTest(site, chromium)
{
    [Fact]
    public async Task Author_duplicates_deletes_and_brings_back_and_without_a_script_too()
    {
        var author = await Person.AddAsync(Data, "Author");
        var page = await SignInAsync(author);
        var title = Drafts.NewTitle("To be copied");
        var id = await Drafts.WriteArticleAsync(page, title);
        await page.GotoAsync(At($"admin/content/{id}/edit"));
        var editor = new EditorPageObject(page);
        await page.GetByText("More", new() { Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Duplicate this text" }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("Duplicated");
        await Assertions.Expect(editor.Title).ToHaveValueAsync("Copy of " + title);
        await Assertions.Expect(editor.Blocks).ToHaveCountAsync(1);
        await page.GetByText("More", new() { Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "To the trash" }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("It is in the trash");
        await LookAtAsync(page, "trash");
        await page.GotoAsync(At("admin/content/replace?find=magnesium"));
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = title })).ToBeCheckedAsync();
        await LookAtAsync(page, "replace");

        var plain = await SignInAsync(author, "admin/content/trash", 390, script: false);
        await plain.GetByLabel("Select Copy of " + title).CheckAsync();
        await plain.GetByRole(AriaRole.Button, new() { Name = "Bring back" }).ClickAsync();
        await Assertions.Expect(plain.GetByRole(AriaRole.Status)).ToContainTextAsync("1 of 1 done");
        await plain.GotoAsync(At("admin/content?q=" + Uri.EscapeDataString(title)));
        await Assertions.Expect(plain.Locator("[data-open]")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Reviewed_article_says_who_reviewed_it_and_when_it_was_published()
    {
        var reviewer = await Person.AddAsync(Data, "MedicalReviewer");
        var title = Drafts.NewTitle("Reviewed for readers");
        await PublishAsync(new(await SignInAsync("Editor")), reviewer, title);
        var page = await OpenAsync(390);
        await page.GotoAsync(At("articles/" + title.ToLowerInvariant().Replace(' ', '-')));
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "Who reviewed it" })).ToContainTextAsync("Reviewed by Dr ");
        await Assertions.Expect(page.GetByText("Published on ")).ToBeVisibleAsync();
        await Look.AtAsync(page, "article-reviewed");
    }
}
