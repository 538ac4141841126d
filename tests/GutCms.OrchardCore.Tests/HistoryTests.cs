using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GutCms.OrchardCore.Tests;

/// <summary>Versions, their comparison and bringing one back, over HTTP.</summary>
[Collection<OrchardSites>]
public sealed class HistoryTests(Newsroom newsroom)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_compares_and_restores_versions()
    {
        var (id, first) = await TwoVersionsAsync("A text with a past");

        using var list = await newsroom.Author.GetAsync($"api/content/{id}/versions", Cancellation);
        var versions = (await list.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["items"]!.AsArray();
        var old = await newsroom.Author.GetFromJsonAsync<JsonObject>($"api/content/{id}/versions/{first}", Cancellation);
        var difference = await newsroom.Author.GetFromJsonAsync<JsonObject>($"api/content/{id}/diff", Cancellation);
        using var restored = await RestoreAsync(newsroom.Author, id, first, list.Headers.ETag!.ToString());

        Assert.Equal(2, versions.Count);
        Assert.Equal("A subtitle", (string?)old!["Article"]!["Subtitle"]!["Text"]);
        Assert.True((bool)difference!["hasChanges"]!);
        Assert.True(restored.IsSuccessStatusCode, await restored.Content.ReadAsStringAsync(Cancellation));
        var draft = await restored.Content.ReadFromJsonAsync<JsonObject>(Cancellation);
        Assert.Equal("A subtitle", (string?)draft!["Article"]!["Subtitle"]!["Text"]);
        Assert.False((bool)draft["Published"]!);
        Assert.NotEqual(first, (string?)draft["ContentItemVersionId"]);
    }

    [Fact]
    public async Task Refuses_to_restore_without_and_with_a_stale_tag()
    {
        var (id, first) = await TwoVersionsAsync("A text that moved on");

        using var without = await RestoreAsync(newsroom.Author, id, first, null);
        using var stale = await RestoreAsync(newsroom.Author, id, first, "\"of-yesterday\"");

        Assert.Equal(HttpStatusCode.PreconditionRequired, without.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
    }

    [Fact]
    public async Task Hides_the_past_from_whoever_may_not_see_drafts()
    {
        var (id, _) = await TwoVersionsAsync("A text of somebody else");
        using var stranger = await newsroom.Site.AddPersonAsync("stan", "Author");

        using var list = await stranger.GetAsync($"api/content/{id}/versions", Cancellation);
        using var anonymous = await newsroom.Site.Client.GetAsync($"api/content/{id}/versions", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, list.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }

    /// <summary>A live version, and a draft with another subtitle.</summary>
    private async Task<(string Id, string First)> TwoVersionsAsync(string title)
    {
        var draft = await newsroom.Author.SaveDraftAsync(Editorial.NewArticle(title));
        var id = (string)draft["ContentItemId"]!;
        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
        await newsroom.Editor.DoAsync(id, "publish");
        draft["Article"]!["Subtitle"]!["Text"] = "Another subtitle";
        await newsroom.Author.SaveDraftAsync(draft);
        return (id, (string)draft["ContentItemVersionId"]!);
    }

    private static async Task<HttpResponseMessage> RestoreAsync(HttpClient client, string id, string versionId, string? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/content/{id}/restore") { Content = JsonContent.Create(new JsonObject { ["versionId"] = versionId }) };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await client.SendAsync(request, Cancellation);
    }
}
