using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GutCms.OrchardCore.Tests;

[Collection<OrchardSites>]
public sealed class SeedTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delivers_the_seeded_article_as_imported()
    {
        using var response = await _site.Client.GetAsync("api/delivery/articles/gut-health-and-mental-health", Cancellation);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation) + _site.Log.Text);
        var article = await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation);
        Assert.Equal("4fm8m5zqjw9xkr3bb84j54ekbg", (string?)article!["versionId"]);
        Assert.Equal("imported", (string?)article["review"]!["status"]);
        Assert.Equal(4, article["hotArticles"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_a_recipe_of_the_set_up_or_a_request_puts_on_record_is_found_together()
    {
        var id = await newsroom.DraftAsync("Refused twice");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await newsroom.Editor.PullAsync(id, "publish")).Dispose();
        }

        var policies = await LogAsync("action=review.policy.change");
        var refused = await LogAsync($"item={id}&action=content.publish");

        var run = (string)policies[^1]["actId"]!;
        var together = (await LogAsync("act=" + run)).Select(entry => (long)entry["sequence"]!).ToHashSet();
        Assert.InRange(policies.Count(entry => (string?)entry["actId"] == run), 2, int.MaxValue);
        Assert.All(policies.Where(entry => (string?)entry["actId"] == run), entry => Assert.Contains((long)entry["sequence"]!, together));
        Assert.Equal(2, refused.Select(entry => (string)entry["actId"]!).Distinct().Count());
        Assert.Equal((long)refused[0]["sequence"]!, (long)Assert.Single(await LogAsync("act=" + (string)refused[0]["actId"]!))["sequence"]!);
    }

    private async Task<List<JsonObject>> LogAsync(string filter) =>
        [.. (await newsroom.Administrator.GetFromJsonAsync<JsonObject>($"api/audit?first=100&{filter}", Cancellation))!["items"]!.AsArray().Select(entry => entry!.AsObject())];
}
