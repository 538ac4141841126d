using System.Net;
using GutCms.Core.Reviews.Model;
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
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><g><foreignObject/></g></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"https://other.example/a.png\"/></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.w3.org/1999/xlink\"><a x:href=\"javascript:alert(1)\"/></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><rect style=\"fill: url(https://other.example/a.svg#b)\"/></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><rect style=\"fill: u\\72l(https://other.example/a.svg#b)\"/></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><rect fill=\"URL('//other.example/a.svg#b')\"/></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><rect style=\"background: image-set('https://other.example/a.png' 1x)\"/></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><style>rect { fill: url( \"https://other.example/a.svg#b\") }</style></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><style>@import 'https://other.example/a.css';</style></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><style>@im<!-- -->port<![CDATA[ 'https://other.example/a.css';]]></style></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><style>@im<g/>port 'https://other.example/a.css';</style></svg>", "Settings.LogoActive")]
    [InlineData("<?xml-stylesheet href=\"https://other.example/a.css\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><?xml-stylesheet href=\"https://other.example/a.css\"?></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"#a\"><set attributeName=\"href\" to=\"javascript:alert(1)\"/></a></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"#a\"><animate attributeName=\"href\" values=\"https://other.example/\"/></a></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" xml:base=\"https://other.example/a.svg\"><use href=\"#b\"/></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"data:image/svg+xml,%3Csvg/%3E\"/></svg>", "Settings.LogoActive")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><meta xmlns=\"http://www.w3.org/1999/xhtml\" http-equiv=\"refresh\" content=\"0\"/></svg>", "Settings.LogoActive")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>", "Settings.LogoKind")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>", "Settings.LogoKind")]
    [InlineData("<html><body>Hi</body></html>", "Settings.LogoKind")]
    [InlineData("GIF89a", "Settings.LogoKind")]
    [InlineData("", "Settings.LogoNone")]
    public void What_is_no_picture_or_does_something_is_refused_as_logo(string text, string fault) => Assert.Equal(fault, LogoFile.Read(System.Text.Encoding.UTF8.GetBytes(text)).Fault?.Name);

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><defs><g id=\"a\"/></defs><use href=\"#a\"/></svg>", ".svg")]
    [InlineData("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><title>A url (of a kind)</title><style>.a { fill: url(#b); stroke: #0d5c54 }</style><linearGradient id=\"b\"/><rect class=\"a\" style=\"mask: url('#c')\" fill=\"url(#b)\"/></svg>", ".svg")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:i=\"https://tool.example/ns\" i:file=\"C:\\logo.png\" data-name=\"C:\\logo\"><image href=\"data:image/png;base64,iVBORw0KGgo=\"/></svg>", ".svg")]
    [InlineData("RIFF0000WEBPVP8 ", ".webp")]
    public void Logo_is_named_by_what_it_holds(string text, string ending) => Assert.Matches($"^logo-[0-9a-f]{{16}}\\{ending}$", LogoFile.Read(System.Text.Encoding.UTF8.GetBytes(text)).Logo!.Name);

    [Fact]
    public async Task Logo_that_is_too_large_is_refused_and_so_is_one_of_somebody_who_may_not_set_it()
    {
        Assert.Equal("Settings.LogoSize", LogoFile.Read(new byte[LogoFile.MaxBytes + 1]).Fault?.Name);

        var refused = await new UploadLogo(null!).ExecuteAsync(new("ann", "ann"), "RIFF0000WEBPVP8 "u8.ToArray(), 0, TestContext.Current.CancellationToken);
        Assert.Equal(RefusalKind.Forbidden, refused.Refusal?.Kind);
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
