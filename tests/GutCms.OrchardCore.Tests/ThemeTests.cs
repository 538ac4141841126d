using System.Globalization;
using Fluid;
using Fluid.Values;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Liquid;

namespace GutCms.OrchardCore.Tests;

/// <summary>What a theme can say of a review: by the shape of the part, and in Liquid. Nothing of a text that is not what was reviewed.</summary>
[Collection<OrchardSites>]
public sealed class ThemeTests(Newsroom newsroom)
{
    private const string Template = "{% assign review = Id | review %}{{ review.Status }}|{{ review.Reviewers[0].Name }}|{{ review.Reviewers[0].Credential }}|{{ review.Certificate | size }}|{{ review.NextReviewUtc | date: '%Y' }}";

    private readonly OrchardSite _site = newsroom.Site;

    [Fact]
    public async Task Shows_who_reviewed_what_is_live_below_it()
    {
        await newsroom.PublishedAsync("Shown by a stock theme");
        using var browser = await AdminBrowser.SignInAsync(_site, "admin");

        var page = AdminBrowser.Words(await browser.OpenAsync("articles/shown-by-a-stock-theme"));

        Assert.Contains("Dr rosa, MD", page, StringComparison.Ordinal);
        Assert.Contains("Next review due:", page, StringComparison.Ordinal);
        Assert.Contains("Certificate of this review", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_nothing_of_what_nobody_here_has_reviewed()
    {
        using var browser = await AdminBrowser.SignInAsync(_site, "admin");

        var page = AdminBrowser.Words(await browser.OpenAsync("articles/gut-health-and-mental-health"));

        Assert.DoesNotContain("Reviewed by", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_a_Liquid_template_who_when_and_until_when()
    {
        var id = await newsroom.PublishedAsync("Told to Liquid");

        var told = (await RenderAsync(id)).Split('|');

        Assert.Equal(["published", "Dr rosa", "MD"], told[..3]);
        Assert.True(int.Parse(told[3], CultureInfo.InvariantCulture) > 100);
        Assert.Equal((TimeProvider.System.GetUtcNow().Year + 1).ToString(CultureInfo.InvariantCulture), told[4]);
    }

    [Fact]
    public async Task Tells_nothing_of_a_draft_and_nothing_of_a_text_that_is_not_the_one_that_was_let_through()
    {
        var draft = await newsroom.ApprovedAsync("Not told to Liquid");
        var live = await newsroom.PublishedAsync("Not told any more");
        await _site.InScopeAsync(async services =>
        {
            var records = services.GetRequiredService<Records>();
            var version = (await newsroom.Editor.ReviewAsync(live))["published"]!["versionId"]!.GetValue<string>();
            var note = (await records.FindAsync<VersionNote>(RecordKinds.Version, version))!;
            await records.SaveAsync(RecordKinds.Version, version, note with { LiveHash = "another" }, live);
        });

        Assert.Equal("||||", (await RenderAsync(draft)).Replace("0", "", StringComparison.Ordinal));
        Assert.Equal("||||", (await RenderAsync(live)).Replace("0", "", StringComparison.Ordinal));
    }

    private Task<string> RenderAsync(string id) => _site.InScopeAsync(services => services.GetRequiredService<ILiquidTemplateManager>().RenderStringAsync(
        Template, NullEncoder.Default, null, new Dictionary<string, FluidValue> { ["Id"] = new StringValue(id) }));
}
