using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

public sealed class ReviewDeskTests(SqliteSite site, Chromium chromium) : EditorialTest(site, chromium)
{
    private const string Changed = "<p>Take 20 mg of magnesium daily, not with a meal.</p><p>Ask your doctor first.</p>";

    [Fact]
    public async Task Reviewer_comments_asks_for_changes_and_later_approves()
    {
        var (author, reviewer) = (new ReviewPage(await SignInAsync("Author")), await Person.AddAsync(Data, "MedicalReviewer"));
        var title = Drafts.NewTitle("Magnesium");
        var id = await Drafts.WriteArticleAsync(author.Page, title);
        await author.OpenAsync(id);
        await author.PullAsync("Submit for review");
        await Assertions.Expect(author.Done).ToContainTextAsync("It was submitted");

        var desk = new ReviewPage(await SignInAsync(reviewer, "admin/review"));
        await LookAtAsync(desk.Page, "queue");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await Assertions.Expect(desk.Next).ToContainTextAsync("Waits for a decision in the stage Medical, from: MedicalReviewer.");
        await desk.SelectAsync("10 mg of magnesium");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Comment on the selected words" }).ClickAsync();
        await desk.Page.Keyboard.TypeAsync("Which salt?");
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Done).ToContainTextAsync("Your comment was added");
        await Assertions.Expect(desk.Threads).ToContainTextAsync("10 mg of magnesium");
        await Assertions.Expect(desk.Text.Locator("mark.noted")).ToHaveTextAsync("10 mg of magnesium");
        await LookAtAsync(desk.Page, "review-comment");
        await desk.AskForChangesAsync("Name the salt.");
        await Assertions.Expect(desk.Done).ToContainTextAsync("Your request is on record");
        await Assertions.Expect(desk.Next).ToContainTextAsync("The author changes the text and submits it again.");

        await author.OpenAsync(id);
        await Assertions.Expect(author.Page.GetByText("Name the salt.")).ToBeVisibleAsync();
        await Drafts.EditArticleAsync(author.Page, id, title, "<p>Take 10 mg of magnesium citrate daily, with a meal.</p><p>Ask your doctor first.</p>");
        await author.OpenAsync(id);
        await author.PullAsync("Submit for review");

        await desk.OpenAsync(id);
        await desk.Page.Locator("[data-decision=approve] > summary").ClickAsync();
        await desk.Page.EvaluateAsync("document.querySelector('[name=DespiteOpenThreads]').required = false");
        await desk.Page.GetByLabel("Your password").First.FillAsync(reviewer.Password);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign and approve" }).ClickAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There are open comments");
        await desk.OpenAsync(id);
        await desk.ApproveAsync("not my password");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await LookAtAsync(desk.Page, "decide-refused");
        await desk.Page.GetByLabel("Your password").FillAsync(reviewer.Password);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign and approve" }).ClickAsync();
        await Assertions.Expect(desk.Done).ToContainTextAsync("Your approval is on record");
        await Assertions.Expect(desk.Next).ToContainTextAsync("Next, an editor publishes it.");
    }

    [Fact]
    public async Task Changes_since_the_approval_are_marked_and_dangerous_ones_named()
    {
        var (editor, reviewer) = (new ReviewPage(await SignInAsync("Editor")), await Person.AddAsync(Data, "MedicalReviewer"));
        var title = Drafts.NewTitle("Dose");
        var id = await PublishAsync(editor, reviewer, title);
        await Drafts.EditArticleAsync(editor.Page, id, title, Changed);
        await editor.OpenAsync(id);
        await editor.PullAsync("Submit for review");

        // All by keyboard: find it in the queue, walk through the changes, open the form, sign, send.
        var desk = new ReviewPage(await SignInAsync(reviewer, "admin/review"));
        await FocusRowAsync(desk.Page, title);
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.WaitForURLAsync($"**/admin/review/{id}");
        await Assertions.Expect(desk.Text.Locator("del")).ToContainTextAsync(["10"]);
        await Assertions.Expect(desk.Text.Locator("ins")).ToContainTextAsync(["20", "not"]);
        await Assertions.Expect(desk.Text.Locator(".change-why")).ToHaveTextAsync(["Number", "Negation"]);
        await desk.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(desk.Page.Locator("#change-1")).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(desk.Page.Locator("#change-2")).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("k");
        await Assertions.Expect(desk.Page.Locator("#change-1")).ToBeFocusedAsync();
        await LookAtAsync(desk.Page, "review-changes");

        await desk.Page.Keyboard.PressAsync("a");
        await desk.Page.Keyboard.TypeAsync("The new dose is right.");
        await desk.Page.Keyboard.PressAsync("Tab");
        await desk.Page.Keyboard.TypeAsync(reviewer.Password);
        await desk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Done).ToContainTextAsync("Your approval is on record");
    }

    [Fact]
    public async Task Reviewer_decides_and_editor_publishes_without_scripts()
    {
        var reviewer = await Person.AddAsync(Data, "MedicalReviewer");
        var editor = await Person.AddAsync(Data, "Editor");
        var writing = new ReviewPage(await SignInAsync(editor, script: false));
        var id = await Drafts.WriteArticleAsync(writing.Page, Drafts.NewTitle("Fibre"));
        await writing.OpenAsync(id);
        await writing.PullAsync("Submit for review");

        var desk = new ReviewPage(await SignInAsync(reviewer, $"admin/review/{id}", script: false));
        var onBlock = desk.Page.Locator(".comment-new[data-comment-on]:not([data-comment-on^='#'])").First;
        await onBlock.Locator("> summary").ClickAsync();
        await onBlock.GetByLabel("The words it is about").FillAsync("with a meal");
        await onBlock.Locator("textarea[name=Text]").FillAsync("Any meal?");
        await onBlock.GetByRole(AriaRole.Button, new() { Name = "Send the comment" }).ClickAsync();
        await Assertions.Expect(desk.Threads).ToContainTextAsync("with a meal");
        await desk.ApproveAsync(reviewer.Password);
        await Assertions.Expect(desk.Done).ToContainTextAsync("Your approval is on record");

        await writing.OpenAsync(id);
        await writing.PullAsync("Publish");
        await writing.Page.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).ClickAsync();
        await Assertions.Expect(writing.Done).ToContainTextAsync("It is live now");
        await writing.PullAsync("Withdraw for safety");
        await writing.Page.GetByLabel("What readers are told").FillAsync("The dose is wrong.");
        await writing.Page.GetByRole(AriaRole.Button, new() { Name = "Withdraw now" }).ClickAsync();
        await Assertions.Expect(writing.Done).ToContainTextAsync("It was withdrawn");
        await Assertions.Expect(writing.Next).ToContainTextAsync("The dose is wrong.");
    }

    [Fact]
    public async Task Decision_about_a_text_that_has_changed_is_not_counted()
    {
        var reviewer = await Person.AddAsync(Data, "MedicalReviewer");
        var editor = new ReviewPage(await SignInAsync("Editor"));
        var title = Drafts.NewTitle("Stale");
        var id = await Drafts.WriteArticleAsync(editor.Page, title);
        await editor.OpenAsync(id);
        await editor.PullAsync("Submit for review");
        var desk = new ReviewPage(await SignInAsync(reviewer, $"admin/review/{id}"));
        await Drafts.EditArticleAsync(editor.Page, id, title, Changed);

        await desk.ApproveAsync(reviewer.Password);

        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("has changed since you looked at it");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Link, new() { Name = "Look at the text as it is now" })).ToBeVisibleAsync();
    }

    /// <summary>Goes down a list by key until a row is reached.</summary>
    private static async Task FocusRowAsync(IPage page, string title)
    {
        string? reached = null;
        for (var row = await page.Locator("[data-row]").CountAsync(); row > 0 && reached != title; row--)
        {
            await page.Keyboard.PressAsync("j");
            reached = await page.EvaluateAsync<string>("document.activeElement.textContent.trim()");
        }

        Assert.Equal(title, reached);
    }
}
