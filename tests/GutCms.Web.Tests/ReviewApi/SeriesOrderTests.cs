using System.Collections.Frozen;
using System.Text.Json.Nodes;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.TestSupport;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class SeriesOrderTests() : ReviewApiTests(Provider.PostgreSql)
{
    private static readonly Actor Owner = new("owner-id", "owner") { Permissions = FrozenSet.Create(StringComparer.Ordinal, Permissions.SiteOwner) };

    [Fact]
    public async Task Says_how_many_articles_there_are_when_not_all_are_shown()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var look = scope.ServiceProvider.GetRequiredService<GetSeriesOrder>();

        var series = (await scope.ServiceProvider.GetRequiredService<ListContent>().ExecuteAsync(Owner, new("Series", ContentListStatus.Latest, First: 50), Token)).Value!.Items;
        var id = series.Single(item => item.DisplayText == "Symptom Decoder Series").ContentItemId;
        var all = (await look.ExecuteAsync(Owner, id, Token)).Value!;
        var none = (await look.ExecuteAsync(Owner, id, Token, most: 0)).Value!;

        Assert.NotEmpty(all.Entries);
        Assert.Equal(all.Entries.Length, all.Total);
        Assert.Empty(none.Entries);
        Assert.Equal(all.Total, none.Total);
    }

    [Fact]
    public async Task Asks_the_database_as_often_for_many_articles_as_for_one()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var look = scope.ServiceProvider.GetRequiredService<GetSeriesOrder>();
        var series = (await scope.ServiceProvider.GetRequiredService<ListContent>().ExecuteAsync(Owner, new("Series", ContentListStatus.Latest, First: 50), Token)).Value!.Items;
        var id = series.Single(item => item.DisplayText == "Symptom Decoder Series").ContentItemId;
        foreach (var letter in new[] { "a", "b", "c", "d" })
        {
            var article = Article("in-series-" + letter);
            article["Article"]!["Series"] = new JsonObject { ["ContentItemIds"] = new JsonArray(id) };
            (await PostAsync("author", "api/content?draft=true", article)).Expect(200);
        }

        var one = await CountedCommands.OfAsync(() => look.ExecuteAsync(Owner, id, Token, most: 1));
        var all = await CountedCommands.OfAsync(() => look.ExecuteAsync(Owner, id, Token));

        Assert.True((await look.ExecuteAsync(Owner, id, Token)).Value!.Entries.Length > 3);
        Assert.InRange(one, 10, 60);
        Assert.Equal(one, all);
    }
}
