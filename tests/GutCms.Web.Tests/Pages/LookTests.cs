using System.Net;
using GutCms.TestSupport;
using GutCms.Web.Features.Look;
using GutCms.Web.Features.Settings;

namespace GutCms.Web.Tests.Pages;

public sealed class LookTests
{
    [Fact]
    public async Task Site_has_its_own_name_colour_logo_and_links_at_once()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        var host = await site.StartAsync();
        var token = TestContext.Current.CancellationToken;
        using var before = await host.Client.GetAsync("", token);
        Directory.CreateDirectory(Path.Combine(site.DataDirectory, "look"));
        await File.WriteAllTextAsync(Path.Combine(site.DataDirectory, "look", "clinic.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"></svg>", token);
        using TestBrowser admin = new(host);
        await admin.SignInAsync("admin", TestSite.AdminPassword);
        using var saved = await admin.SendFormAsync("admin/settings", new Dictionary<string, string>
        {
            ["Values[GutCms:Look:Name]"] = "Clinic <Lindenhof>",
            ["Values[GutCms:Look:Colour]"] = "#ffd000",
            ["Values[GutCms:Look:Logo]"] = "/look/clinic.svg",
            ["Values[GutCms:Look:FooterLinks]"] = "Imprint = /imprint; Privacy = https://site.example/privacy",
        }, "admin/settings");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        using var after = await host.Client.GetAsync("", token);
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
        var page = await after.Content.ReadAsStringAsync(token);
        Assert.Contains("<title>Clinic &lt;Lindenhof&gt;: medical articles</title>", page, StringComparison.Ordinal);
        Assert.Contains("<img src=\"/look/clinic.svg\" alt=\"\"", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/imprint\">Imprint</a>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://site.example/privacy\">Privacy</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">GutCms<", page, StringComparison.Ordinal);
        Assert.Contains("--accent: #", await host.Client.GetStringAsync("look.css", token), StringComparison.Ordinal);
        using var picture = await host.Client.GetAsync("look/clinic.svg", token);
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'", picture.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        foreach (var other in (string[])["look/..%2Fgutcms.db", "look/clinic.html", "look/none.svg"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync(other, token)).StatusCode);
        }
    }

    [Theory]
    [InlineData("GutCms:Look:Colour", "red")]
    [InlineData("GutCms:Look:Colour", "#fff; } body { display: none")]
    [InlineData("GutCms:Look:Logo", "https://other.example/logo.svg")]
    [InlineData("GutCms:Look:Logo", "//other.example/logo.svg")]
    [InlineData("GutCms:Look:FooterLinks", "Imprint = javascript:alert(1)")]
    [InlineData("GutCms:Look:FooterLinks", "Imprint")]
    public void Value_that_is_no_such_thing_is_refused(string key, string value) => Assert.NotNull(SiteSetting.Find(key)!.FaultOf(value));

    [Theory]
    [InlineData("#ffd000")]
    [InlineData("#0c5a54")]
    [InlineData("#000000")]
    [InlineData("#ffffff")]
    [InlineData("#808080")]
    public void Every_colour_can_be_read_in_both_themes(string colour)
    {
        var given = Colour.Parse(colour)!.Value;
        Assert.True(given.ReadableOn(Colour.LightPaper).ContrastTo(Colour.LightPaper) >= 4.5);
        Assert.True(given.ReadableOn(Colour.LightPaper).ContrastTo(Colour.White) >= 4.5);
        Assert.True(given.ReadableOn(Colour.DarkPaper).ContrastTo(Colour.DarkPaper) >= 4.5);
        Assert.True(given.ReadableOn(Colour.DarkPaper).ContrastTo(Colour.Black) >= 4.5);
    }

    [Fact]
    public void Colour_that_can_be_read_stays_as_it_is() => Assert.Equal("#7a1f5c", Colour.Parse("#7a1f5c")!.Value.ReadableOn(Colour.LightPaper).ToString());
}
