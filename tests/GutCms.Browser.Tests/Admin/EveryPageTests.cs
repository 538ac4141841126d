using System.Globalization;
using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>The pages and states of pages that no other test comes by: each is looked at, and every link on it leads somewhere.</summary>
public sealed class EveryPageTests(SqliteSite site, Chromium chromium) : EditorialTest(site, chromium)
{
    private const string Seeded = "gut-health-and-mental-health";
    private const string Password = "input[type=password]";

    [Fact]
    public async Task Pages_of_an_editor()
    {
        var reviewer = await Person.AddAsync(Data, "MedicalReviewer");
        var editor = new ReviewPage(await SignInAsync("Editor"));
        await LookAtAsync(editor.Page, "dashboard-editor");
        await VisitAndLookAsync(editor.Page, "admin/content?q=zzzz-nothing", "content-none");
        await VisitAndLookAsync(editor.Page, "admin/content/new/Article", "editor-new");
        await VisitAndLookAsync(editor.Page, "admin/content/new/Series", "editor-new-series");
        await VisitAndLookAsync(editor.Page, "admin/content/new/Disclaimer", "editor-new-disclaimer");
        await editor.Page.GotoAsync(At("admin/content?q=" + Uri.EscapeDataString("Gut Health and Mental Health")));
        await editor.Page.Locator("[data-open]").First.ClickAsync();
        await editor.Page.WaitForURLAsync("**/edit");
        await Assertions.Expect(editor.Page.Locator("[data-block]").First).ToBeVisibleAsync();
        await LookAtAsync(editor.Page, "editor-seeded");

        var id = await Drafts.WriteArticleAsync(editor.Page, Drafts.NewTitle("Zinc"));
        await editor.OpenAsync(id);
        await LookAtAsync(editor.Page, "review-draft");
        await VisitAndLookAsync(editor.Page, $"admin/content/{id}/previews", "previews-none");
        await VisitAndLookAsync(editor.Page, "admin/previews", "previews-all-none");
        await editor.OpenAsync(id);
        await editor.PullAsync("Submit for review");
        await editor.OpenAsync(id);
        await OpenAssignmentAsync();
        await LookAtAsync(editor.Page, "assign");

        // The day that was chosen stays that day, however often it is sent.
        var day = TimeProvider.System.GetUtcNow().AddDays(20);
        await Due().FillAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        for (var time = 0; time < 2; time++)
        {
            await editor.Page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
            await Assertions.Expect(editor.Done).ToContainTextAsync("Everyone who holds the role may decide.");
            await OpenAssignmentAsync();
            await Assertions.Expect(Due()).ToHaveValueAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        await Due().FillAsync("2020-01-01");
        await editor.Page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        await Assertions.Expect(editor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The due date has to be in the future");
        await LookAtAsync(editor.Page, "assign-refused");
        await Due().FillAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await editor.Page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("Everyone who holds the role may decide.");
        await VisitAndLookAsync(editor.Page, "admin/review", "queue-editor");
        var desk = new ReviewPage(await SignInAsync(reviewer, $"admin/review/{id}"));
        await desk.ApproveAsync(reviewer.Password);
        await LookAtAsync(desk.Page, "review-approved");
        await VisitAndLookAsync(editor.Page, "admin/notices", "notices");
        await VisitAndLookAsync(editor.Page, "admin/notices?unread=true", "notices-unread");
        await VisitAndLookAsync(editor.Page, $"admin/review/{id}/act/publish", "act-publish");
        await VisitAndLookAsync(editor.Page, $"admin/review/{id}/act/schedule", "act-schedule");
        await editor.Page.GotoAsync(At($"admin/review/{id}/act/publish"));
        await editor.Page.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).ClickAsync();
        await VisitAndLookAsync(editor.Page, "admin/reports", "reports");
        await editor.Page.GotoAsync(At("admin/reports?from=2026-02-02&to=2026-02-01"));
        await LookAtAsync(editor.Page, "reports-refused");
        await VisitAndLookAsync(editor.Page, $"admin/review/{id}/act/unpublish", "act-unpublish");
        await VisitAndLookAsync(editor.Page, $"admin/review/{id}/act/withdraw", "act-withdraw");

        Task OpenAssignmentAsync() => editor.Page.GetByText("Ask somebody to decide").ClickAsync();
        ILocator Due() => editor.Page.GetByLabel("Due on (UTC)");
    }

    [Fact]
    public async Task Pages_of_an_author_and_a_reviewer()
    {
        var author = await SignInAsync("Author");
        await LookAtAsync(author, "dashboard-author");
        await VisitAndLookAsync(author, "admin/content", "content-author");
        Assert.Equal(403, (await author.GotoAsync(At("admin/users")))!.Status);
        await Assertions.Expect(author.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("You may not open this page");
        await Assertions.Expect(author.GetByRole(AriaRole.Link, new() { Name = "To the dashboard" })).ToBeVisibleAsync();
        await Look.AtAsync(author, "admin-forbidden");
        await author.GotoAsync(At("admin/content/5n33tttcnxh5hrvdqwhxmkq9ec/edit"));
        await Look.AtAsync(author, "admin-not-found");
        var reviewer = await SignInAsync("MedicalReviewer");
        await LookAtAsync(reviewer, "dashboard-reviewer");
        await VisitAndLookAsync(reviewer, "admin/review?show=mine", "queue-reviewer");
    }

    [Fact]
    public async Task Pages_of_an_administrator()
    {
        var page = await SignInAsync(Person.Administrator, "admin/recipes");
        await LookAtAsync(page, "recipes");
        var faulty = Path.Combine(Data.Folder, "faulty.recipe.json");
        await File.WriteAllTextAsync(faulty, """{ "name": "faulty", "steps": [ { "name": "Content", "Data": [ { "ContentType": "Nothing" } ] }, { "name": "Unknown" } ] }""", TestContext.Current.CancellationToken);
        await page.GetByLabel("Recipe file").SetInputFilesAsync(faulty);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Assertions.Expect(page.GetByText("5 faults. Nothing was changed.")).ToBeVisibleAsync();
        await LookAtAsync(page, "recipe-faults");
        await VisitAndLookAsync(page, "admin/users/new", "user-new");
        Assert.Equal(0, (await Data.RunAsync("user", "add", "leaving", "--role", "Author")).ExitCode);
        await VisitAndLookAsync(page, "admin/users/leaving", "user");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make anonymous" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Make leaving anonymous?" })).ToBeVisibleAsync();
        await Look.AtAsync(page, "user-forget");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Make anonymous" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The person is anonymous.")).ToBeVisibleAsync();
        await LookAtAsync(page, "users-anonymous");
        await page.GetByRole(AriaRole.Link, new() { Name = "removed-" }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("This person was made anonymous.")).ToBeVisibleAsync();
        await LookAtAsync(page, "user-anonymous");
        await VisitAndLookAsync(page, "admin/audit", "audit-all");
        await VisitAndLookAsync(page, "admin/audit?by=nobody-at-all", "audit-none");
        await VisitAndLookAsync(page, "admin/policies/Article", "policy-article");
        await VisitAndLookAsync(page, "admin/roles", "roles");
        await VisitAndLookAsync(page, "admin/roles/edit?role=Editor", "role");
        await page.GetByLabel("Read the audit log").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what it means" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Whom it concerns" })).ToBeVisibleAsync();
        await LookAtAsync(page, "role-preview");
        await VisitAndLookAsync(page, "admin/types", "types");
        await VisitAndLookAsync(page, "admin/types/Article", "type");
    }

    [Fact]
    public async Task Pages_of_an_account()
    {
        var person = await Person.AddAsync(Data, "Author");
        var page = await OpenAsync(1440);
        Listen(page);
        await page.GotoAsync(At("account/sign-in"));
        await Look.AtAsync(page, "account-sign-in");
        await (person with { Password = "not my password" }).SignInAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Look.AtAsync(page, "account-sign-in-refused");
        await VisitAndLookAsync(page, "account/forgot-password", "forgot-password");
        await VisitAndLookAsync(page, "account/reset-password?user=nobody&code=abc", "reset-password");
        await page.GotoAsync(At("account/sign-in"));
        await person.SignInAsync(page);
        await page.WaitForURLAsync("**/");
        await VisitAndLookAsync(page, "account/password", "change-password");
        await page.Locator(Password).First.FillAsync("not my password");
        await page.Locator(Password).Nth(1).FillAsync("short");
        await page.Locator("main button[type=submit]").ClickAsync();
        await Look.AtAsync(page, "account-change-password-refused");
        await VisitAndLookAsync(page, "account/authenticator", "authenticator");
        // Browsers take no IP address for a passkey.
        await VisitAndLookAsync(page, "account/passkeys", "passkeys-elsewhere");
        await Assertions.Expect(page.GetByText("opened at http://localhost:")).ToBeVisibleAsync();
        await VisitAndLookAsync(page, "account/providers", "sign-in-providers-none");
        await VisitAndLookAsync(page, "account/notices", "notices-mail");
        await VisitAndLookAsync(page, "account/away", "away");
        await page.GetByLabel("First day").FillAsync("2020-01-02");
        await page.GetByLabel("Last day").FillAsync("2020-01-03");
        await page.Locator("main button[type=submit]").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The last day is over already.");
        await Look.AtAsync(page, "account-away-refused");

        // German words are longer.
        await page.GotoAsync(At("account/language"));
        await page.Locator("#language").SelectOptionAsync("de");
        await page.Locator("main button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("main p[role=status]")).ToBeVisibleAsync();
        await VisitAndLookAsync(page, "account/notices", "notices-mail-german");
        await VisitAndLookAsync(page, "account/away", "away-german");
        await VisitAndLookAsync(page, "admin/notices", "notices-german");
        await page.GotoAsync(At("account/language"));
        await page.Locator("#language").SelectOptionAsync("en");
        await page.Locator("main button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("main p[role=status]")).ToBeVisibleAsync();
        await VisitAndLookAsync(page, "account/sign-out", "sign-out");
        await page.Locator("main button[type=submit]").ClickAsync();
        await Look.AtAsync(page, "account-signed-out");
    }

    [Fact]
    public async Task Page_of_a_withdrawn_article()
    {
        var reviewer = await Person.AddAsync(Data, "MedicalReviewer");
        var editor = new ReviewPage(await SignInAsync("Editor"));
        var title = Drafts.NewTitle("Withdrawn");
        var id = await PublishAsync(editor, reviewer, title);
        await editor.Page.GotoAsync(At($"admin/review/{id}/act/withdraw"));
        await editor.Page.GetByLabel("What readers are told").FillAsync("The dose is wrong.");
        await editor.Page.GetByLabel("Words of the title").FillAsync("Gut Health and Mental Health");
        await editor.Page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await Assertions.Expect(editor.Page.GetByLabel("What readers are told")).ToHaveValueAsync("The dose is wrong.");
        await editor.Page.GetByRole(AriaRole.Radio, new() { Name = "/articles/" + Seeded }).CheckAsync();
        await editor.Page.GetByRole(AriaRole.Button, new() { Name = "Withdraw now" }).ClickAsync();
        await Assertions.Expect(editor.Next).ToContainTextAsync("Readers are sent to Gut Health and Mental Health");
        await LookAtAsync(editor.Page, "review-withdrawn");
        await editor.Page.GetByRole(AriaRole.Link, new() { Name = "Correct what readers are told" }).ClickAsync();
        await Assertions.Expect(editor.Page.GetByRole(AriaRole.Radio, new() { Name = "/articles/" + Seeded })).ToBeCheckedAsync();
        await editor.Page.GetByLabel("Address of the page elsewhere").FillAsync("https://advice.example/dose");
        await editor.Page.GetByRole(AriaRole.Button, new() { Name = "Correct it" }).ClickAsync();
        await Assertions.Expect(editor.Page.GetByText("You typed an address and chose something else.").First).ToBeVisibleAsync();
        await LookAtAsync(editor.Page, "withdrawal-refused");
        await editor.Page.GetByRole(AriaRole.Radio, new() { Name = "A page elsewhere" }).CheckAsync();
        await editor.Page.GetByRole(AriaRole.Button, new() { Name = "Correct it" }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("Readers are told so from now on.");
        var reader = await OpenAsync(1440);
        Listen(reader);
        Assert.Equal(410, (await reader.GotoAsync(At("articles/" + title.ToLowerInvariant().Replace(' ', '-'))))!.Status);
        await Assertions.Expect(reader.GetByText("On another site: advice.example")).ToBeVisibleAsync();
        await Look.AtAsync(reader, "public-withdrawn");
    }

    private async Task VisitAndLookAsync(IPage page, string path, string name)
    {
        var answer = await page.GotoAsync(At(path));
        Assert.True(answer!.Ok, $"{answer.Status} {path}");
        await Look.AtAsync(page, (path.StartsWith("admin", StringComparison.Ordinal) ? "admin-" : "account-") + name);
    }
}
