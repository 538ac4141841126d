using GutCms.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

public sealed class SiteAdministrationTests(SqliteSite site, Chromium chromium) : AdminTest(site, chromium)
{
    [Fact]
    public async Task Policy_is_read_as_a_diagram_and_changed_by_a_form()
    {
        var page = await SignInAsync(Person.Administrator, "admin/policies");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Series version 1" })).ToContainTextAsync("Another address, series or choice of Hot Articles voids approvals.");
        await LookAtAsync(page, "policies");
        await page.GotoAsync(At("admin/policies/Section"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a new version" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("A policy needs an array of at least one stage.");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Editorial");
        await page.GetByLabel("Role 1", new() { Exact = true }).SelectOptionAsync("Editor");
        await page.GetByLabel("Days until a decision is due").FillAsync("500");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a new version" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Expected a whole number from 1 to 365.");
        await LookAtAsync(page, "policy-form");
        await page.GetByLabel("Days until a decision is due").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a new version" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note-done")).ToContainTextAsync("The policy for Section is filed as version 1.");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Section version 1" })).ToContainTextAsync("1 × Editor");
    }

    /// <summary>Asking for further stages changes the form only, and what is saved afterwards is saved: each with its roles in parallel, thresholds and days.</summary>
    [Fact]
    public async Task Policy_of_three_stages_with_roles_in_parallel_is_filed_by_the_form()
    {
        var page = await SignInAsync(Person.Administrator, "admin/policies/Faq");
        await FillAsync(1, "Editorial", "3", ("Editor", "1"));
        await Stage(1).GetByLabel("Days before it is due").FillAsync("2");
        await Stage(1).GetByLabel("Who is told then, 1").SelectOptionAsync("Editor");
        await Stage(1).GetByLabel("Who is told then, 2").SelectOptionAsync("@admin");
        await MoreAsync(2);
        await FillAsync(2, "Medical", "14", ("MedicalReviewer", "Most"), ("Editor", "2"));
        await MoreAsync(3);
        await FillAsync(3, "Release", "", ("Administrator", "All"));
        await LookAtAsync(page, "policy-form-stages");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a new version" }).ClickAsync();

        await Assertions.Expect(page.Locator(".note-done")).ToContainTextAsync("The policy for Faq is filed as version 1.");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Faq version 1" })).ToContainTextAsync("Told then: Editor → @admin.");
        await page.GotoAsync(At("admin/policies/Faq"));
        await Assertions.Expect(Stage(1).GetByLabel("Days before it is due")).ToHaveValueAsync("2");
        await Assertions.Expect(Stage(1).GetByLabel("Who is told then, 1")).ToHaveValueAsync("Editor");
        await Assertions.Expect(Stage(1).GetByLabel("Who is told then, 2")).ToHaveValueAsync("@admin");
        await Assertions.Expect(Stage(2).GetByLabel("Days before it is due")).ToHaveValueAsync("");
        await ExpectAsync(1, "Editorial", "3", ("Editor", "1"));
        await ExpectAsync(2, "Medical", "14", ("MedicalReviewer", "Most"), ("Editor", "2"));
        await ExpectAsync(3, "Release", "", ("Administrator", "All"));

        ILocator Stage(int number) => page.GetByRole(AriaRole.Group, new() { Name = $"Stage {number}" });

        async Task MoreAsync(int stages)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Add a stage" }).ClickAsync();
            await Assertions.Expect(Stage(stages)).ToBeVisibleAsync();
        }

        async Task FillAsync(int number, string name, string days, params (string Role, string Threshold)[] roles)
        {
            await Stage(number).GetByLabel("Name", new() { Exact = true }).FillAsync(name);
            await Stage(number).GetByLabel("Days until a decision is due").FillAsync(days);
            for (var line = 0; line < roles.Length; line++)
            {
                await Stage(number).GetByLabel($"Role {line + 1}", new() { Exact = true }).SelectOptionAsync(roles[line].Role);
                await Stage(number).Locator("select").Nth((2 * line) + 1).SelectOptionAsync(roles[line].Threshold);
            }
        }

        async Task ExpectAsync(int number, string name, string days, params (string Role, string Threshold)[] roles)
        {
            await Assertions.Expect(Stage(number).GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync(name);
            await Assertions.Expect(Stage(number).GetByLabel("Days until a decision is due")).ToHaveValueAsync(days);
            for (var line = 0; line < roles.Length; line++)
            {
                await Assertions.Expect(Stage(number).GetByLabel($"Role {line + 1}", new() { Exact = true })).ToHaveValueAsync(roles[line].Role);
                await Assertions.Expect(Stage(number).Locator("select").Nth((2 * line) + 1)).ToHaveValueAsync(roles[line].Threshold);
            }
        }
    }

    [Fact]
    public async Task Administrator_makes_a_user_and_a_client_whose_secrets_are_shown_once()
    {
        var page = await SignInAsync(Person.Administrator, "admin/users");
        await LookAtAsync(page, "users");
        await page.GetByRole(AriaRole.Link, new() { Name = "New user" }).ClickAsync();
        var name = Drafts.NewTitle("nora").Replace(' ', '-');
        await page.GetByLabel("User name").FillAsync(name);
        await page.GetByLabel("Name under signatures").FillAsync("Dr Nora New");
        await page.GetByLabel("MedicalReviewer").CheckAsync();
        await LookAtAsync(page, "user");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var password = await page.GetByLabel("Copy it now").InputValueAsync();
        var nora = await SignInAsync(new Person(name, password), "admin/review");
        await Assertions.Expect(nora.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Review");
        await Assertions.Expect(nora.GetByRole(AriaRole.Link, new() { Name = "Users" })).ToHaveCountAsync(0);
        Assert.Equal(403, (await nora.GotoAsync(At("admin/users")))!.Status);

        await page.GotoAsync(At("admin/clients"));
        await page.GetByLabel("Client id").FillAsync(name);
        await page.GetByLabel("Delivery").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Register" }).ClickAsync();
        Assert.Equal(64, (await page.GetByLabel("Its secret.").InputValueAsync()).Length);
        await LookAtAsync(page, "clients");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Revoke {name}" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note-done")).ToContainTextAsync($"The client {name} was revoked.");
    }

    [Fact]
    public async Task Redirect_of_an_earlier_site_is_added_and_released()
    {
        var page = await SignInAsync(Person.Administrator, "admin/addresses");
        var name = "articles/" + Drafts.NewTitle("old").Replace(' ', '-').ToLowerInvariant();
        await page.GetByLabel("Former address").FillAsync(name);
        await page.GetByLabel("Leads to").FillAsync("articles/gut-health-and-mental-health");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".note-done")).ToContainTextAsync($"Readers who come by {name} are sent on from now on.");
        await LookAtAsync(page, "addresses");

        await page.GotoAsync(At(name));
        Assert.Equal(At("articles/gut-health-and-mental-health"), page.Url);

        await page.GotoAsync(At("admin/addresses"));
        await page.GetByRole(AriaRole.Button, new() { Name = $"Release: /{name}" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Release" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note-done")).ToContainTextAsync($"{name} is released.");

        // A browser that has followed it keeps it for half a minute.
        Assert.Equal(404, (await (await OpenAsync(1440)).GotoAsync(At(name)))!.Status);
    }

    [Fact]
    public async Task Webhook_receiver_is_added_tried_changed_and_removed()
    {
        var page = await SignInAsync(Person.Administrator, "admin/webhooks");
        await LookAtAsync(page, "webhooks-none");
        var name = Drafts.NewTitle("Site");
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Address").FillAsync("http://127.0.0.1:9/hooks/" + new string('a', 120));
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        Assert.StartsWith("whsec_", await page.GetByLabel("Its secret.").InputValueAsync(), StringComparison.Ordinal);
        await LookAtAsync(page, "webhooks-added");

        await page.GetByRole(AriaRole.Button, new() { Name = $"Send a test message : {name}" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync($"{name} did not take the test message.");
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = $"Messages to {name}" })).ToContainTextAsync("AllowPrivateAddresses");
        await LookAtAsync(page, "webhooks-log");

        await page.GetByRole(AriaRole.Button, new() { Name = $"Change the secret : {name}" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Change the secret" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note-done")).ToContainTextAsync($"{name} has another secret.");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Remove : {name}" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Assertions.Expect(page.Locator(".note-done")).ToContainTextAsync($"{name} was removed.");
    }

    [Fact]
    public async Task Recipe_is_checked_tried_and_run_without_scripts_and_its_text_is_a_draft()
    {
        var page = await SignInAsync(Person.Administrator, "admin/recipes", script: false);
        var path = Path.Combine(Data.Folder, "one.recipe.json");
        var title = Drafts.NewTitle("Recipe");
        await File.WriteAllTextAsync(path, $$"""
            { "name": "one", "displayName": "One", "description": "One series.", "author": "Tests", "version": "1.0.0", "steps": [
              { "name": "Content", "Data": [ { "ContentItemId": "4t3c2xr8vz5w7yk9hq6m1n0pbd", "ContentItemVersionId": "4t3c2xr8vz5w7yk9hq6m1n0pbe", "ContentType": "Series", "DisplayText": "{{title}}",
                "Latest": true, "Published": true, "TitlePart": { "Title": "{{title}}" }, "AutoroutePart": { "Path": "series/one" } } ] } ] }
            """, TestContext.Current.CancellationToken);
        await page.GetByLabel("Recipe file").SetInputFilesAsync(path);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("There is no fault.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Dry run" }).ClickAsync();
        await LookAgainUntilItEndsAsync(page);
        await Assertions.Expect(page.Locator("#report .note")).ToContainTextAsync("This is what would change. Nothing was changed.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run it" }).ClickAsync();
        await LookAgainUntilItEndsAsync(page);
        await Assertions.Expect(page.Locator("#report .note")).ToContainTextAsync("Done: all of it, in one step.");
        await page.GotoAsync(At("admin/series"));
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = title })).ToContainTextAsync("Draft");

        // A later version of the same recipe: the dry run shows the words that would change.
        var changed = (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Replace(title, title + " and more", StringComparison.Ordinal).Replace("1n0pbe", "1n0pbf", StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, changed, TestContext.Current.CancellationToken);
        var seen = await SignInAsync(Person.Administrator, "admin/recipes");
        await seen.GetByLabel("Recipe file").SetInputFilesAsync(path);
        await seen.GetByRole(AriaRole.Button, new() { Name = "Dry run" }).ClickAsync();
        await seen.GetByText("1 change.").ClickAsync();
        await Assertions.Expect(seen.Locator("#report ins").First).ToContainTextAsync("and more");
        await LookAtAsync(seen, "recipe-dry-run");
    }

    [Fact]
    public async Task Run_of_a_recipe_shows_how_far_it_is_over_a_reload_and_ends_in_its_report()
    {
        // Patient enough to be looked at while it waits for a change that the test holds open.
        var host = await Data.StartAsync("--GutCms:BusyTimeoutSeconds=600");
        var page = await OpenAsync(1440);
        await page.GotoAsync(new Uri(host.Address, "admin/recipes").AbsoluteUri);
        await Person.Administrator.SignInAsync(page);
        var other = await page.Context.NewPageAsync();
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(Data.DataDirectory, "gutcms.db")};Pooling=False"))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var change = database.BeginTransaction(deferred: false);
            await ChooseAsync(page, "first");
            await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
            await LookAtAsync(page, "recipe-progress");
            await page.ReloadAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();

            await other.GotoAsync(new Uri(host.Address, "admin/recipes").AbsoluteUri);
            await Assertions.Expect(other.GetByRole(AriaRole.Status)).ToContainTextAsync("One recipe runs at a time.");
            await ChooseAsync(other, "second");
            await other.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
            await Assertions.Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("admin is running first.recipe.json.");
            await change.RollbackAsync(TestContext.Current.CancellationToken);
        }

        await other.CloseAsync();
        await Assertions.Expect(page.Locator("#report .note")).ToContainTextAsync("Done: all of it, in one step.", new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByText("The run has ended.")).ToHaveCountAsync(1);
        await LookAtAsync(page, "recipe-report");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#report")).ToContainTextAsync("Created: 1");

        async Task ChooseAsync(IPage form, string name)
        {
            var path = Path.Combine(Data.Folder, name + ".recipe.json");
            await File.WriteAllTextAsync(path, $$"""
                { "name": "{{name}}", "displayName": "One", "description": "One role.", "author": "Tests", "version": "1.0.0", "steps": [
                  { "name": "Roles", "Roles": [ { "Name": "Role {{name}}", "Description": "For tests.", "Permissions": [] } ] } ] }
                """, TestContext.Current.CancellationToken);
            await form.GetByLabel("Recipe file").SetInputFilesAsync(path);
        }
    }

    [Fact]
    public async Task Log_is_filtered_verified_and_exported()
    {
        var page = await SignInAsync(Person.Administrator, "admin/audit?area=sign-in");
        await Assertions.Expect(page.Locator("tbody td", new() { HasText = "Sign-in" }).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await Assertions.Expect(page.GetByText("all as they were written.")).ToBeVisibleAsync();
        await LookAtAsync(page, "audit");
        await page.GetByLabel("User (name or id)").FillAsync("admin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "admin" }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "system" })).ToHaveCountAsync(0);

        // A download ends the navigation that it came from, which the browser reports as a failed request: on a page that nobody listens to.
        var quiet = await page.Context.NewPageAsync();
        await quiet.GotoAsync(At("admin/audit"));
        var file = await quiet.RunAndWaitForDownloadAsync(() => quiet.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync());
        var path = Path.Combine(Data.Folder, "audit.jsonl");
        await file.SaveAsAsync(path);
        var verified = await Data.RunAsync("audit", "verify", "--export", path);
        Assert.True(verified.ExitCode == 0, verified.Error);
    }

    [Fact]
    public async Task Articles_of_a_series_are_ordered_by_buttons_and_gaps_are_shown()
    {
        var page = await SignInAsync(Person.Administrator, "admin/series");
        await LookAtAsync(page, "series");
        await page.GetByRole(AriaRole.Link, new() { Name = "Symptom Decoder Series", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".order li")).Not.ToHaveCountAsync(0);
        await page.Locator(".order-position").First.FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the positions" }).ClickAsync();
        await Assertions.Expect(page.GetByText("No article has the position")).ToBeVisibleAsync();
        await LookAtAsync(page, "series-order");
        await page.GotoAsync(At("admin/disclaimers"));
        await LookAtAsync(page, "disclaimers");
        await page.GetByRole(AriaRole.Link, new() { Name = "Texts that show this disclaimer" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row)).Not.ToHaveCountAsync(0);
        await LookAtAsync(page, "disclaimer-uses");
        await page.GotoAsync(At("admin/settings"));
        await Assertions.Expect(page.GetByText("Signs", new() { Exact = true })).ToBeVisibleAsync();
        await LookAtAsync(page, "settings");
        await page.GotoAsync(At("admin/roles"));
        await LookAtAsync(page, "roles");
    }

    private static async Task LookAgainUntilItEndsAsync(IPage page)
    {
        while (await page.GetByRole(AriaRole.Link, new() { Name = "Look again" }).CountAsync() > 0)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Look again" }).ClickAsync();
        }
    }
}
