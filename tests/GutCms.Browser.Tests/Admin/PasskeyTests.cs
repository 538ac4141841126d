using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>Somebody with a device that holds passkeys, at an address that browsers take for one.</summary>
public sealed class PasskeyTests(SqliteSite site, Chromium chromium) : AdminTest(site, chromium)
{
    private string Origin => $"http://localhost:{Site.Port}";

    [Fact]
    public async Task Passkey_is_added_signs_in_is_renamed_and_removed_by_keyboard()
    {
        var person = await Person.AddAsync(Data, "Author");
        var page = await OpenAsync(1440);
        List<string> complaints = [];
        page.Console += (_, message) => complaints.AddRange(message.Type == "error" && !message.Text.Contains("400", StringComparison.Ordinal) ? [message.Text] : []);
        page.PageError += (_, error) => complaints.Add(error);
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        var device = (await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        }))!.Value.GetProperty("authenticatorId").GetString()!;

        await page.GotoAsync(Origin + "/account/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The browser gave no passkey");
        await Look.AtAsync(page, "account-sign-in-without-passkey");
        await person.SignInAsync(page);
        await page.WaitForURLAsync(Origin + "/");

        // Refused, with words, and the form still there.
        await page.GotoAsync(Origin + "/account/passkeys");
        await page.GetByLabel("Name of the new passkey").FillAsync("Work laptop");
        await page.GetByLabel("Password").FillAsync("not my password");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wrong");
        await Look.AtAsync(page, "account-passkeys-refused");
        await page.GetByLabel("Password").FillAsync(person.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The passkey was added.");
        await Look.AtAsync(page, "account-passkeys");

        // A device holds one passkey of an account.
        await page.GetByLabel("Name of the new passkey").FillAsync("Once more");
        await page.GetByLabel("Password").FillAsync(person.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This device holds a passkey of your account already.");

        await SignOutAsync();
        await UseAsync();
        await page.WaitForURLAsync(Origin + "/");
        await page.GotoAsync(Origin + "/account/passkeys");
        await Assertions.Expect(page.GetByText("last used")).ToBeVisibleAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Old laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename the passkey Work laptop" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("strong")).ToHaveTextAsync("Old laptop");

        // A device that does not verify its owner lets nobody in.
        await devices.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = device, ["isUserVerified"] = false });
        await SignOutAsync();
        await UseAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The browser gave no passkey");
        await devices.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = device, ["isUserVerified"] = true });

        await UseAsync();
        await page.WaitForURLAsync(Origin + "/");
        await page.GotoAsync(Origin + "/account/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the passkey Old laptop" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("strong")).ToHaveCountAsync(0);
        await SignOutAsync();
        await UseAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This passkey does not let you in");
        Assert.Empty(complaints);

        async Task SignOutAsync()
        {
            await page.GotoAsync(Origin + "/account/sign-out");
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
            await page.WaitForURLAsync(Origin + "/");
        }

        async Task UseAsync()
        {
            await page.GotoAsync(Origin + "/account/sign-in");
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).PressAsync("Enter");
        }
    }
}
