using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GutCms.OrchardCore.Tests;

/// <summary>Delivery lists, which the database puts in order.</summary>
[Collection<OrchardSites>]
public sealed class DeliveryListTests(Newsroom newsroom)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("-published")]
    [InlineData("published")]
    [InlineData("title")]
    public async Task Gives_page_by_page_what_it_gives_at_once(string sort)
    {
        foreach (var title in (string[])["Ordered second", "Ordered first"])
        {
            await PublishAsync($"{title} by {sort.Trim('-')} {sort.Length}");
        }

        var whole = await ReadAsync($"sort={sort}&first=100");
        var pages = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await ReadAsync($"sort={sort}&first=2" + (after.Length > 0 ? "&after=" + after : ""));
            pages.AddRange(Slugs(page));
            Assert.Equal((int)whole["total"]!, (int)page["total"]!);
            after = (string?)page["nextCursor"];
        }

        Assert.Equal(Slugs(whole), pages);
        Assert.Equal((int)whole["total"]!, pages.Count);
    }

    [Fact]
    public async Task Orders_by_title_and_by_publication()
    {
        var (first, second) = (await PublishAsync("Zebra fish and the gut"), await PublishAsync("Aardvarks and the gut"));

        var byTitle = Slugs(await ReadAsync("sort=title&first=100"));
        var newest = Slugs(await ReadAsync("sort=-published&first=100"));

        Assert.True(Array.IndexOf(byTitle, second) < Array.IndexOf(byTitle, first));
        Assert.Equal([second, first], newest[..2]);
    }

    private async Task<string> PublishAsync(string title)
    {
        await newsroom.Editor.DoAsync(await newsroom.ApprovedAsync(title), "publish");
        return Editorial.Slug(title);
    }

    private Task<JsonObject> ReadAsync(string query) => newsroom.Site.Client.GetFromJsonAsync<JsonObject>("api/delivery/articles?" + query, Cancellation)!;

    private static string[] Slugs(JsonObject page) => [.. page["items"]!.AsArray().Select(item => (string)item!["slug"]!)];
}
