using System.Text.RegularExpressions;
using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>A draft on the pages of the site's own front end.</summary>
public sealed partial class PreviewOnSiteTests(SqliteSite site, Chromium chromium) : EditorialTest(site, chromium)
{
    [Fact]
    public async Task Draft_is_opened_at_the_address_in_the_settings_and_read_until_it_is_revoked()
    {
        var administrator = await SignInAsync(Person.Administrator, "admin/settings");
        await administrator.GetByLabel(Setting()).FillAsync("no address");
        await administrator.GetByRole(AriaRole.Button, new() { Name = "Save the settings" }).ClickAsync();
        await Assertions.Expect(administrator.GetByText("Write an address that begins with https:// or http:// and has {token} in it.").First).ToBeVisibleAsync();
        await administrator.GetByLabel(Setting()).FillAsync("https://site.example/preview?token={token}&path={path}");
        await administrator.GetByRole(AriaRole.Button, new() { Name = "Save the settings" }).ClickAsync();
        await Assertions.Expect(new ReviewPage(administrator).Done).ToBeVisibleAsync();

        var editor = new ReviewPage(await SignInAsync("Editor"));
        var page = editor.Page;
        var title = Drafts.NewTitle("Front");
        var slug = title.ToLowerInvariant().Replace(' ', '-');
        var id = await Drafts.WriteArticleAsync(page, title);
        await page.GotoAsync(At($"admin/content/{id}/previews"));
        await page.GetByLabel("Minutes until it ends").FillAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a preview" }).ClickAsync();

        var token = await page.GetByLabel("Its token").InputValueAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Open it on the site" })).ToHaveAttributeAsync("href", $"https://site.example/preview?token={token}&path=%2Farticles%2F{slug}");
        await LookAtAsync(page, "previews-site");
        var shown = await page.APIRequest.GetAsync(At($"api/delivery/articles/{slug}?preview={token}"));
        Assert.Equal((200, "item"), (shown.Status, shown.Headers["x-gutcms-preview"]));
        Assert.Contains(title, await shown.TextAsync(), StringComparison.Ordinal);

        await page.GotoAsync(At("admin/previews"));
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = title })).ToBeVisibleAsync();
        await LookAtAsync(page, "previews-all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("The preview was revoked");
        Assert.Equal(403, (await page.APIRequest.GetAsync(At($"api/delivery/articles/{slug}?preview={token}"))).Status);
    }

    [GeneratedRegex("^Address at which your own front end shows previews")]
    private static partial Regex Setting();
}
