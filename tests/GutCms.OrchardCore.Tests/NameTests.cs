using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Records;
using YesSql;

namespace GutCms.OrchardCore.Tests;

/// <summary>Orchard Core finds types by their name in any case, and lets anything arrive under any id: neither leads past the gate.</summary>
[Collection<OrchardSites>]
public sealed class NameTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("article", "5")]
    [InlineData("ARTICLE", "6")]
    public async Task Makes_a_draft_of_what_is_imported_live_under_the_type_name_in_another_case(string name, string digit)
    {
        var id = $"4named000000000000000000{digit}a";
        var item = Editorial.NewArticle("Imported as " + digit, id, $"4named000000000000000000{digit}b");
        item["ContentType"] = name;

        await _site.ImportAsync(item.Live());

        Assert.Equal([new Row($"4named000000000000000000{digit}b", true, false)], await _site.RowsAsync(id));
        Assert.Equal(["Article"], await TypesAsync(id));
        Assert.Equal(1, await newsroom.CountRefusalsAsync(id));
        using var graph = await newsroom.Editor.PostAsJsonAsync("api/graphql", new { query = "{ article(status: ALL) { contentItemId } }" }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, graph.StatusCode);
    }

    [Fact]
    public async Task Keeps_what_is_live_when_another_version_is_imported_under_the_type_name_in_another_case()
    {
        var id = await newsroom.PublishedAsync("Live and named otherwise");
        var before = await _site.LiveAsync(id);
        var item = JsonNode.Parse(before!)!.AsObject();
        (item["ContentType"], item["ContentItemVersionId"]) = ("aRTICLE", "4named00000000000000000007");
        item["Article"]!["Subtitle"]!["Text"] = "Smuggled in";

        await _site.ImportAsync(item.Live());

        Assert.Equal(JsonNode.Parse(before!)!["Article"]!.ToJsonString(), JsonNode.Parse((await _site.LiveAsync(id))!)!["Article"]!.ToJsonString());
    }

    [Fact]
    public async Task Keeps_the_shared_disclaimer_when_it_is_imported_under_the_type_name_in_another_case()
    {
        var before = JsonNode.Parse((await _site.LiveAsync(Editorial.DisclaimerId))!)!.AsObject();
        var item = (JsonObject)before.DeepClone();
        (item["ContentType"], item["ContentItemVersionId"]) = ("disclaimer", "4named00000000000000000008");
        item["Disclaimer"]!["Text"]!["Html"] = "<p>Take two.</p>";

        await _site.ImportAsync(item.Live());

        Assert.Equal(before["Disclaimer"]!.ToJsonString(), JsonNode.Parse((await _site.LiveAsync(Editorial.DisclaimerId))!)!["Disclaimer"]!.ToJsonString());
        await _site.InScopeAsync(async services =>
        {
            var manager = services.GetRequiredService<IContentManager>();
            await manager.DiscardDraftAsync(await manager.GetAsync(Editorial.DisclaimerId, VersionOptions.Latest));
        });
    }

    [Fact]
    public async Task Reviews_the_text_of_nested_items_under_the_type_name_in_another_case()
    {
        var item = Editorial.NewArticle("Nested and named otherwise");
        item["Body"]!["ContentItems"]![0]!["ContentType"] = "section";

        var id = (string)(await newsroom.Author.SaveDraftAsync(item))["ContentItemId"]!;

        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
        await newsroom.Editor.DoAsync(id, "publish");
        Assert.Contains("The text of the section.", await _site.Client.GetStringAsync("api/delivery/articles/nested-and-named-otherwise", Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData(null)]
    public async Task Refuses_another_type_under_the_id_of_an_item_under_policy(string? versionDigit)
    {
        var id = await newsroom.PublishedAsync("Live and arriving as a series " + versionDigit);
        var (before, rows) = (await _site.LiveAsync(id), await _site.RowsAsync(id));
        var page = await PageAsync(id, versionDigit is null ? rows[0].VersionId : "4named0000000000000000009" + versionDigit);

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => _site.ImportAsync(page));

        Assert.Contains("Article", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, await _site.LiveAsync(id));
        Assert.Equal(rows, await _site.RowsAsync(id));
        Assert.Equal(1, await newsroom.CountRefusalsAsync(id));
    }

    [Fact]
    public async Task Refuses_another_type_under_the_id_over_rest()
    {
        var id = await newsroom.PublishedAsync("Live and posted as a page");
        var (before, rows) = (await _site.LiveAsync(id), await _site.RowsAsync(id));

        using var response = await newsroom.Administrator.PostAsJsonAsync("api/content", await PageAsync(id, null), Cancellation);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(before, await _site.LiveAsync(id));
        Assert.Equal(rows, await _site.RowsAsync(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Keeps_the_item_when_another_type_is_created_or_saved_under_its_id(bool pastTheManager)
    {
        var id = await newsroom.PublishedAsync("Live and created as a page " + pastTheManager);
        var before = await _site.LiveAsync(id);
        var page = (await PageAsync(id, "4named000000000000000009" + (pastTheManager ? "aa" : "bb"))).ToItem();

        await Record.ExceptionAsync(() => _site.InScopeAsync(async services =>
        {
            if (pastTheManager)
            {
                var session = services.GetRequiredService<ISession>();
                await session.SaveAsync(page);
                await session.SaveChangesAsync();
            }
            else
            {
                await services.GetRequiredService<IContentManager>().CreateAsync(page, VersionOptions.Published);
            }
        }));

        Assert.Equal(before, await _site.LiveAsync(id));
        Assert.Equal(["Article"], await TypesAsync(id));
    }

    [Fact]
    public async Task Lets_items_of_types_without_a_policy_be_imported()
    {
        var page = await PageAsync("4named0000000000000000free", "4named0000000000000000frev");

        await _site.ImportAsync(page);
        page["TitlePart"]!["Title"] = "Changed";
        page["ContentItemVersionId"] = "4named0000000000000000frew";
        await _site.ImportAsync(page);

        Assert.Contains("Changed", await _site.LiveAsync("4named0000000000000000free"), StringComparison.Ordinal);
    }

    private async Task<JsonObject> PageAsync(string id, string? versionId)
    {
        await _site.DefineAsync("Page", "TitlePart", "HtmlBodyPart");
        return new JsonObject
        {
            ["ContentItemId"] = id,
            ["ContentItemVersionId"] = versionId,
            ["ContentType"] = "Page",
            ["DisplayText"] = "A page",
            ["TitlePart"] = new JsonObject { ["Title"] = "A page" },
            ["HtmlBodyPart"] = new JsonObject { ["Html"] = "<p>Nobody reviews this.</p>" },
        }.Live();
    }

    private Task<List<string>> TypesAsync(string id) => _site.InScopeAsync(async services =>
        (await services.GetRequiredService<ISession>().QueryIndex<ContentItemIndex>(index => index.ContentItemId == id).ListAsync()).Select(row => row.ContentType).Distinct().ToList());
}
