using GutCms.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>What stands around a text on the desk, what a policy says of it, and the site's check of itself.</summary>
public sealed class WhatIsCheckedTests(SqliteSite site, Chromium chromium) : EditorialTest(site, chromium)
{
    [Fact]
    public async Task Reviewer_sees_what_stands_around_the_text_and_what_of_it_was_changed()
    {
        var (editor, reviewer) = (new ReviewPage(await SignInAsync("Editor")), await Person.AddAsync(Data, "MedicalReviewer"));
        var (before, after) = (Drafts.NewTitle("Selenium"), Drafts.NewTitle("Selenium"));
        var id = await PublishAsync(editor, reviewer, before);
        await Drafts.EditArticleAsync(editor.Page, id, after, "<p>Take 10 mg of magnesium daily, with a meal.</p><p>Ask your doctor first.</p>");
        await editor.OpenAsync(id);
        await editor.PullAsync("Submit for review");

        var desk = new ReviewPage(await SignInAsync(reviewer, $"admin/review/{id}"));
        var around = desk.Page.GetByRole(AriaRole.Region, new() { Name = "Around the text" });
        await Assertions.Expect(around.Locator("del")).ToHaveTextAsync(["/articles/" + before.ToLowerInvariant().Replace(' ', '-')]);
        await Assertions.Expect(around.Locator("ins")).ToHaveTextAsync(["/articles/" + after.ToLowerInvariant().Replace(' ', '-')]);
        await Assertions.Expect(around.Locator("dt")).ToHaveCountAsync(4);
        await LookAtAsync(desk.Page, "review-around");
    }

    [Fact]
    public async Task Policy_says_whether_what_stands_around_a_text_voids_approvals()
    {
        const string recorded = "Another address, series or choice of Hot Articles is recorded; approvals stand.";
        var page = await SignInAsync(Person.Administrator, "admin/policies/Reference");
        var choice = page.GetByLabel("Another address, series or choice of Hot Articles is only recorded");
        await Assertions.Expect(choice).Not.ToBeCheckedAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Editorial");
        await page.GetByLabel("Role 1", new() { Exact = true }).SelectOptionAsync("Editor");
        await choice.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a new version" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Reference version 1" })).ToContainTextAsync(recorded);

        await page.GotoAsync(At("admin/policies/Reference"));
        await Assertions.Expect(choice).ToBeCheckedAsync();
        await choice.UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a new version" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Reference version 2" })).ToContainTextAsync("Another address, series or choice of Hot Articles voids approvals.");
    }

    [Fact]
    public async Task Check_of_itself_says_that_nothing_was_found_and_is_asked_for_anew()
    {
        var page = await SignInAsync(Person.Administrator, "admin/self-check");
        await Eventually.HoldsAsync(async () =>
        {
            await page.ReloadAsync();
            return await page.GetByText("Nothing was found", new() { Exact = true }).CountAsync() > 0;
        });
        await LookAtAsync(page, "self-check");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note-done")).ToContainTextAsync("The whole site is being checked.");
        Assert.Equal(403, (await (await SignInAsync("Author")).GotoAsync(At("admin/self-check")))!.Status);
    }

    [Fact]
    public async Task Check_of_itself_names_what_was_found_and_every_page_of_the_admin_says_so()
    {
        await using var changed = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        await ExecuteAsync(
            changed,
            "DROP TRIGGER \"AuditEntries_NotChanged\"; DROP TRIGGER \"DeliveryDocuments_NotChanged\"; UPDATE \"AuditEntries\" SET \"ActorName\" = 'somebody else' WHERE \"Sequence\" = 3; "
            + "UPDATE \"DeliveryDocuments\" SET \"Title\" = 'Take ten times the dose' WHERE \"Key\" = 'gut-health-and-mental-health'");
        var host = await changed.StartAsync();
        await Eventually.HoldsAsync(async () => (await host.Client.GetStringAsync("health/ready", TestContext.Current.CancellationToken)).Contains("degraded", StringComparison.OrdinalIgnoreCase));

        var page = await OpenAsync(1440);
        await page.GotoAsync(new Uri(host.Address, "admin").AbsoluteUri);
        await Person.Administrator.SignInAsync(page);
        await page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Check of itself");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The audit log was changed" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Items that are not shown to readers because of it: 1.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("gutcms verify --rewrite")).ToBeVisibleAsync();
        await LookAtAsync(page, "self-check-faults");
    }

    private static async Task ExecuteAsync(TestSite site, string statements)
    {
        await using var database = new SqliteConnection($"Data Source={DatabaseDump.SqliteFile(site)};Pooling=False");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqliteCommand(statements, database);
        Assert.Equal(2, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
