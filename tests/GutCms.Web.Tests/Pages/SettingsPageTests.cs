using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.Web.Features.Settings;

namespace GutCms.Web.Tests.Pages;

public abstract class SettingsPageTests(SiteDatabase database) : IAsyncLifetime
{
    private const string FeedTitle = "GutCms:Delivery:FeedTitle";
    private TestSite _site = null!;
    private GutCmsHost _host = null!;
    private TestBrowser _admin = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.CreateSeededAsync(database);
        _site.Environment["GutCms__Mail__From"] = "server@example.org";
        _host = await _site.StartAsync();
        _admin = new(_host);
        await _admin.SignInAsync("admin", TestSite.AdminPassword);
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Setting_holds_at_once_and_after_a_restart_is_on_record_and_can_be_taken_back()
    {
        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(FeedTitle, "Gut & mind")).StatusCode);
        await SaveAsync("GutCms:Delivery:MaxAgeSeconds", "7");
        Assert.Contains("<title>Gut &amp; mind</title>", await FeedAsync(_host), StringComparison.Ordinal);
        using (var article = await _host.Client.GetAsync("api/delivery/articles/gut-health-and-mental-health", Token))
        {
            Assert.Contains("max-age=7", article.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }

        var log = await _admin.Client.GetStringAsync("api/audit?first=100", Token);
        var changes = JsonNode.Parse(log)!["items"]!.AsArray().Where(entry => (string)entry!["action"]! == "settings.change")
            .Select(entry => (string?)entry!["details"]!["changes"]?["GutCms:Delivery:FeedTitle"]?["after"]);
        Assert.Contains("Gut & mind", changes);

        var second = await _site.StartAsync();
        Assert.Contains("<title>Gut &amp; mind</title>", await FeedAsync(second), StringComparison.Ordinal);

        await SendAsync(new() { ["reset"] = FeedTitle });
        Assert.Contains("<title>GutCms</title>", await FeedAsync(_host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logo_that_is_uploaded_is_served_at_once_and_by_every_node_and_is_on_record()
    {
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3];
        using var sent = await UploadAsync(png);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);

        var second = await _site.StartAsync();
        foreach (var host in new[] { _host, second })
        {
            var path = System.Text.RegularExpressions.Regex.Match(await host.Client.GetStringAsync("", Token), "/look/logo-[0-9a-f]{16}\\.png").Value;
            using var picture = await host.Client.GetAsync(path.TrimStart('/'), Token);
            Assert.Equal("image/png", picture.Content.Headers.ContentType?.MediaType);
            Assert.Equal(png, await picture.Content.ReadAsByteArrayAsync(Token));
        }

        var log = JsonNode.Parse(await _admin.Client.GetStringAsync("api/audit?first=100", Token))!["items"]!.AsArray();
        Assert.Contains(log, entry => ((string?)entry!["details"]?["changes"]?["GutCms:Look:Logo"]?["after"])?.StartsWith("/look/logo-", StringComparison.Ordinal) == true);
        using (var refused = await UploadAsync("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"u8.ToArray()))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("holds scripts", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        await SendAsync(new() { ["reset"] = "GutCms:Look:Logo" });
        Assert.DoesNotContain("/look/logo-", await _host.Client.GetStringAsync("", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_of_the_server_wins_and_the_form_says_so()
    {
        var page = await _admin.Client.GetStringAsync("admin/settings", Token);
        Assert.Contains("value=\"server@example.org\"", page, StringComparison.Ordinal);
        Assert.Contains("The configuration of the server sets GutCms:Mail:From", page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await SaveAsync("GutCms:Mail:From", "other@example.org")).StatusCode);
    }

    [Theory]
    [InlineData("GutCms:Delivery:MaxAgeSeconds", "86401", "Write a whole number from 0 to 86400.")]
    [InlineData("GutCms:Delivery:MaxAgeSeconds", "-1", "Write a whole number from 0 to 86400.")]
    [InlineData("GutCms:Previews:CommentsPerMinute", "many", "Write a whole number from 1 to 100000.")]
    [InlineData("GutCms:DataDirectory", "/etc", "There is no such setting.")]
    public async Task Value_that_the_program_would_not_take_is_refused_at_its_field(string key, string value, string fault)
    {
        using var answer = await SaveAsync(key, value);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(fault, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_that_others_have_overtaken_is_refused()
    {
        await SaveAsync(FeedTitle, "One");

        using var answer = await SendAsync(new() { [$"Values[{FeedTitle}]"] = "Two", ["Revision"] = "0" });

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        Assert.Contains("<title>One</title>", await FeedAsync(_host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editor_may_not_open_the_settings()
    {
        var added = await _site.RunAsync("user", "add", "ed", "--role", "Editor", "--printed-name", "Ed");
        using var editor = new TestBrowser(_host);
        await editor.SignInAsync("ed", added.Output[(added.Output.IndexOf("shown this once: ", StringComparison.Ordinal) + 17)..].Trim());

        Assert.Equal(HttpStatusCode.Forbidden, (await editor.Client.GetAsync("admin/settings", Token)).StatusCode);
    }

    [Fact]
    public async Task Names_of_drugs_are_kept_one_a_line_and_on_record()
    {
        using var refused = await SendAsync(new() { ["DrugNames"] = "xenomycin\nx" }, "admin/settings?handler=Drugs");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("is no name", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        await SendAsync(new() { ["DrugNames"] = "xenomycin\r\n\r\nXenomycin\r\nAcme root" }, "admin/settings?handler=Drugs");
        Assert.Contains("Acme root\nxenomycin</textarea>", WebUtility.HtmlDecode(await _admin.Client.GetStringAsync("admin/settings", Token)), StringComparison.Ordinal);
        Assert.Contains("drug-names", await _admin.Client.GetStringAsync("api/audit?first=100", Token), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> UploadAsync(byte[] bytes)
    {
        var page = await _admin.Client.GetStringAsync("admin/settings", Token);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", "logo.png" } };
        foreach (var name in new[] { "Revision", "__RequestVerificationToken" })
        {
            form.Add(new StringContent(System.Text.RegularExpressions.Regex.Match(page, $"name=\"{name}\"[^>]* value=\"([^\"]*)\"").Groups[1].Value), name);
        }

        return await _admin.Client.PostAsync("admin/settings?handler=Logo", form, Token);
    }

    private static Task<string> FeedAsync(GutCmsHost host) => host.Client.GetStringAsync("feed.xml", Token);

    private Task<HttpResponseMessage> SaveAsync(string key, string value) => SendAsync(new() { [$"Values[{key}]"] = value });

    private Task<HttpResponseMessage> SendAsync(Dictionary<string, string> fields, string action = "admin/settings") => _admin.SendFormAsync("admin/settings", fields, action);
}

public sealed class SettingsPageOnSqliteTests() : SettingsPageTests(SiteDatabase.Sqlite)
{
    [Fact]
    public void Every_default_is_one_that_the_program_takes() => Assert.All(SiteSetting.All, setting => Assert.Null(setting.FaultOf(setting.Default)));
}

public sealed class SettingsPageOnPostgreSqlTests() : SettingsPageTests(SiteDatabase.PostgreSql);
