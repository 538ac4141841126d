using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.OrchardCore.Tests;

/// <summary>An item under policy is as large as it may be and no larger, at each door of Orchard Core; the site of the tests permits twenty picked items.</summary>
[Collection<OrchardSites>]
public sealed class ItemLimitTests(Newsroom newsroom)
{
    private const int Most = 20;

    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Are_those_of_the_configuration()
    {
        var limits = await _site.InScopeAsync(services => Task.FromResult(services.GetRequiredService<ContentLimits>()));

        Assert.Equal(ContentLimits.Default with { References = Most }, limits);
    }

    [Fact]
    public async Task Content_API_takes_the_largest_item_and_refuses_one_more_with_the_limit()
    {
        // The disclaimer is picked as well.
        using var taken = await newsroom.Author.PostAsJsonAsync("api/content?draft=true", Picking("As large as it may be", Most - 1), Cancellation);
        using var refused = await newsroom.Author.PostAsJsonAsync("api/content?draft=true", Picking("Larger than it may be", Most), Cancellation);

        var answer = await refused.Content.ReadAsStringAsync(Cancellation);
        Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("20", answer, StringComparison.Ordinal);
        Assert.Contains("21", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editor_says_so_and_keeps_what_is_there()
    {
        var id = (string)(await newsroom.Author.SaveDraftAsync(Picking("Grown in the editor", 3)))["ContentItemId"]!;
        var page = $"Admin/Contents/ContentItems/{id}/Edit";
        using var editor = await AdminBrowser.SignInAsync(_site, "emil");
        var before = await _site.RowsAsync(id);

        var refused = AdminBrowser.Words(await editor.SendFormAsync(page, ("Article.HotArticles.ContentItemIds", string.Join(',', Ids(Most))), ("submit.Save", "submit.SaveAndContinue")));
        var kept = await PickedAsync(id);
        await editor.SendFormAsync(page, ("Article.HotArticles.ContentItemIds", string.Join(',', Ids(Most - 1))), ("submit.Save", "submit.SaveAndContinue"));

        Assert.Contains("21", refused, StringComparison.Ordinal);
        Assert.Equal(3, kept);
        Assert.Equal(before.Count, (await _site.RowsAsync(id)).Count);
        Assert.Equal(Most - 1, await PickedAsync(id));
    }

    [Fact]
    public async Task Import_brings_in_none_that_is_larger()
    {
        const string Id = "4toolargeitem0000000000001";
        var item = Picking("Imported and too large", Most);
        (item["ContentItemId"], item["ContentItemVersionId"], item["Latest"]) = (Id, "4toolargeitem0000000000002", true);

        await Record.ExceptionAsync(() => _site.ImportAsync(item));

        Assert.Empty(await _site.RowsAsync(Id));
    }

    [Fact]
    public async Task Types_without_a_policy_are_the_sites_own()
    {
        await _site.DefineAsync("Roomy", "TitlePart");
        var item = new JsonObject { ["ContentType"] = "Roomy", ["DisplayText"] = "Roomy", ["TitlePart"] = new JsonObject { ["Title"] = "Roomy" }, ["Other"] = new JsonObject { ["ContentItemIds"] = new JsonArray([.. Ids(Most + 5).Select(id => (JsonNode)id)]) } };

        using var taken = await newsroom.Administrator.PostAsJsonAsync("api/content?draft=true", item, Cancellation);

        Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync(Cancellation));
    }

    private static JsonObject Picking(string title, int hot)
    {
        var draft = Editorial.NewArticle(title);
        draft["Article"]!["HotArticles"]!["ContentItemIds"] = new JsonArray([.. Ids(hot).Select(id => (JsonNode)id)]);
        return draft;
    }

    private static IEnumerable<string> Ids(int count) => Enumerable.Range(0, count).Select(index => Editorial.IdOf($"picked {index}"));

    private async Task<int> PickedAsync(string id)
    {
        var version = (string)(await newsroom.Editor.ReviewAsync(id))["versionId"]!;
        var item = await newsroom.Editor.GetFromJsonAsync<JsonObject>($"api/content/{id}/versions/{version}", Cancellation);
        return item!["Article"]!["HotArticles"]!["ContentItemIds"]!.AsArray().Count;
    }
}
