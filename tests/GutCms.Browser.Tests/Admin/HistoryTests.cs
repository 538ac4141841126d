using System.Globalization;
using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

public sealed class HistoryTests(SqliteSite site, Chromium chromium) : EditorialTest(site, chromium)
{
    [Fact]
    public async Task Editor_compares_and_restores_versions_and_verifies_the_certificate()
    {
        var editor = new ReviewPage(await SignInAsync("Editor"));
        var title = Drafts.NewTitle("Zinc");
        var id = await PublishAsync(editor, await Person.AddAsync(Data, "MedicalReviewer"), title);
        await Drafts.EditArticleAsync(editor.Page, id, title, "<p>Take 15 mg of zinc weekly.</p>");

        var page = editor.Page;
        await page.GotoAsync(At($"admin/content/{id}/history"));
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "What happened" })).ToContainTextAsync("The stage Medical was approved.");
        await LookAtAsync(page, "history");
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare the chosen versions" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Version 1 compared with version 2");
        await Assertions.Expect(page.Locator("ins").Filter(new() { HasText = "15" })).ToBeVisibleAsync();
        await LookAtAsync(page, "compare");

        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Restore" }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("The version is back as a new draft.");

        await page.GetByRole(AriaRole.Link, new() { Name = "Certificate" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The server has verified it")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-verdict]")).ToContainTextAsync("Verified by your browser");
        await LookAtAsync(page, "certificate");

        // One letter that was not approved.
        await page.EvaluateAsync("document.querySelector('[data-certificate]').dataset.delivered = document.querySelector('[data-certificate]').dataset.delivered.replace('10 mg', '11 mg')");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-verdict]")).ToContainTextAsync("does not have the hash");

        await page.GetByRole(AriaRole.Link, new() { Name = "Dossier" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Who signed what" })).ToContainTextAsync("Four eyes:");
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "The certificate as a QR code" })).ToBeVisibleAsync();
        await LookAtAsync(page, "dossier");
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Print or save as PDF" })).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Who signed what" })).ToHaveCSSAsync("color", "rgb(0, 0, 0)");
        var printed = await page.PdfAsync(new() { Format = "A4", Path = Environment.GetEnvironmentVariable("GUTCMS_PICTURES") is null ? null : "artifacts/screenshots/dossier.pdf" });
        Assert.Equal("%PDF-"u8.ToArray(), printed[..5]);
        await page.EmulateMediaAsync(new() { Media = Media.Null, ColorScheme = ColorScheme.Null });
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Signed file (ZIP)" }).ClickAsync());
        Assert.EndsWith(".zip", download.SuggestedFilename, StringComparison.Ordinal);
        var file = Path.Combine(Data.Folder, download.SuggestedFilename);
        await download.SaveAsAsync(file);
        Assert.Equal(0, (await Data.RunAsync("dossier", "verify", file)).ExitCode);
    }

    [Fact]
    public async Task Editor_compares_versions_that_never_were_live_schedules_and_takes_down_from_the_history_without_scripts()
    {
        var reviewer = await Person.AddAsync(Data, "MedicalReviewer");
        var editor = await Person.AddAsync(Data, "Editor");
        var writing = new ReviewPage(await SignInAsync(editor));
        var title = Drafts.NewTitle("Copper");
        var id = await Drafts.WriteArticleAsync(writing.Page, title, "<p>Take 1 mg of copper.</p>");
        await Drafts.EditArticleAsync(writing.Page, id, title, "<p>Take 2 mg of copper.</p>");
        await Drafts.EditArticleAsync(writing.Page, id, title, "<p>Take 3 mg of copper.</p>");
        await SubmitAndApproveAsync(writing, reviewer, id);

        var page = await SignInAsync(editor, $"admin/content/{id}/history", script: false);
        var quiet = new ReviewPage(page);
        await page.GetByLabel("Compare from version 1").CheckAsync();
        await page.GetByLabel("Compare to version 3").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare the chosen versions" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Version 1 compared with version 3");
        await Assertions.Expect(page.Locator("del").Filter(new() { HasText = "1" }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("ins").Filter(new() { HasText = "3" }).First).ToBeVisibleAsync();

        await quiet.OpenAsync(id);
        var second = await page.GetByLabel("Compare with").Locator("option", new() { HasText = "2" }).First.GetAttributeAsync("value");
        await page.GotoAsync(At($"admin/review/{id}?from={second}"));
        await Assertions.Expect(quiet.Text.Locator("del").Filter(new() { HasText = "2" }).First).ToBeVisibleAsync();

        await page.GotoAsync(At($"admin/content/{id}/history"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Schedule", Exact = false }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Schedule" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.GetByLabel("Date and time").FillAsync(TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
        await page.GetByRole(AriaRole.Button, new() { Name = "Schedule" }).ClickAsync();
        await Assertions.Expect(quiet.Done).ToContainTextAsync("Its publication is scheduled.");
        await page.GotoAsync(At($"admin/review/{id}/act/schedule"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel the schedule" }).ClickAsync();
        await Assertions.Expect(quiet.Done).ToContainTextAsync("The schedule was cancelled.");

        await page.GotoAsync(At($"admin/review/{id}/act/publish"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).ClickAsync();
        await page.GotoAsync(At($"admin/content/{id}/history"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Unpublish" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Unpublish now" }).ClickAsync();
        await Assertions.Expect(quiet.Done).ToContainTextAsync("It is not live any more.");
    }

    [Fact]
    public async Task Draft_is_shared_commented_on_by_a_guest_and_the_link_revoked()
    {
        var editor = new ReviewPage(await SignInAsync("Editor"));
        var title = Drafts.NewTitle("Shared");
        var id = await Drafts.WriteArticleAsync(editor.Page, title);
        var page = editor.Page;
        await page.GotoAsync(At($"admin/content/{id}/previews"));
        await page.GetByLabel("People who have it may leave comments").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var address = await page.GetByLabel("Copy it now").InputValueAsync();
        await LookAtAsync(page, "previews");

        var guest = await OpenAsync(1440);
        Listen(guest);
        var shown = await guest.GotoAsync(address);
        Assert.Equal(200, shown!.Status);
        Assert.Equal("noindex, nofollow, noarchive", shown.Headers["x-robots-tag"]);
        Assert.Contains("no-store", shown.Headers["cache-control"], StringComparison.Ordinal);
        Assert.Equal("no-referrer", shown.Headers["referrer-policy"]);
        await Assertions.Expect(guest.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        await Assertions.Expect(guest.GetByText("Not published.")).ToBeVisibleAsync();
        await LookAtAsync(guest, "preview");
        await guest.GetByLabel("Your name").FillAsync("Pat");
        await guest.GetByLabel("Comment", new() { Exact = true }).FillAsync("Which salt?");
        await guest.GetByRole(AriaRole.Button, new() { Name = "Send the comment" }).ClickAsync();
        await Assertions.Expect(guest.GetByRole(AriaRole.Status)).ToContainTextAsync("Your comment was sent");

        await editor.OpenAsync(id);
        await Assertions.Expect(editor.Threads).ToContainTextAsync("Guest");
        await Assertions.Expect(editor.Threads).ToContainTextAsync("Which salt?");
        await page.GotoAsync(At($"admin/content/{id}/previews"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("The link was revoked");

        Assert.Equal(410, (await guest.GotoAsync(address))!.Status);
        await Assertions.Expect(guest.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This preview has ended");
    }

    [Fact]
    public async Task Material_change_of_a_disclaimer_shows_its_impact_and_opens_reviews()
    {
        var editor = new ReviewPage(await SignInAsync("Editor"));
        var reviewer = await Person.AddAsync(Data, "MedicalReviewer");
        var notice = Drafts.NewTitle("Notice");
        var disclaimer = await Drafts.WriteDisclaimerAsync(editor.Page, notice, "<p>This article does not replace your doctor.</p>");
        await ApproveAndPublishAsync(editor, reviewer, disclaimer);
        var article = await Drafts.WriteArticleAsync(editor.Page, Drafts.NewTitle("Iron"), disclaimer: disclaimer);
        await ApproveAndPublishAsync(editor, reviewer, article);
        await Drafts.WriteDisclaimerAsync(editor.Page, notice, "<p>This article does not replace your doctor. In an emergency call for help at once.</p>", disclaimer);
        await SubmitAndApproveAsync(editor, reviewer, disclaimer, async () =>
        {
            await Assertions.Expect(editor.Page.GetByRole(AriaRole.Link, new() { Name = "Iron" })).ToBeVisibleAsync();
            await LookAtAsync(editor.Page, "disclaimer-proposal");
            await editor.Page.GetByLabel("Material:").CheckAsync();
        });

        await editor.OpenAsync(disclaimer);
        await editor.PullAsync("Publish");
        await Assertions.Expect(editor.Page.GetByRole(AriaRole.Link, new() { Name = "Iron" })).ToBeVisibleAsync();
        await LookAtAsync(editor.Page, "disclaimer-impact");
        await editor.Page.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).ClickAsync();
        await Assertions.Expect(editor.Done).ToContainTextAsync("It is live now");

        await editor.OpenAsync(article);
        await Assertions.Expect(editor.Next).ToContainTextAsync("A version is live whose review is due.");
        await Assertions.Expect(editor.Text.Locator("ins").Filter(new() { HasText = "emergency" }).First).ToBeVisibleAsync();
    }
}
