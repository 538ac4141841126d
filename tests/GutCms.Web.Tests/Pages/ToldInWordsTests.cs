using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Pages;

/// <summary>Timeline, log and reports say in words what happened: who, which version, which words, which title.</summary>
public sealed partial class ToldInWordsTests(SqliteSite site) : IClassFixture<SqliteSite>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Timeline_names_the_version_that_was_approved_the_words_of_a_comment_and_who_was_asked()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        using var editor = await EditorialClient.CreateAsync(site, "Editor");
        using var reviewer = await EditorialClient.CreateAsync(site, "MedicalReviewer");
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug()));
        await PostAsync(author, "api/content?draft=true", SampleArticle.Edit(id, "<p>The gut listens to the brain.</p>"), id);
        await author.DoAsync(id, "submit");
        var thread = await PostAsync(reviewer, $"api/review/{id}/comments", new() { ["text"] = "To all of it?", ["anchor"] = new JsonObject { ["blockId"] = SampleArticle.SectionId, ["quote"] = "listens", ["prefix"] = "The gut ", ["suffix"] = " to", ["start"] = 8, ["length"] = 7 } }, id);
        var who = (string)thread["messages"]![0]!["authorId"]!;
        await PostAsync(editor, $"api/review/{id}/assign", new() { ["assignees"] = new JsonArray(who), ["dueUtc"] = "2199-12-31T00:00:00Z" }, id);
        await reviewer.DoAsync(id, "approve");

        var story = await StoryAsync(editor, id);

        Assert.Contains(story, entry => entry.Contains("The stage Medical was approved.", StringComparison.Ordinal) && entry.Contains("Version 2", StringComparison.Ordinal));
        Assert.Contains(story, entry => entry.Contains("A comment was written.", StringComparison.Ordinal) && entry.Contains("listens", StringComparison.Ordinal) && entry.Contains("To all of it?", StringComparison.Ordinal));
        Assert.Contains(story, entry => entry.Contains("Asked to decide in the stage Medical: medicalreviewer-", StringComparison.Ordinal) && entry.Contains("a decision is due on 30 December 2199", StringComparison.Ordinal));
        Assert.All(story, entry => Assert.DoesNotContain(who, entry, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_names_items_by_their_titles_and_is_filtered_by_them()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        using var admin = await AdminAsync();
        var (mine, other) = (SampleArticle.NewSlug("Überfluss"), SampleArticle.NewSlug("other"));
        var id = await author.DraftAsync(Titled(mine));
        await author.DraftAsync(Titled(other));

        var byTitle = Words(await admin.Client.GetStringAsync("admin/audit?item=uberfluss", Cancellation));
        var byId = Words(await admin.Client.GetStringAsync("admin/audit?item=" + id, Cancellation));
        var none = Words(await admin.Client.GetStringAsync("admin/audit?item=talks", Cancellation));

        Assert.All([byTitle, byId], page => Assert.True(page.Contains(mine, StringComparison.Ordinal) && !page.Contains(other, StringComparison.Ordinal)));
        Assert.Contains("Nothing matches", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_tell_what_was_decided_and_refused_on_screen_and_as_CSV()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        using var reviewer = await EditorialClient.CreateAsync(site, "MedicalReviewer");
        using var admin = await AdminAsync();
        var slug = SampleArticle.NewSlug("=cmd");
        var id = await author.DraftAsync(Titled(slug));
        await author.DoAsync(id, "submit");
        await reviewer.DoAsync(id, "approve");
        await PostAsync(author, "api/content?draft=true", SampleArticle.Edit(id, "<p>Edited.</p>"), id);

        var page = Words(await admin.Client.GetStringAsync("admin/reports", Cancellation));
        var times = await CsvAsync(admin, "times", "");
        var voided = await CsvAsync(admin, "voided-texts", "");
        var before = await CsvAsync(admin, "times", "&from=2020-01-01&to=2020-01-31");
        var months = await CsvAsync(admin, "due", "");

        Assert.All(["Time to decision", "The text was edited.", "Texts without sources", "Refused attempts", slug], words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.Equal("Stage,Role,Decisions,\"Days, half of them\",\"Days, nine of ten\"", times[0]);
        Assert.Contains(times, line => line.StartsWith("Medical,MedicalReviewer,", StringComparison.Ordinal));
        Assert.Contains(voided, line => line.StartsWith($"'{slug},Dr MedicalReviewer,", StringComparison.Ordinal) && line.EndsWith("Z,The text was edited.", StringComparison.Ordinal));
        Assert.Single(before);
        Assert.Equal("Month,Texts,Due already", months[0]);
    }

    [Theory]
    [InlineData("admin/reports?from=2026-02-02&to=2026-02-01", HttpStatusCode.BadRequest)]
    [InlineData("admin/reports?from=1900-01-01&to=2026-02-01", HttpStatusCode.BadRequest)]
    [InlineData("admin/reports?from=nonsense", HttpStatusCode.BadRequest)]
    [InlineData("admin/reports?handler=csv&name=nothing", HttpStatusCode.NotFound)]
    [InlineData("admin/reports?handler=csv&name=times&from=2026-02-02&to=2026-02-01", HttpStatusCode.BadRequest)]
    public async Task Reports_refuse_days_out_of_order_and_names_that_there_are_none_of(string path, HttpStatusCode expected)
    {
        using var admin = await AdminAsync();

        using var answer = await admin.Client.GetAsync(path, Cancellation);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Reports_are_for_those_who_assign_reviews_and_refusals_for_those_who_read_the_log()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        using var editor = await EditorialClient.CreateAsync(site, "Editor");

        using var refused = await author.Browser.Client.GetAsync("admin/reports", Cancellation);
        var shown = await editor.Browser.Client.GetStringAsync("admin/reports", Cancellation);
        using var csv = await editor.Browser.Client.GetAsync("admin/reports?handler=csv&name=refusals", Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("Time to decision", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Refused attempts", shown, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, csv.StatusCode);
    }

    private async Task<TestBrowser> AdminAsync()
    {
        var browser = new TestBrowser(site.Host);
        (await browser.SignInAsync("admin", TestSite.AdminPassword)).Dispose();
        return browser;
    }

    private static async Task<JsonObject> PostAsync(EditorialClient client, string path, JsonObject body, string id)
    {
        var (status, answer) = await client.PostAsync(path, body, (await client.ReviewAsync(id)).Tag);
        Assert.True(status is 200 or 201, $"{path}: {status} {answer}");
        return answer;
    }

    private static async Task<string[]> CsvAsync(TestBrowser browser, string name, string days)
    {
        using var answer = await browser.Client.GetAsync($"admin/reports?handler=csv&name={name}{days}", Cancellation);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal(("text/csv", HttpStatusCode.OK), (answer.Content.Headers.ContentType?.MediaType, answer.StatusCode));
        Assert.Equal(Encoding.UTF8.Preamble, bytes.AsSpan(0, 3));
        return Encoding.UTF8.GetString(bytes.AsSpan(3)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<List<string>> StoryAsync(EditorialClient client, string id) =>
        [.. Story().Matches(await client.Browser.Client.GetStringAsync($"admin/content/{id}/history", Cancellation)).Select(match => Words(match.Value))];

    private static JsonObject Titled(string title)
    {
        var article = SampleArticle.Create(SampleArticle.NewSlug());
        article["TitlePart"]!["Title"] = title;
        return article;
    }

    private static string Words(string html) => Space().Replace(WebUtility.HtmlDecode(Tag().Replace(html, "")), " ");

    [GeneratedRegex("<li class=\"story-.*?</li>", RegexOptions.Singleline)]
    private static partial Regex Story();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
