using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>A new reviewer, on a site whose policies nobody has changed: with others an account may have to wait for a second administrator.</summary>
public sealed class NewUsersAndClientsTests(SqliteSite site, Chromium chromium) : AdminTest(site, chromium)
{
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
}
