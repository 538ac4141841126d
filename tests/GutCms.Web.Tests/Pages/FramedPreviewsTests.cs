using GutCms.TestSupport;
using GutCms.Web.Features.Previews;

namespace GutCms.Web.Tests.Pages;

/// <summary>Which pages may show previews in a frame, and which previews the admin shows in one: none, unless the configuration says so.</summary>
public sealed class FramedPreviewsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "frame-ancestors 'none'")]
    [InlineData("https://intranet.example http://localhost:8080", "frame-ancestors https://intranet.example http://localhost:8080")]
    public async Task Preview_link_stands_in_frames_of_the_origins_that_are_named(string origins, string expected)
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__Previews__FrameAncestors"] = origins;
        await using var host = await site.StartAsync();

        using var preview = await host.Client.GetAsync("preview/guessed-token-of-a-preview", Token);
        using var article = await host.Client.GetAsync("articles/gut-health-and-mental-health", Token);

        Assert.EndsWith(expected, Assert.Single(preview.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", Assert.Single(article.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://intranet.example/path")]
    [InlineData("https://intranet.example; script-src *")]
    [InlineData("intranet.example")]
    public async Task What_is_no_origin_ends_the_start(string origins)
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__Previews__FrameAncestors"] = origins;

        var refused = await site.RunAsync("serve");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("GutCms:Previews:FrameAncestors", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "https://site.example:8443/preview?token={token}&path={path}", null)]
    [InlineData(true, "https://site.example:8443/preview?token={token}&path={path}", "https://site.example:8443")]
    [InlineData(true, "", null)]
    public void Page_of_the_site_is_framed_where_that_is_asked_for_and_by_its_origin_alone(bool frames, string address, string? origin) =>
        Assert.Equal(origin, new PreviewOptions { FramesSite = frames, SiteAddress = address }.FramedOrigin);
}
