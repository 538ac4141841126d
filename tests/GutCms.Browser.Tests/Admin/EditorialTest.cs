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
    /// <param name="editor">Submits.</param>
    /// <param name="reviewer">Approves.</param>
    /// <param name="id">The item.</param>
    /// <param name="propose">Says on the page of a disclaimer what its change is; null: there is nothing to say.</param>
    internal async Task SubmitAndApproveAsync(ReviewPage editor, Person reviewer, string id, Func<Task>? propose = null)
    {
        await editor.OpenAsync(id);
        var hasPage = await editor.Next.GetByRole(AriaRole.Link, new() { Name = "Submit for review", Exact = true }).CountAsync() > 0;
        await editor.PullAsync("Submit for review");
        if (hasPage)
        {
            await Assertions.Expect(editor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Submit for review:");
            await (propose?.Invoke() ?? Task.CompletedTask);
            await editor.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Submit", Exact = true }).ClickAsync();
        }

        await Assertions.Expect(editor.Done).ToBeVisibleAsync();
        var desk = new ReviewPage(await SignInAsync(reviewer, $"admin/review/{id}"));
        await desk.ApproveAsync(reviewer.Password);
        await Assertions.Expect(desk.Done).ToContainTextAsync("Your approval is on record");
    }
}
