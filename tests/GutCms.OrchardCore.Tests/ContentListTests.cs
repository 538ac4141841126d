using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GutCms.OrchardCore.Tests;

/// <summary>The list of content over HTTP: the light host's, beside Orchard Core's own content API.</summary>
[Collection<OrchardSites>]
public sealed class ContentListTests(Newsroom newsroom)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_page_by_page_with_a_total_what_was_written_last_first()
    {
        foreach (var letter in (string[])["a", "b", "c"])
        {
            await newsroom.DraftAsync("Paged " + letter);
        }

        var first = await ListAsync(newsroom.Editor, "status=draft&q=PAGED%20&first=2");
        var second = await ListAsync(newsroom.Editor, $"status=draft&q=PAGED%20&first=2&after={(string?)first["nextCursor"]}");
        var pattern = await ListAsync(newsroom.Editor, "status=draft&q=paged%25");

        Assert.Equal(3, (int)first["total"]!);
        Assert.Equal(["Paged c", "Paged b"], Titles(first));
        Assert.Equal(["Paged a"], Titles(second));
        Assert.Null((string?)second["nextCursor"]);
        Assert.Equal(0, (int)pattern["total"]!);
    }

    [Fact]
    public async Task Lists_live_versions_unless_drafts_are_asked_for()
    {
        var draft = await newsroom.Author.SaveDraftAsync(Editorial.NewArticle("Listed with a draft"));
        var id = (string)draft["ContentItemId"]!;
        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
        await newsroom.Editor.DoAsync(id, "publish");
        draft["DisplayText"] = "Listed with a draft, changed";
        draft["TitlePart"]!["Title"] = "Listed with a draft, changed";
        await newsroom.Author.SaveDraftAsync(draft);

        var live = await ListAsync(newsroom.Editor, "q=listed%20with");
        var latest = await ListAsync(newsroom.Editor, "q=listed%20with&status=latest&contentType=Article");
        var others = await ListAsync(newsroom.Editor, "q=listed%20with&status=latest&contentType=Series");

        Assert.Equal(["Listed with a draft"], Titles(live));
        Assert.Equal(["Listed with a draft, changed"], Titles(latest));
        Assert.Equal(0, (int)others["total"]!);
    }

    [Fact]
    public async Task Shows_a_draft_to_its_author_and_to_no_other_author()
    {
        await newsroom.DraftAsync("Listed for its author");
        using var stranger = await newsroom.Site.AddPersonAsync("stig", "Author");
        using var reader = await newsroom.Site.AddClientAsync("list-reader", "Delivery");

        Assert.Equal(["Listed for its author"], Titles(await ListAsync(newsroom.Author, "q=listed%20for&status=draft")));
        Assert.Empty(Titles(await ListAsync(stranger, "q=listed%20for&status=draft")));
        Assert.Empty(Titles(await ListAsync(reader, "q=listed%20for&status=latest")));
    }

    [Fact]
    public async Task Refuses_a_stranger_a_foreign_cursor_and_an_unknown_parameter()
    {
        var page = await ListAsync(newsroom.Editor, "first=1");

        using var anonymous = await newsroom.Site.Client.GetAsync("api/content", Cancellation);
        using var foreign = await newsroom.Editor.GetAsync($"api/content?status=latest&after={(string?)page["nextCursor"]}", Cancellation);
        using var unknown = await newsroom.Editor.GetAsync("api/content?state=draft", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        Assert.Equal("urn:gutcms:problem:invalid-cursor", await ProblemAsync(foreign));
        Assert.Equal("urn:gutcms:problem:unknown-query-parameter", await ProblemAsync(unknown));
    }

    private static async Task<JsonObject> ListAsync(HttpClient client, string query)
    {
        using var response = await client.GetAsync("api/content?" + query, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    private static string?[] Titles(JsonObject page) => [.. page["items"]!.AsArray().Select(item => (string?)item!["DisplayText"])];

    private static async Task<string?> ProblemAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return (string?)(await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["type"];
    }
}
