using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GutCms.OrchardCore.Tests;

/// <summary>The place of a draft in its series, as a preview shows it.</summary>
[Collection<OrchardSites>]
public sealed class PreviewedPlaceTests(Newsroom newsroom)
{
    private const string Live = "api/delivery/articles/early-warning-signs-you-ignore/place";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_counted_among_what_is_live_by_the_token_only()
    {
        var before = await newsroom.Site.Client.GetFromJsonAsync<JsonObject>(Live, Cancellation);
        var article = Editorial.NewArticle("Shown in its place");
        article["Article"]!["Series"]!["ContentItemIds"] = new JsonArray((string)before!["id"]!);
        var id = (string)(await newsroom.Author.SaveDraftAsync(article))["ContentItemId"]!;
        using var made = await newsroom.Author.PostAsJsonAsync("api/review/previews", new JsonObject { ["item"] = id }, Cancellation);
        var token = (string)(await made.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["token"]!;

        var shown = await newsroom.Site.Client.GetFromJsonAsync<JsonObject>($"api/delivery/articles/shown-in-its-place/place?preview={token}", Cancellation);
        using var without = await newsroom.Site.Client.GetAsync("api/delivery/articles/shown-in-its-place/place", Cancellation);
        using var refused = await newsroom.Site.Client.GetAsync($"{Live}?preview={new string('a', 43)}", Cancellation);

        var count = (int)before["count"]! + 1;
        Assert.Equal((count, count, (string?)before["url"]), ((int)shown!["position"]!, (int)shown["count"]!, (string?)shown["url"]));
        Assert.NotNull(shown["previous"]);
        Assert.Null(shown["next"]);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (without.StatusCode, refused.StatusCode));
        Assert.Equal(before.ToJsonString(), (await newsroom.Site.Client.GetFromJsonAsync<JsonObject>(Live, Cancellation))!.ToJsonString());
    }
}
