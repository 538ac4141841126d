using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>What tests of review and publication begin with.</summary>
public abstract class EditorialTest(SqliteSite site, Chromium chromium) : AdminTest(site, chromium)
{
    /// <summary>A text that was written by an editor, approved by a reviewer and published, all in the admin; its id.</summary>
    internal async Task<string> PublishAsync(ReviewPage editor, Person reviewer, string title)
    {
        var id = await Drafts.WriteArticleAsync(editor.Page, title);
        await ApproveAndPublishAsync(editor, reviewer, id);
        return id;
    }

    /// <summary>Has what is there approved and publishes it.</summary>
    internal async Task ApproveAndPublishAsync(ReviewPage editor, Person reviewer, string id)
    {
        await SubmitAndApproveAsync(editor, reviewer, id);
        await editor.OpenAsync(id);
        await editor.PullAsync("Publish");
        await editor.Page.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("It is live now");
    }

    /// <summary>Submits the latest text and has it approved.</summary>
    internal async Task SubmitAndApproveAsync(ReviewPage editor, Person reviewer, string id)
    {
        await editor.OpenAsync(id);
        await editor.PullAsync("Submit for review");
        var desk = new ReviewPage(await SignInAsync(reviewer, $"admin/review/{id}"));
        await desk.ApproveAsync(reviewer.Password);
        await Assertions.Expect(desk.Done).ToContainTextAsync("Your approval is on record");
    }
}
