using GutCms.TestSupport;
using Microsoft.Playwright;
using OtpNet;

namespace GutCms.Browser.Tests.Admin;

/// <summary>Saving leaves everything where it is, what is not saved follows to other devices, and no save costs a review in silence.</summary>
public sealed class SavingTests(SqliteSite site, Chromium chromium) : EditorialTest(site, chromium)
{
    [Fact]
    public async Task Save_leaves_cursor_scroll_and_undo_and_makes_one_item_of_a_new_one()
    {
        var page = await SignInAsync("Author", "admin/content/new/Article");
        var editor = new EditorPageObject(page);
        var title = Drafts.NewTitle("In place");
        await editor.Title.FillAsync(title);
        var section = await editor.AddBlockAsync("Section");
        var text = section.GetByRole(AriaRole.Textbox, new() { Name = "Text" });
        await text.ClickAsync();
        await page.Keyboard.TypeAsync("First words");
        await page.EvaluateAsync("() => { window.isSamePage = true; }");
        var place = (await text.BoundingBoxAsync())!.Y;
        await page.Keyboard.PressAsync("Control+s");
        await Assertions.Expect(editor.Done).ToContainTextAsync("Saved as a draft.");

        await Assertions.Expect(text).ToBeFocusedAsync();
        Assert.Equal(place, (await text.BoundingBoxAsync())!.Y, 1.0);
        Assert.EndsWith("/edit", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(editor.Unsaved).ToBeHiddenAsync();
        await Assertions.Expect(editor.Field("Address")).Not.ToHaveValueAsync("");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Submit for review" })).ToBeVisibleAsync();
        await LookAtAsync(page, "saved-in-place");
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(text).Not.ToContainTextAsync("First words");
        await page.Keyboard.PressAsync("Control+Shift+z");
        await page.Keyboard.TypeAsync(", and more");
        await editor.SaveAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.isSamePage"));
        await page.GotoAsync(At("admin/content?q=" + Uri.EscapeDataString(title)));
        await Assertions.Expect(page.Locator("[data-open]")).ToHaveCountAsync(1);
        await page.Locator("[data-open]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-bag=Body] .rich-text")).ToContainTextAsync("First words, and more");
    }

    [Fact]
    public async Task New_text_is_submitted_in_one_go_and_what_it_lacks_is_asked_for_where_it_is_saved()
    {
        await Person.AddAsync(Data, "MedicalReviewer");
        var page = await SignInAsync("Author", "admin/content/new/Article");
        var editor = new EditorPageObject(page);
        await editor.Title.FillAsync(Drafts.NewTitle("At once"));
        await page.GetByText("Message and reviewers").ClickAsync();
        await page.GetByLabel("Message to the reviewers").FillAsync("Mind the dose.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit for review" }).ClickAsync();

        await page.WaitForURLAsync(url => url.Contains("/edit", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("#faults")).ToBeVisibleAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("Saved as a draft.");
        await Assertions.Expect(page.Locator(".editor-top .badge-state").First).ToHaveTextAsync("Draft");
        await Assertions.Expect(page.GetByLabel("Message to the reviewers")).ToHaveValueAsync("Mind the dose.");

        // A save in place and a refusal leave what the reviewers are to be told.
        await page.GetByLabel("Message to the reviewers").FillAsync("Mind the dose and the age.");
        await editor.SaveAsync();
        await Assertions.Expect(page.GetByLabel("Message to the reviewers")).ToHaveValueAsync("Mind the dose and the age.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit for review" }).ClickAsync();
        await Assertions.Expect(page.Locator("#faults")).ToBeVisibleAsync();
        await Assertions.Expect(editor.Done).ToHaveTextAsync("Saved. Readers would see nothing else than before.");
        await Assertions.Expect(page.GetByLabel("Message to the reviewers")).ToHaveValueAsync("Mind the dose and the age.");

        // What was refused is a page of its own, which can be loaded again, and what is typed comes back.
        await page.GetByLabel("Message to the reviewers").FillAsync("Mind the dose, the age and the sources.");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#faults")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Message to the reviewers")).ToHaveValueAsync("Mind the dose, the age and the sources.");
    }

    [Fact]
    public async Task Working_copy_that_is_saved_is_not_called_unsaved_any_more()
    {
        var author = await Person.AddAsync(Data, "Author");
        var page = await SignInAsync(author, "admin/content/new/Article");
        var editor = new EditorPageObject(page);
        await editor.Title.FillAsync("Gone on with");
        await Assertions.Expect(page.Locator("#kept")).ToContainTextAsync("Working copy kept");
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on with the working copy" }).ClickAsync();
        await Assertions.Expect(page.Locator("#unsaved-help")).ToBeVisibleAsync();
        await editor.SaveAsync();
        await Assertions.Expect(page.Locator("#unsaved-help")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_written_on_one_device_goes_on_at_another()
    {
        var author = await Person.AddAsync(Data, "Author");
        var desktop = new EditorPageObject(await SignInAsync(author, "admin/content/new/Article"));
        await desktop.Title.FillAsync("Begun at the desk");
        await Assertions.Expect(desktop.Page.Locator("#kept")).ToContainTextAsync("Working copy kept");

        var phone = new EditorPageObject(await SignInAsync(author, "admin/content/new/Article", 390));
        await LookAtAsync(phone.Page, "copy-offered");
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Go on with the working copy" }).ClickAsync();
        await Assertions.Expect(phone.Title).ToHaveValueAsync("Begun at the desk");
        await phone.Title.FillAsync("Gone on with in the train");
        await Assertions.Expect(phone.Page.Locator("#kept")).ToContainTextAsync("Working copy kept");

        await desktop.Title.FillAsync("Written on at the desk");
        await Assertions.Expect(desktop.Page.GetByText("was changed in another window or on another device")).ToBeVisibleAsync();
        await phone.SaveAsync();
        await Assertions.Expect(phone.Title).ToHaveValueAsync("Gone on with in the train");
    }

    [Fact]
    public async Task Without_a_connection_everything_goes_on_and_follows_later()
    {
        var author = await Person.AddAsync(Data, "Author");
        var page = await OpenEditorAsync(author);
        var editor = new EditorPageObject(page);
        await page.Context.SetOfflineAsync(true);
        await editor.Title.FillAsync("Written without a line");
        await Assertions.Expect(page.Locator("#offline")).ToBeVisibleAsync();
        await (await editor.AddBlockAsync("Section")).GetByLabel("Heading (required)").FillAsync("Added without a line");
        await page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        await Assertions.Expect(page.Locator("#offline")).ToBeInViewportAsync();
        await page.SetViewportSizeAsync(400, 800);
        await page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        await Assertions.Expect(page.Locator("#offline")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator("#save")).ToBeInViewportAsync(new() { Ratio = 1 });
        await page.Locator("#save").ClickAsync();
        await Assertions.Expect(editor.Unsaved).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator("#offline")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#kept")).ToContainTextAsync("Working copy kept");
        await editor.SaveAsync();
        await page.ReloadAsync();
        await Assertions.Expect(editor.Blocks).ToHaveCountAsync(1);
        await Assertions.Expect(editor.Title).ToHaveValueAsync("Written without a line");
    }

    [Fact]
    public async Task Session_that_has_ended_is_begun_anew_over_the_page()
    {
        var author = await Person.AddAsync(Data, "Author");
        var page = await OpenEditorAsync(author);
        var editor = new EditorPageObject(page);
        await editor.Title.FillAsync("Longer than a session");
        await page.Context.ClearCookiesAsync();
        await page.Locator("#save").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Your session has ended" });
        await dialog.GetByLabel("Password").FillAsync("not it");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("That was not right");
        await LookAtAsync(page, "renew");
        await dialog.GetByLabel("Password").FillAsync(author.Password);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("Saved as a draft.");
        await Assertions.Expect(editor.Title).ToHaveValueAsync("Longer than a session");
    }

    [Fact]
    public async Task Session_that_has_ended_is_begun_anew_with_the_code_of_a_second_factor_too()
    {
        var author = await Person.AddAsync(Data, "Author");
        var page = await OpenEditorAsync(author);
        await page.GotoAsync(At("account/authenticator"));
        var key = await page.Locator("code").First.InnerTextAsync();
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(author.Password);
        await page.Locator("[name=Code]").FillAsync(new Totp(Base32Encoding.ToBytes(key)).ComputeTotp());
        await page.Locator("form[action*=enable] button").ClickAsync();
        var recovery = await page.Locator(".codes code").First.InnerTextAsync();
        await page.GotoAsync(At("admin/content/new/Article"));
        var editor = new EditorPageObject(page);
        await editor.Title.FillAsync("Longer than a session with two factors");
        await page.Context.ClearCookiesAsync();
        await page.Locator("#save").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Your session has ended" });
        await dialog.GetByLabel("Password").FillAsync(author.Password);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.Locator("[name=Code]")).ToBeFocusedAsync();
        await dialog.Locator("[name=Code]").FillAsync("000000");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("That was not right");
        await dialog.Locator("[name=Code]").FillAsync(recovery);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("Saved as a draft.");
        await Assertions.Expect(editor.Title).ToHaveValueAsync("Longer than a session with two factors");
    }

    [Fact]
    public async Task Change_of_a_text_in_review_is_kept_beside_it_or_takes_it_back_and_says_so()
    {
        var author = await SignInAsync("Author");
        var id = await Drafts.WriteArticleAsync(author, Drafts.NewTitle("In review"));
        await SubmitAndApproveAsync(new(author), await Person.AddAsync(Data, "MedicalReviewer"), id);
        await author.GotoAsync(At($"admin/content/{id}/edit"));
        var editor = new EditorPageObject(author);
        await Assertions.Expect(author.GetByRole(AriaRole.Region, new() { Name = "Where it stands" })).ToContainTextAsync("Approved by");
        await editor.OpenDetailsAsync();
        await editor.Field("Excerpt").FillAsync("Another teaser");
        await author.Locator("#save").ClickAsync();
        var asked = author.GetByRole(AriaRole.Alert);
        await Assertions.Expect(asked).ToContainTextAsync("Saving would make these approvals void:");
        await Assertions.Expect(asked).ToBeFocusedAsync();

        // Times that come later are the reader's as those that were there.
        await Assertions.Expect(asked.Locator("time").First).Not.ToContainTextAsync("UTC");
        await LookAtAsync(author, "would-end");
        await asked.GetByRole(AriaRole.Button, new() { Name = "Write the next draft beside it" }).ClickAsync();
        await Assertions.Expect(asked).ToHaveCountAsync(0);
        await Assertions.Expect(author.Locator("#kept")).ToContainTextAsync("Working copy kept");
        await author.ReloadAsync();
        await Assertions.Expect(author.Locator(".editor-top .badge-state").First).ToHaveTextAsync("Approved");
        await author.GetByRole(AriaRole.Link, new() { Name = "Go on with the working copy" }).ClickAsync();
        await Assertions.Expect(editor.Field("Excerpt")).ToHaveValueAsync("Another teaser");
        await author.Locator("#save").ClickAsync();
        await asked.GetByRole(AriaRole.Button, new() { Name = "Take back and save" }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("these approvals are void now: Dr ");
        await Assertions.Expect(author.Locator(".editor-top .badge-state").First).ToHaveTextAsync("Draft");
    }

    // Without an ear for complaints: a line that is cut is one.
    private async Task<IPage> OpenEditorAsync(Person author)
    {
        var page = await OpenAsync(1440);
        await page.GotoAsync(At("admin/content/new/Article"));
        await author.SignInAsync(page);
        await page.WaitForURLAsync(At("admin/content/new/Article"));
        return page;
    }
}
