using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>Rounds between an author and a reviewer: nothing typed is lost, and each begins with what is new to its reader.</summary>
public sealed class RoundsTests(SqliteSite site, Chromium chromium) : EditorialTest(site, chromium)
{
    [Fact]
    public async Task Suggested_words_are_accepted_in_place_and_marked_in_the_comparison()
    {
        var author = new ReviewPage(await SignInAsync("Editor"));
        var id = await Drafts.WriteArticleAsync(author.Page, Drafts.NewTitle("Suggestions"));
        var reviewer = new ReviewPage(await SignInAsync("MedicalReviewer", $"admin/review/{id}"));
        await reviewer.SelectAsync("10 mg");
        await reviewer.Page.Locator(".on-selection").ClickAsync();
        var form = reviewer.Page.Locator(".comment-new[open]");
        await form.GetByText("Suggest other words").ClickAsync();
        await Assertions.Expect(form.GetByLabel("Words in their place")).ToHaveValueAsync("10 mg");
        await form.GetByLabel("Words in their place").FillAsync("20 mg");
        await LookAtAsync(reviewer.Page, "review-suggesting");
        await form.GetByRole(AriaRole.Button, new() { Name = "Send the suggestion" }).ClickAsync();
        await Assertions.Expect(reviewer.Done).ToContainTextAsync("Your suggestion was added.");
        await Assertions.Expect(reviewer.Threads.GetByRole(AriaRole.Button, new() { Name = "Accept", Exact = true })).ToHaveCountAsync(0);

        await author.OpenAsync(id);
        var thread = author.Page.Locator(".thread", new() { HasText = "20 mg" });
        await Assertions.Expect(thread.Locator("del")).ToHaveTextAsync("10 mg");
        await Assertions.Expect(thread).ToContainTextAsync("who cannot approve it then");
        await LookAtAsync(author.Page, "review-suggested");
        await thread.GetByRole(AriaRole.Button, new() { Name = "Accept", Exact = true }).ClickAsync();
        await Assertions.Expect(author.Done).ToContainTextAsync("Saved as a new version.");
        await Assertions.Expect(thread).ToContainTextAsync("Accepted");

        // The second look of whoever suggested it marks the words and says beside them what they are.
        await reviewer.OpenAsync(id);
        await Assertions.Expect(reviewer.Text.Locator("ins mark.noted")).ToContainTextAsync("20");
        await LookAtAsync(reviewer.Page, "review-suggestion-accepted");
    }

    [Fact]
    public async Task Comment_that_is_not_sent_comes_back_with_the_words_that_it_is_about()
    {
        var author = new ReviewPage(await SignInAsync("Editor"));
        var id = await Drafts.WriteArticleAsync(author.Page, Drafts.NewTitle("Not sent"));
        var reviewer = new ReviewPage(await SignInAsync("MedicalReviewer", $"admin/review/{id}"));
        await reviewer.SelectAsync("10 mg");
        await reviewer.Page.Locator(".on-selection").ClickAsync();
        var form = reviewer.Page.Locator(".comment-new[open]");
        await form.GetByLabel("Comment", new() { Exact = true }).PressSequentiallyAsync("Too much.");
        await reviewer.Page.ReloadAsync();
        await Assertions.Expect(form.GetByLabel("Comment", new() { Exact = true })).ToHaveValueAsync("Too much.");
        await form.GetByRole(AriaRole.Button, new() { Name = "Send the comment" }).ClickAsync();
        await Assertions.Expect(reviewer.Threads.Locator(".thread-quote")).ToHaveTextAsync("10 mg");
    }

    [Fact]
    public async Task Comment_that_was_sent_stays_sent_for_whoever_leaves_before_the_scripts_have_run()
    {
        var author = new ReviewPage(await SignInAsync("Editor"));
        var id = await Drafts.WriteArticleAsync(author.Page, Drafts.NewTitle("Left early"));
        var reviewer = new ReviewPage(await SignInAsync("MedicalReviewer", $"admin/review/{id}"));
        var form = reviewer.Page.Locator(".comment-new[data-comment-on='#title']");
        await form.Locator("> summary").ClickAsync();
        await form.GetByLabel("Comment", new() { Exact = true }).FillAsync("Name magnesium\nin it.");
        await reviewer.Page.RouteAsync("**/admin/*.js*", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = "" }));
        await form.GetByRole(AriaRole.Button, new() { Name = "Send the comment" }).ClickAsync();
        await Assertions.Expect(reviewer.Text.Locator("header .thread")).ToContainTextAsync("Name magnesium");
        await reviewer.Page.UnrouteAllAsync();

        await reviewer.OpenAsync(id);
        await Assertions.Expect(reviewer.Page.Locator(".on-selection")).ToHaveCountAsync(1);
        await Assertions.Expect(form.GetByLabel("Comment", new() { Exact = true })).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Preview_stands_beside_the_text_also_while_comments_are_open()
    {
        var author = new ReviewPage(await SignInAsync("Editor"));
        var id = await Drafts.WriteArticleAsync(author.Page, Drafts.NewTitle("Beside"));
        var reviewer = new ReviewPage(await SignInAsync("MedicalReviewer", $"admin/review/{id}"));
        foreach (var text in (string[])["First.", "Second."])
        {
            var form = reviewer.Page.Locator(".comment-new[data-comment-on='#title']");
            await form.Locator("> summary").ClickAsync();
            await form.GetByLabel("Comment", new() { Exact = true }).FillAsync(text);
            await form.GetByRole(AriaRole.Button, new() { Name = "Send the comment" }).ClickAsync();
            await Assertions.Expect(reviewer.Threads.Filter(new() { HasText = text })).ToHaveCountAsync(1);
        }

        await author.Page.GotoAsync(At($"admin/content/{id}/edit"));
        await Assertions.Expect(author.Page.Locator(".discussion .thread[data-thread]")).ToHaveCountAsync(2);
        var (text2, preview) = (await author.Page.Locator("#editor").BoundingBoxAsync(), await author.Page.Locator("#preview-side").BoundingBoxAsync());
        Assert.Equal(text2!.Y, preview!.Y, 2.0);
        Assert.True(preview.X >= text2.X + text2.Width);
    }

    [Fact]
    public async Task Comment_is_answered_in_the_editor_and_the_second_look_shows_what_changed()
    {
        var reviewer = await Person.AddAsync(Data, "MedicalReviewer");
        var editor = new ReviewPage(await SignInAsync("Editor"));
        var title = Drafts.NewTitle("Rounds");
        var id = await Drafts.WriteArticleAsync(editor.Page, title);
        await editor.OpenAsync(id);
        await editor.PullAsync("Submit for review");
        await Assertions.Expect(editor.Done).ToBeVisibleAsync();

        // A comment on the block as a whole needs no words of it.
        var desk = new ReviewPage(await SignInAsync(reviewer, $"admin/review/{id}"));
        var form = desk.Page.Locator(".comment-new[data-comment-on]:not([data-comment-on^='#'])").First;
        await form.Locator("> summary").ClickAsync();
        await form.GetByLabel("Comment", new() { Exact = true }).FillAsync("Say which form of magnesium.");
        await form.GetByRole(AriaRole.Button, new() { Name = "Send the comment" }).ClickAsync();
        await Assertions.Expect(desk.Done).ToContainTextAsync("Your comment was added.");

        // The title, the order of the sections and the disclaimer can be commented on like a block.
        await Assertions.Expect(desk.Page.Locator(".comment-new[data-comment-on='#disclaimer']")).ToHaveCountAsync(1);
        var onTitle = desk.Page.Locator(".comment-new[data-comment-on='#title']");
        await onTitle.Locator("> summary").ClickAsync();
        await onTitle.GetByLabel("Comment", new() { Exact = true }).FillAsync("Name magnesium in it.");
        await onTitle.GetByRole(AriaRole.Button, new() { Name = "Send the comment" }).ClickAsync();
        await Assertions.Expect(desk.Text.Locator("header .thread")).ToContainTextAsync("Name magnesium in it.");
        await desk.Page.GotoAsync(At("admin/review?show=all"));
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = title })).ToContainTextAsync("2 open comments");
        await desk.OpenAsync(id);

        // What is typed and not sent is asked about before a decision, and is still there afterwards.
        await form.Locator("> summary").ClickAsync();
        await form.GetByLabel("Comment", new() { Exact = true }).FillAsync("And for how long?");
        await desk.AskForChangesAsync("Please name the form.");
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Back to the comment" }).ClickAsync();
        await Assertions.Expect(form.GetByLabel("Comment", new() { Exact = true })).ToBeFocusedAsync();
        await desk.Page.Locator("[data-decision=requestChanges] form button").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Decide without it" }).ClickAsync();
        await Assertions.Expect(desk.Done).ToBeVisibleAsync();
        await Assertions.Expect(form.GetByLabel("Comment", new() { Exact = true })).ToHaveValueAsync("And for how long?");

        // The editor has the request on top and the comment beside its block; answering leaves what is being written alone.
        var page = editor.Page;
        await page.GotoAsync(At($"admin/content/{id}/edit"));
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "What reviewers say" })).ToContainTextAsync("Please name the form.");
        await LookAtAsync(page, "editor-comments");
        var thread = page.Locator("[data-block] .thread");
        await Assertions.Expect(thread).ToContainTextAsync("Say which form of magnesium.");
        await Assertions.Expect(page.Locator(".discussion .thread[data-thread]")).ToContainTextAsync("Name magnesium in it.");
        await page.Locator("#editor > .field [data-title=true]").FillAsync(title + " again");
        await page.Keyboard.PressAsync("F8");
        await page.Keyboard.PressAsync("F8");
        await Assertions.Expect(thread).ToBeFocusedAsync();
        await Assertions.Expect(thread.GetByRole(AriaRole.Button, new() { Name = "Resolve" })).ToHaveCountAsync(0);
        await thread.Locator("summary").ClickAsync();
        await thread.GetByLabel("Answer").FillAsync("Named it.");
        await thread.GetByRole(AriaRole.Button, new() { Name = "Mark as addressed" }).ClickAsync();
        await Assertions.Expect(thread).ToContainTextAsync("Named it.");
        await Assertions.Expect(thread.Locator(".badge-state")).ToHaveTextAsync("Addressed");
        await Assertions.Expect(page.Locator("#editor > .field [data-title=true]")).ToHaveValueAsync(title + " again");

        await Drafts.EditArticleAsync(page, id, title, "<p>Take 10 mg of magnesium citrate daily, with a meal.</p><p>Ask your doctor first.</p>");
        await desk.OpenAsync(id);
        var changed = desk.Page.GetByRole(AriaRole.Region, new() { Name = "What changed" });
        await Assertions.Expect(changed).ToContainTextAsync("Since you last looked, at version 1:");
        await Assertions.Expect(changed.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Say which form" })).ToContainTextAsync("addressed");
        await Assertions.Expect(changed.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Name magnesium" }).Locator(".badge-state")).ToHaveTextAsync("open");
        await Assertions.Expect(changed.GetByLabel("Compare with")).ToContainTextAsync("you asked for changes to this one");
        await Assertions.Expect(desk.Text.Locator("ins")).ToContainTextAsync("citrate");
        await LookAtAsync(desk.Page, "review-since-last-look");
    }
}
