using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Documents.UseCases;
using GutCms.Web.Tests.Storage;

namespace GutCms.Web.Tests.ReviewApi;

/// <summary>A document over HTTP: shown first, saved as a draft, refused by the rules of any draft.</summary>
public sealed class ImportingDocumentsTests() : ReviewApiTests(Provider.Sqlite)
{
    private const string Document = "# Chronotypes\n\n## Why\n\nBecause. ![A brain](brain.png)\n";

    [Fact]
    public async Task Document_is_shown_and_then_saved_as_a_draft_of_whoever_sends_it()
    {
        var (_, shown) = await SendAsync("author", "&dryRun=true", Document);
        Assert.Equal((false, "markdown", 0), ((bool)shown["saved"]!, (string?)shown["format"], await CountAsync()));
        Assert.Equal("Chronotypes", (string?)shown["drafts"]![0]!["item"]!["DisplayText"]);
        Assert.Equal(["picture A brain Why"], shown["drafts"]![0]!["leftOut"]!.AsArray().Select(loss => $"{loss!["kind"]} {loss["text"]} {loss["below"]}"));
        Assert.Equal((HttpStatusCode.Conflict, 0), ((await SendAsync("author", "&strict=true", Document)).Status, await CountAsync()));

        var (status, saved) = await SendAsync("author", "", Document);

        Assert.Equal(HttpStatusCode.OK, status);
        var draft = saved["drafts"]![0]!;
        var item = (await GetAsync("author", $"api/content/{draft["contentItemId"]}?version=latest")).Expect(200);
        Assert.Equal(("author-id", false, "articles/chronotypes", SeededDisclaimer), ((string?)item["Owner"], (bool)item["Published"]!, (string?)item["AutoroutePart"]!["Path"], (string?)item["Article"]!["Disclaimer"]!["ContentItemIds"]![0]));
        Assert.Equal(item.Tag, $"\"{draft["eTag"]}\"");
    }

    [Fact]
    public async Task Who_may_not_write_and_what_cannot_be_read_are_refused_and_nothing_is_saved()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(null, "", Document)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync("reviewer", "", Document)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("author", "&unknown=1", Document)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("author", "&disclaimer=0000000000000000000000000g", Document)).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync("author", "", new string('a', UnderstandDocument.MostBytes + 1))).Status);
        var (status, problem) = await SendAsync("author", "", "%PDF-1.7");

        Assert.Equal((HttpStatusCode.BadRequest, "urn:gutcms:problem:bad-request", 0), (status, (string?)problem["type"], await CountAsync()));
        Assert.StartsWith("Files of this form are not read.", (string?)problem["detail"], StringComparison.Ordinal);
    }

    private async Task<int> CountAsync() => (int)(await GetAsync("editor", "api/content?status=latest&contentType=Article&q=Chronotypes")).Expect(200)["total"]!;

    private async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(string? user, string query, string text)
    {
        using var client = Site.As(user);
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        using var answer = await client.PostAsync(new Uri("api/content/import?name=sleep.md" + query, UriKind.Relative), body, Token);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!);
    }
}
