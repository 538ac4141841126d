using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>Somebody with an account on the site of the tests.</summary>
/// <param name="UserName">User name.</param>
/// <param name="Password">Password.</param>
public sealed record Person(string UserName, string Password)
{
    private const string Shown = "shown this once: ";

    /// <summary>The first administrator.</summary>
    public static Person Administrator { get; } = new("admin", TestSite.AdminPassword);

    /// <summary>Adds somebody with a role; the printed name is <c>Dr</c> and the user name.</summary>
    public static async Task<Person> AddAsync(TestSite site, string role)
    {
        var name = $"{role.ToLowerInvariant()}-{Guid.NewGuid().ToString("N")[..6]}";
        var added = await site.RunAsync("user", "add", name, "--role", role, "--printed-name", "Dr " + name, "--credential", "MD");
        Assert.Equal(0, added.ExitCode);
        return new(name, added.Output[(added.Output.IndexOf(Shown, StringComparison.Ordinal) + Shown.Length)..].Trim());
    }

    /// <summary>Signs in on a page that shows the sign-in form.</summary>
    public async Task SignInAsync(IPage page)
    {
        await page.GetByLabel("User name").FillAsync(UserName);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }
}
