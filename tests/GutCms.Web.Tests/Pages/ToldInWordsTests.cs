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
    public async Task Text_without_title_is_called_so_on_every_page_and_never_by_its_id()
    {
        using var editor = await EditorialClient.CreateAsync(site, "Editor");
        using var admin = await AdminAsync();
        var draft = SampleArticle.Create(SampleArticle.NewSlug());
        draft["TitlePart"]!["Title"] = "";
        draft.Remove("DisplayText");
        var id = await editor.DraftAsync(draft);
        await PostAsync(editor, "api/content?draft=true", SampleArticle.Edit(id, "<p>Without a name.</p>"), id);
        await PostAsync(editor, $"api/review/{id}/comments", new() { ["text"] = "What is it called?" }, id);

        string[] pages = ["admin", "admin/content", $"admin/content/{id}/edit", $"admin/content/{id}/history", $"admin/content/{id}/previews", $"admin/review/{id}", "admin/review", "admin/content/replace?find=Without", "admin/reports", $"admin/audit?item={id}", "admin/content/trash"];
        foreach (var page in pages)
        {
            var told = Words(Field().Replace(await (page.Contains("audit", StringComparison.Ordinal) ? admin : editor.Browser).Client.GetStringAsync(page, Cancellation), ""));
            Assert.DoesNotContain(id, told, StringComparison.Ordinal);
            Assert.True(page is "admin/reports" or "admin/content/trash" or "admin/review" || told.Contains("Untitled", StringComparison.Ordinal) || page.EndsWith("/edit", StringComparison.Ordinal), page);
        }

        using HttpRequestMessage german = new(HttpMethod.Get, $"admin/review/{id}");
        german.Headers.AcceptLanguage.ParseAdd("de");
        using var answer = await editor.Browser.Client.SendAsync(german, Cancellation);
        Assert.Contains("Ohne Titel", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Desk_begins_with_what_changed_since_it_was_opened_and_not_since_a_program_read_it()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        using var reviewer = await EditorialClient.CreateAsync(site, "MedicalReviewer");
        using var other = await EditorialClient.CreateAsync(site, "MedicalReviewer");
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug()));
        Assert.DoesNotContain("Since you last looked", await DeskAsync(reviewer), StringComparison.Ordinal);
        await other.ReviewAsync(id);
        await PostAsync(author, "api/content?draft=true", SampleArticle.Edit(id, "<p>The gut listens to the brain.</p>"), id);

        Assert.Contains("Since you last looked, at version 1:", await DeskAsync(reviewer), StringComparison.Ordinal);
        Assert.Contains("Since you last looked, at version 1:", await DeskAsync(reviewer), StringComparison.Ordinal);
        Assert.DoesNotContain("Since you last looked", await DeskAsync(other), StringComparison.Ordinal);

        async Task<string> DeskAsync(EditorialClient client) => Words(await client.Browser.Client.GetStringAsync($"admin/review/{id}", Cancellation));
    }

    [Fact]
    public async Task Whole_words_are_found_and_replaced_across_texts_where_that_is_asked_for()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug()));
        await PostAsync(author, "api/content?draft=true", SampleArticle.Edit(id, "<p>Quilt, quilts and quilting.</p>"), id);
        var page = await author.Browser.Client.GetStringAsync("admin/content/replace?find=quilt&wholeWords=true", Cancellation);
        Assert.Equal(1, page.Split("<mark>").Length - 1);
        Assert.Equal(3, (await author.Browser.Client.GetStringAsync("admin/content/replace?find=quilt", Cancellation)).Split("<mark>").Length - 1);

        using var answer = await author.Browser.SendFormAsync("admin/content/replace?find=quilt&wholeWords=true", new Dictionary<string, string> { ["replacement"] = "Duvet", ["find"] = "quilt", ["wholeWords"] = "true", ["selected"] = Selected().Match(page).Groups["value"].Value }, "admin/content/replace");

        Assert.Contains("Duvet, quilts and quilting.", (await author.GetAsync($"api/content/{id}?version=latest")).Body.ToJsonString(), StringComparison.Ordinal);
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

    [GeneratedRegex("name=\"selected\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex Selected();

    /// <summary>What is in an element that nobody reads: a filter that was typed, a script.</summary>
    [GeneratedRegex("<(script|style|template)[^>]*>.*?</\\1>|<input[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Field();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
