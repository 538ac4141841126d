using System.Collections.Frozen;
using GutCms.Core;
using GutCms.Core.Content;
using GutCms.Core.Reviews;
using GutCms.Core.Security;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class SeriesOrderTests() : ReviewApiTests(Provider.Sqlite)
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
}
