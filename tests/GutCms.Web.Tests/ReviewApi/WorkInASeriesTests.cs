using System.Text.Json.Nodes;
using GutCms.Core.Recipes;
using GutCms.Core.Security;
using GutCms.TestSupport;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.ReviewApi;

/// <summary>What it costs to publish an article of a series: as much in a long one as in a short one. The numbers stand in docs/performance.md.</summary>
public sealed class WorkInASeriesTests() : ReviewApiTests(Provider.PostgreSql)
{
    [Fact]
    public async Task Publication_writes_and_asks_as_much_in_a_series_of_a_thousand_as_in_one_of_ten()
    {
        await ImportAsync("brief", 10);
        await ImportAsync("ample", 1_000);

        // Whatever is kept for the process is there by then.
        await PublishAsync("brief", "warm");
        var few = await PublishAsync("brief", "few");
        var many = await PublishAsync("ample", "many");

        Assert.Equal(few, many);
        Assert.Equal(2, many.Documents);
        var place = await GetAsync(null, "api/delivery/articles/many/place");
        Assert.Equal((1001, 1001, "ample-1000"), ((int)place.Expect(200)["position"]!, (int)place["count"]!, (string?)place["previous"]["slug"]));
        Assert.Equal((1001, 100), ((int)(await GetAsync(null, "api/delivery/series/ample"))["count"]!, (await GetAsync(null, "api/delivery/series/ample"))["articles"].AsArray().Count));
    }

    [Fact]
    public async Task Place_is_told_as_it_is_now_and_at_one_address()
    {
        await ImportAsync("brief", 2);
        await PublishAsync("brief", "third");
        var second = (await GetAsync(null, "api/delivery/articles/brief-2/place")).Expect(200);
        Assert.Equal((2, 3, "third"), ((int)second["position"]!, (int)second["count"]!, (string?)second["next"]["slug"]));

        await PublishAsync("brief", "fourth");

        Assert.Equal(4, (int)(await GetAsync(null, "api/delivery/articles/brief-2/place"))["count"]!);
        Assert.Equal(308, (await GetAsync(null, "api/delivery/articles/Brief-2/place")).Status);
        Assert.Equal(404, (await GetAsync(null, "api/delivery/articles/none/place")).Status);
        await PublishedAsync("alone");
        Assert.Equal(404, (await GetAsync(null, "api/delivery/articles/alone/place")).Status);
        Assert.Equal(400, (await GetAsync(null, "api/delivery/articles/brief-2/place?of=it")).Status);
    }

    [Fact]
    public async Task Article_that_moves_behind_what_the_series_names_has_the_places_between_purged()
    {
        await ImportAsync("much", 104);
        var before = await KeysAsync("api/delivery/articles/much-103/place");
        Assert.Equal(103, (int)(await GetAsync(null, "api/delivery/articles/much-103/place"))["position"]!);
        var moved = (string)(await GetAsync(null, "api/delivery/articles/much-101"))["id"]!;
        var since = (string?)(await GetAsync(null, "api/delivery/changes?after=now"))["next"];

        var change = new JsonObject { ["ContentItemId"] = moved, ["Article"] = new JsonObject { ["SeriesPosition"] = new JsonObject { ["Value"] = 200 } } };
        (await PostAsync("editor", "api/content?draft=true", change, (await ReviewAsync(moved)).Tag)).Expect(200);
        (await PullAsync("editor", moved, "submit")).Expect(200);
        (await PullAsync("reviewer", moved, "approve")).Expect(200);
        (await PullAsync("editor", moved, "publish")).Expect(200);

        // The document of the series names the first hundred, which are the same; what is purged is what changed, and "articles".
        Assert.Equal(102, (int)(await GetAsync(null, "api/delivery/articles/much-103/place"))["position"]!);
        string[] purged = [.. (await GetAsync(null, "api/delivery/changes?after=" + since))["items"].AsArray().Select(item => (string)item!["id"]!), "articles"];
        Assert.Equal([moved, "articles"], purged);
        Assert.Contains(before, purged.Contains);
        await ImportAsync("brief", 3);
        Assert.DoesNotContain("articles", await KeysAsync("api/delivery/articles/brief-2/place"));
    }

    private async Task<string[]> KeysAsync(string path)
    {
        using var client = Site.As(null);
        using var answer = await client.GetAsync(path, Token);
        return Assert.Single(answer.Headers.GetValues("Surrogate-Key")).Split(' ');
    }

    private async Task<(int Commands, int Documents)> PublishAsync(string series, string slug)
    {
        var article = Article(slug);
        article["Article"]!["Series"] = new JsonObject { ["ContentItemIds"] = new JsonArray(SeriesId(series)) };
        var id = (await PostAsync("author", "api/content?draft=true", article)).Expect(200).Id;
        (await PullAsync("author", id, "submit")).Expect(200);
        (await PullAsync("reviewer", id, "approve")).Expect(200);
        var seen = await ReviewAsync(id);
        var before = (string?)(await GetAsync(null, "api/delivery/changes?after=now"))["next"];
        var commands = await CountedCommands.OfAsync(async () => (await PostAsync("editor", $"api/review/{id}/publish", null, seen.Tag)).Expect(200));
        return (commands, (await GetAsync(null, "api/delivery/changes?after=" + before))["items"].AsArray().Count);
    }

    private async Task ImportAsync(string series, int articles)
    {
        JsonObject[] items =
        [
            new()
            {
                ["ContentItemId"] = SeriesId(series), ["ContentItemVersionId"] = VersionId(series, 0), ["ContentType"] = "Series", ["DisplayText"] = series, ["Latest"] = true, ["Published"] = true,
                ["TitlePart"] = new JsonObject { ["Title"] = series }, ["AutoroutePart"] = new JsonObject { ["Path"] = "series/" + series },
            },
            .. Enumerable.Range(1, articles).Select(number =>
            {
                var article = Article($"{series}-{number}");
                article["ContentItemId"] = "4a" + $"{series[0]}{number}".PadLeft(24, '0');
                article["ContentItemVersionId"] = VersionId(series, number);
                (article["Latest"], article["Published"]) = (true, true);
                article["Article"]!["Series"] = new JsonObject { ["ContentItemIds"] = new JsonArray(SeriesId(series)) };
                article["Article"]!["SeriesPosition"] = new JsonObject { ["Value"] = number };
                return article;
            }),
        ];
        var recipe = new JsonObject { ["name"] = series, ["steps"] = new JsonArray(new JsonObject { ["name"] = "Content", ["Data"] = new JsonArray([.. items]) }) };
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".recipe.json");
        await File.WriteAllTextAsync(path, recipe.ToJsonString(), Token);
        try
        {
            await using var scope = Site.Services.CreateAsyncScope();
            var source = new FileRecipeSource(path);
            var report = await scope.ServiceProvider.GetRequiredService<RecipeRunners>().For(source).RunAsync(source, new RecipeOptions(Actor.System, Trusted: true), null, Token);
            Assert.True(report.Succeeded, string.Join('\n', report.Faults));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string VersionId(string series, int number) => "4v" + $"{series[0]}{number}".PadLeft(24, '0');

    private static string SeriesId(string series) => "4s" + series[..1].PadLeft(24, '0');
}
