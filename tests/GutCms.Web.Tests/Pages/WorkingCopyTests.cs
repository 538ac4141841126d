using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Pages;

/// <summary>What somebody writes is kept before it is saved: their own, no version, and in nobody's way.</summary>
public abstract partial class WorkingCopyTests(SiteFixture site)
{
    private const string NewArticle = "admin/content/new/Article";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Copy_of_a_text_in_review_changes_nothing_that_others_see_and_is_offered_to_its_owner_only()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        using var editor = await EditorialClient.CreateAsync(site, "Editor");
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("copied")));
        Assert.Equal(200, (await author.PullAsync(id, "submit")).Status);
        var before = await author.ReviewAsync(id);

        var kept = await KeepAsync(author, id, "Words that nobody has saved");

        Assert.NotEmpty((string)kept["mark"]!);
        var after = await author.ReviewAsync(id);
        Assert.Equal(before.Tag, after.Tag);
        Assert.Equal("inReview", (string?)after.Body["state"], ignoreCase: true);
        Assert.Single((await author.GetAsync($"api/content/{id}/versions")).Body["items"]?.AsArray() ?? (await author.GetAsync($"api/content/{id}/versions")).Body["versions"]!.AsArray());
        Assert.DoesNotContain("Words that nobody has saved", (await author.GetAsync($"api/content/{id}?version=latest")).Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("data-copy-at", await PageAsync(author, Edit(id)), StringComparison.Ordinal);
        Assert.DoesNotContain("data-copy-at", await PageAsync(editor, Edit(id)), StringComparison.Ordinal);
        Assert.Contains("Words that nobody has saved", await PageAsync(author, $"{Edit(id)}?take={id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Words that nobody has saved", await PageAsync(editor, $"{Edit(id)}?take={id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_that_was_written_on_elsewhere_is_not_overwritten_and_goes_when_it_is_saved()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("two-devices")));
        var desktop = await KeepAsync(author, id, "From the desktop");
        var phone = await KeepAsync(author, id, "From the phone", (string)desktop["mark"]!);

        var late = await KeepAsync(author, id, "From the desktop, late", (string)desktop["mark"]!);
        Assert.Equal((string?)phone["mark"], (string?)late["elsewhere"]);
        Assert.Contains("From the phone", await PageAsync(author, $"{Edit(id)}?take={id}"), StringComparison.Ordinal);

        // What is saved without having seen it leaves it there; what continues it takes its place.
        using (var saved = await author.Browser.SendFormAsync(Edit(id), new Dictionary<string, string> { ["TitlePart.Title"] = "Saved on the desktop", ["mark"] = (string)desktop["mark"]! }))
        {
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        }

        Assert.Contains("data-copy-at", await PageAsync(author, Edit(id)), StringComparison.Ordinal);
        using (var saved = await author.Browser.SendFormAsync(Edit(id), new Dictionary<string, string> { ["TitlePart.Title"] = "Saved on the phone", ["mark"] = (string)phone["mark"]! }))
        {
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        }

        Assert.DoesNotContain("data-copy-at", await PageAsync(author, Edit(id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_of_a_new_text_waits_at_the_form_for_new_ones_until_it_is_deleted()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        var kept = await PostAsync(author, NewArticle, "keep", new() { ["TitlePart.Title"] = "A beginning" });
        Assert.NotEmpty((string)kept["mark"]!);

        var page = await PageAsync(author, NewArticle);
        var copy = Taken().Match(page).Groups["id"].Value;
        Assert.Contains("A beginning", await PageAsync(author, $"{NewArticle}?take={copy}"), StringComparison.Ordinal);
        using var dropped = await author.Browser.SendFormAsync(NewArticle, new Dictionary<string, string> { ["copy"] = copy }, NewArticle + "?handler=drop");

        Assert.Equal(HttpStatusCode.Redirect, dropped.StatusCode);
        Assert.DoesNotContain("data-copy-at", await PageAsync(author, NewArticle), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_edit_keeps_no_copy_and_what_no_database_can_keep_is_refused()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        using var reviewer = await EditorialClient.CreateAsync(site, "MedicalReviewer");
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("not-theirs")));

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(reviewer, Edit(id), new() { ["TitlePart.Title"] = "x" }));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(author, Edit(id), new() { ["TitlePart.Title"] = "x\0", ["origin"] = "" }));
        Assert.DoesNotContain("data-copy-at", await PageAsync(author, Edit(id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_that_would_end_a_review_asks_first_without_a_script_and_is_made_when_it_is_said()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        using var reviewer = await EditorialClient.CreateAsync(site, "MedicalReviewer");
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("asked")));
        Assert.Equal(200, (await author.PullAsync(id, "submit")).Status);
        Assert.Equal(200, (await reviewer.PullAsync(id, "approve")).Status);
        var changed = new Dictionary<string, string> { ["TitlePart.Title"] = "Another title" };

        using var asked = await author.Browser.SendFormAsync(Edit(id), changed);
        var said = await asked.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        Assert.Contains("id=\"would-end\"", said, StringComparison.Ordinal);
        Assert.Contains("Dr MedicalReviewer", said, StringComparison.Ordinal);
        Assert.Single((await author.ReviewAsync(id)).Body["review"]!["decisions"]!.AsArray());
        Assert.Contains("Another title", await PageAsync(author, $"{Edit(id)}?take={id}"), StringComparison.Ordinal);
        changed["end"] = "true";
        using var saved = await author.Browser.SendFormAsync(Edit(id), changed);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("these approvals are void now: Dr MedicalReviewer", WebUtility.HtmlDecode(await PageAsync(author, Edit(id))), StringComparison.Ordinal);
        Assert.Equal("draft", (string?)(await author.ReviewAsync(id)).Body["state"], ignoreCase: true);
    }

    [Fact]
    public async Task Submitting_saves_first_and_takes_a_message_to_the_reviewers()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        using var reviewer = await EditorialClient.CreateAsync(site, "MedicalReviewer");
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("with-words")));

        using var sent = await author.Browser.SendFormAsync(Edit(id), new Dictionary<string, string> { ["TitlePart.Title"] = "With words", ["Article.Disclaimer.ContentItemIds"] = SampleArticle.DisclaimerId, ["then"] = "submit", ["message"] = "Please look at the dose." });

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal("inReview", (string?)(await author.ReviewAsync(id)).Body["state"], ignoreCase: true);
        Assert.Contains("Please look at the dose.", await PageAsync(reviewer, $"admin/review/{id}"), StringComparison.Ordinal);
    }

    private static string Edit(string id) => $"admin/content/{id}/edit";

    private static Task<string> PageAsync(EditorialClient client, string path) => client.Browser.Client.GetStringAsync(path, Cancellation);

    private static Task<JsonObject> KeepAsync(EditorialClient client, string id, string title, string mark = "") => PostAsync(client, Edit(id), "keep", new() { ["TitlePart.Title"] = title, ["mark"] = mark });

    private static async Task<JsonObject> PostAsync(EditorialClient client, string page, string handler, Dictionary<string, string> fields)
    {
        using var answer = await client.Browser.SendFormAsync(page, fields, $"{page}?handler={handler}");
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!.AsObject();
    }

    private static async Task<HttpStatusCode> StatusAsync(EditorialClient client, string page, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = client.Antiforgery;
        using var answer = await client.Browser.Client.PostAsync(page + "?handler=keep", new FormUrlEncodedContent(fields), Cancellation);
        return answer.StatusCode;
    }

    [GeneratedRegex(@"\?take=(?<id>[0-9a-z]{26})")]
    private static partial Regex Taken();
}

public sealed class SqliteWorkingCopyTests(SqliteSite site) : WorkingCopyTests(site), IClassFixture<SqliteSite>;

public sealed class PostgresWorkingCopyTests(PostgresSite site) : WorkingCopyTests(site), IClassFixture<PostgresSite>;
