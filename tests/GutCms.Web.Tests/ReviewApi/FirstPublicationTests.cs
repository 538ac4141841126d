using System.Text.Json.Nodes;
using GutCms.Web.Storage.Model;
using GutCms.Web.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class FirstPublicationOnSqliteTests() : FirstPublicationTests(Provider.Sqlite);

public sealed class FirstPublicationOnPostgreSqlTests() : FirstPublicationTests(Provider.PostgreSql);

/// <summary>When a text was published is when it was first; a correction says since when it is live.</summary>
public abstract class FirstPublicationTests(Provider provider) : ReviewApiTests(provider)
{
    [Fact]
    public async Task A_correction_moves_neither_the_first_publication_nor_the_place_in_lists()
    {
        var id = await PublishedAsync("first");
        var before = await DatesAsync("first");
        Assert.Equal(before.Published, before.Live);
        Site.Time.Advance(TimeSpan.FromDays(1));
        await PublishedAsync("second");
        Site.Time.Advance(TimeSpan.FromDays(1));

        (await EditAsync("author", id, "The gut listens to the brain.")).Expect(200);
        (await PullAsync("author", id, "submit")).Expect(200);
        (await PullAsync("reviewer", id, "approve")).Expect(200);
        (await PullAsync("editor", id, "publish")).Expect(200);

        var after = await DatesAsync("first");
        Assert.Equal((before.Published, before.Page), (after.Published, after.Page));
        Assert.Equal(before.Live.AddDays(2), after.Live);
        Assert.True(after.Modified >= after.Live);
        var items = (await GetAsync(null, "api/delivery/articles?first=100")).Expect(200)["items"].AsArray();
        var slugs = items.Select(item => (string?)item!["slug"]).ToList();
        Assert.True(slugs.IndexOf("second") < slugs.IndexOf("first"));
        var summary = items.Single(item => (string?)item!["slug"] == "first")!;
        Assert.Equal((after.Published, after.Live), (Instant(summary, "publishedUtc"), Instant(summary, "liveSinceUtc")));
    }

    [Fact]
    public async Task Taking_down_and_publishing_again_does_not_move_it()
    {
        var id = await PublishedAsync("again");
        var before = await DatesAsync("again");
        Site.Time.Advance(TimeSpan.FromDays(1));
        (await PullAsync("editor", id, "unpublish")).Expect(200);
        Site.Time.Advance(TimeSpan.FromDays(1));

        (await PullAsync("editor", id, "publish")).Expect(200);

        var after = await DatesAsync("again");
        Assert.Equal(before.Published, after.Published);
        Assert.Equal(before.Live.AddDays(2), after.Live);
    }

    [Fact]
    public async Task What_was_never_live_has_none_and_what_a_recipe_brought_keeps_that_of_the_recipe()
    {
        var draft = await DraftAsync("never");
        await using var scope = Site.Services.CreateAsyncScope();
        await using var context = scope.ServiceProvider.GetRequiredService<GutCmsDbContext>();

        Assert.Null((await context.ContentItems.AsNoTracking().SingleAsync(item => item.ContentItemId == draft, Token)).FirstPublishedUtc);
        var seeded = await DatesAsync(SeededArticle);
        Assert.Equal(seeded.Published, seeded.Live);
        Assert.DoesNotContain(
            await context.ContentItems.AsNoTracking().Where(item => context.ContentVersions.Any(version => version.Published && version.ContentItemId == item.ContentItemId)).ToListAsync(Token),
            item => item.FirstPublishedUtc is null);
    }

    private async Task<(DateTime Published, DateTime Live, DateTime Modified, DateTime Page)> DatesAsync(string slug)
    {
        var article = (await DeliveredAsync(slug)).Expect(200).Body!;
        return (Instant(article, "publishedUtc"), Instant(article, "liveSinceUtc"), Instant(article, "modifiedUtc"), Instant(article["jsonLd"]!, "datePublished"));
    }

    private static DateTime Instant(JsonNode json, string member) =>
        DateTime.Parse((string)json[member]!, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.RoundtripKind);
}
