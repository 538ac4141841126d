using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Certificates;

/// <summary>The dossier of an article that people wrote, approved and published: a page, a code on it, and a file that is verified where there is no site.</summary>
public sealed class DossiersOfArticlesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_is_verified_without_the_site_and_nothing_that_was_changed_in_it()
    {
        await using var team = await EditorialTeam.StartAsync(SiteDatabase.Sqlite, approvals: 2);
        var slug = SampleArticle.NewSlug("answered");
        var id = await team.SubmittedAsync(slug, approvals: 2);
        using var editor = await team.PersonAsync("editor-0");
        await editor.DoAsync(id, "publish");
        var page = $"admin/content/{id}/dossier";
        var html = WebUtility.HtmlDecode(await editor.Browser.Client.GetStringAsync(page, Cancellation));
        var delivered = JsonNode.Parse(await team.Host.Client.GetStringAsync("api/delivery/articles/" + slug, Cancellation))!;
        Assert.Contains("Approved here, as its review policy asks.", html, StringComparison.Ordinal);
        Assert.Contains("Dr reviewer-1, MD", html, StringComparison.Ordinal);
        Assert.Contains("Four eyes: none of those who approved it", html, StringComparison.Ordinal);
        Assert.Contains((string)delivered["contentHash"]!, html, StringComparison.Ordinal);
        Assert.Equal((string?)delivered["review"]!["certificate"], QrReader.Read(html));

        using var sent = await editor.Browser.SendFormAsync(page, new Dictionary<string, string>());
        Assert.Equal("application/zip", sent.Content.Headers.ContentType!.MediaType);
        var bytes = await sent.Content.ReadAsByteArrayAsync(Cancellation);
        var (file, log) = (Path.Combine(team.Site.Folder, sent.Content.Headers.ContentDisposition!.FileName!), Path.Combine(team.Site.Folder, "audit.jsonl"));
        await File.WriteAllBytesAsync(file, bytes, Cancellation);
        Assert.Equal(0, (await team.Site.RunAsync("audit", "export", log)).ExitCode);
        Assert.Contains($"\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"", await File.ReadAllTextAsync(log, Cancellation), StringComparison.Ordinal);
        var issuer = team.Host.Address.GetLeftPart(UriPartial.Authority);

        var alone = await team.Site.RunAsync("dossier", "verify", file);
        Assert.True(alone.ExitCode == 0, alone.Output + alone.Error);
        Assert.Contains("Dr reviewer-1, MD: Medical", alone.Output, StringComparison.Ordinal);
        Assert.Contains($"Whether it is one of {issuer} was not asked", alone.Output, StringComparison.Ordinal);
        var asked = await team.Site.RunAsync("dossier", "verify", file, "--issuer", issuer, "--log", log);
        Assert.True(asked.ExitCode == 0, asked.Output + asked.Error);
        Assert.Contains("entries stand so in the log", asked.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("StatusNotChecked", asked.Output, StringComparison.Ordinal);
        Assert.True((bool?)JsonNode.Parse((await team.Site.RunAsync("dossier", "verify", file, "--json")).Output)!["intact"]);

        await editor.DoAsync(id, "withdraw", new JsonObject { ["reason"] = "The dose is wrong." });
        Assert.Contains("WithdrawnOrRevoked", (await team.Site.RunAsync("dossier", "verify", file, "--issuer", issuer)).Output, StringComparison.Ordinal);

        // What readers are told is corrected on record, and the site's check of itself follows.
        using var corrected = await editor.Browser.SendFormAsync($"admin/review/{id}/withdrawal", new Dictionary<string, string> { ["Form.Reason"] = "The dose is ten times too high.", ["Form.Instead"] = "elsewhere", ["Form.Url"] = "https://advice.example/dose" });
        Assert.Equal(HttpStatusCode.Redirect, corrected.StatusCode);
        using var gone = await team.Host.Client.GetAsync("api/delivery/articles/" + slug, Cancellation);
        Assert.Equal(("The dose is ten times too high.", "https://advice.example/dose"), await ToldAsync(gone));
        var check = await team.Site.RunAsync("verify");
        Assert.True(check.ExitCode == 0, check.Output + check.Error);

        var keys = Path.Combine(team.Site.Folder, "jwks.json");
        await File.WriteAllTextAsync(keys, await team.Host.Client.GetStringAsync(".well-known/jwks.json", Cancellation), Cancellation);
        Assert.Equal(0, (await team.Site.RunAsync("dossier", "verify", file, "--issuer", issuer, "--jwks", keys)).ExitCode);
        Assert.Contains("IssuerMismatch", (await team.Site.RunAsync("dossier", "verify", file, "--issuer", "https://gut.example", "--jwks", keys)).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await team.Site.RunAsync("dossier", "verify", file, "--jwks", keys)).ExitCode);
        bytes[bytes.Length / 3] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Cancellation);
        Assert.Equal(1, (await team.Site.RunAsync("dossier", "verify", file)).ExitCode);
    }

    [Fact]
    public async Task Nobody_gets_it_who_may_not_read_the_drafts()
    {
        await using var team = await EditorialTeam.StartAsync(SiteDatabase.Sqlite, approvals: 1);
        var id = await team.SubmittedAsync(SampleArticle.NewSlug("hidden"));
        using var editor = await team.PersonAsync("editor-0");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(editor, $"admin/content/{id}/dossier?version=4aaaaaaaaaaaaaaaaaaaaaaaaa"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(editor, "admin/content/4aaaaaaaaaaaaaaaaaaaaaaaaa/dossier"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(editor, $"admin/content/{id}/dossier"));
        using var forged = await editor.Browser.Client.PostAsync($"admin/content/{id}/dossier", null, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var stranger = await team.Host.Client.GetAsync($"admin/content/{id}/dossier", Cancellation);
        Assert.Contains("sign-in", stranger.RequestMessage!.RequestUri!.AbsolutePath + stranger.Headers.Location, StringComparison.Ordinal);
    }

    private static async Task<(string? Reason, string? Replacement)> ToldAsync(HttpResponseMessage gone)
    {
        var problem = JsonNode.Parse(await gone.Content.ReadAsStringAsync(Cancellation))!;
        return ((string?)problem["reason"], (string?)problem["replacement"]);
    }

    private static async Task<HttpStatusCode> StatusAsync(EditorialClient client, string path)
    {
        using var answer = await client.Browser.Client.GetAsync(path, Cancellation);
        return answer.StatusCode;
    }
}
