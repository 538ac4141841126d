using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace GutCms.OrchardCore.Tests;

/// <summary>Words that are suggested on the review page: accepted and refused by whoever edits the text, and nothing of it without that.</summary>
[Collection<OrchardSites>]
public sealed class SuggestionTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accepts_a_suggestion_with_the_button_beside_it()
    {
        var id = await newsroom.DraftAsync("Suggested and accepted");
        await SuggestAsync(id, "text", "wording");
        using var author = await AdminBrowser.SignInAsync(_site, "anna");

        var page = await AnswerAsync(author, id, "accept");

        Assert.Equal("<p>The wording of the section.</p>", await HtmlAsync(id));
        var thread = page.QuerySelector(".thread")!;
        Assert.Equal(("text", "wording"), (thread.QuerySelector("del")!.TextContent, thread.QuerySelector("ins")!.TextContent));
        Assert.Contains("Accepted by anna", thread.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("[data-suggestion], [data-suggestions]"));
    }

    [Fact]
    public async Task Makes_whoever_suggested_an_author()
    {
        var id = await newsroom.DraftAsync("Suggested by its reviewer");
        await SuggestAsync(id, "text", "wording");
        using var author = await AdminBrowser.SignInAsync(_site, "anna");
        await AnswerAsync(author, id, "accept");

        var versions = await newsroom.Author.GetFromJsonAsync<JsonObject>($"api/content/{id}/versions", Cancellation);

        Assert.Equal(["anna", "rosa"], versions!["items"]!.AsArray()[^1]!["authors"]!.AsArray().Select(author => (string)author!["userName"]!));
    }

    [Fact]
    public async Task Refuses_a_suggestion_and_leaves_the_text()
    {
        var id = await newsroom.DraftAsync("Suggested and refused");
        await SuggestAsync(id, "text", "wording");
        using var author = await AdminBrowser.SignInAsync(_site, "anna");

        var page = await AnswerAsync(author, id, "refuse");

        Assert.Equal("<p>The text of the section.</p>", await HtmlAsync(id));
        Assert.Contains("Refused by anna", page.QuerySelector(".thread")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_other_words_than_suggested_and_none_at_all()
    {
        var id = await newsroom.DraftAsync("Suggested otherwise");
        await SuggestAsync(id, "text", "wording");
        using var author = await AdminBrowser.SignInAsync(_site, "anna");

        var page = await AnswerAsync(author, id, "edit", ("Words", "passage"));
        await SuggestAsync(id, "The passage", "");
        await AnswerAsync(author, id, "accept");

        Assert.Contains("Suggested was: “wording”", page.QuerySelector(".thread")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("passage", await HtmlAsync(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_all_at_once()
    {
        var id = await newsroom.DraftAsync("Suggested twice");
        await SuggestAsync(id, "text", "wording");
        await SuggestAsync(id, "section", "chapter");
        using var author = await AdminBrowser.SignInAsync(_site, "anna");
        var page = await ReadAsync(author, id);

        var answered = await SendAsync(author, id, page.QuerySelector("form[data-suggestions]")!, "accept");

        Assert.Contains("2 suggestions wait for an answer", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2 suggestions were accepted", answered.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("<p>The wording of the chapter.</p>", await HtmlAsync(id));
    }

    [Fact]
    public async Task Asks_before_a_review_ends_by_it()
    {
        var id = await newsroom.DraftAsync("Suggested in review");
        await newsroom.Author.DoAsync(id, "submit");
        await SuggestAsync(id, "text", "wording");
        using var editor = await AdminBrowser.SignInAsync(_site, "emil");

        var asked = await AnswerAsync(editor, id, "accept");
        var untouched = await HtmlAsync(id);
        await SendAsync(editor, id, asked.QuerySelector("form[action$='/suggestions']")!, "accept");

        Assert.Contains("the review that goes on ends", asked.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("<p>The text of the section.</p>", untouched);
        Assert.Equal("<p>The wording of the section.</p>", await HtmlAsync(id));
        Assert.Equal("draft", (string?)(await newsroom.Editor.ReviewAsync(id))["state"]);
    }

    [Fact]
    public async Task Shows_no_button_to_whoever_does_not_edit_and_takes_no_answer_from_them()
    {
        var id = await newsroom.DraftAsync("Suggested and not to be answered");
        await newsroom.Author.DoAsync(id, "submit");
        await SuggestAsync(id, "text", "wording");
        using var reviewer = await AdminBrowser.SignInAsync(_site, "rosa");
        var thread = (string)(await newsroom.Reviewer.ReviewAsync(id))["comments"]![0]!["threadId"]!;
        var page = await ReadAsync(reviewer, id);

        await reviewer.SendAsync($"Admin/Review/{id}", $"Admin/Review/{id}/suggestions", ("Tag", "any"), ("ThreadId", thread), ("Answer", "accept"), ("EndsReview", "true"));
        var empty = await reviewer.TrySendAsync($"Admin/Review/{id}", $"Admin/Review/{id}/suggestions", ("Tag", "any"), ("Answer", "accept"));

        Assert.Empty(page.QuerySelectorAll("[data-suggestion], [data-suggestions]"));
        Assert.Equal("<p>The text of the section.</p>", await HtmlAsync(id));
        Assert.Null((await newsroom.Reviewer.ReviewAsync(id))["comments"]![0]!["resolvedUtc"]);
        Assert.Equal(HttpStatusCode.BadRequest, empty);
    }

    [Fact]
    public async Task Keeps_suggested_words_that_fit_nowhere()
    {
        var id = await newsroom.DraftAsync("Suggested for nothing");
        using var author = await AdminBrowser.SignInAsync(_site, "anna");
        var block = (await ReadAsync(author, id)).QuerySelector("[data-block]")!.GetAttribute("data-block")!;

        var answer = await ParseAsync(await author.SendAsync($"Admin/Review/{id}", $"Admin/Review/{id}/comment", ("BlockId", block), ("Quote", "other words"), ("Suggestion", "better words"), ("Suggests", "true")));

        Assert.Equal("better words", ((IHtmlTextAreaElement)answer.QuerySelector($"#suggest-{block}")!).Value);
        Assert.Empty((await newsroom.Author.ReviewAsync(id))["comments"]!.AsArray());
    }

    /// <summary>The reviewer suggests words on the page, with its own form.</summary>
    private async Task SuggestAsync(string id, string quote, string words)
    {
        using var reviewer = await AdminBrowser.SignInAsync(_site, "rosa");
        var block = (await ReadAsync(reviewer, id)).QuerySelector("[data-block]")!.GetAttribute("data-block")!;
        var page = await ParseAsync(await reviewer.SendAsync($"Admin/Review/{id}", $"Admin/Review/{id}/comment", ("BlockId", block), ("Quote", quote), ("Suggestion", words), ("Suggests", "true"), ("Text", "")));
        Assert.Contains(page.QuerySelectorAll(".thread del"), removed => removed.TextContent == quote);
    }

    private static async Task<IHtmlDocument> AnswerAsync(AdminBrowser browser, string id, string answer, params (string, string)[] fields) =>
        await SendAsync(browser, id, (await ReadAsync(browser, id)).QuerySelector("form[data-suggestion]")!, answer, fields);

    private static async Task<IHtmlDocument> SendAsync(AdminBrowser browser, string id, AngleSharp.Dom.IElement form, string answer, params (string Name, string Value)[] fields) =>
        await ParseAsync(await browser.SendAsync($"Admin/Review/{id}", form.GetAttribute("action")!,
            [.. form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Where(field => field.Name != "__RequestVerificationToken").Select(field => (field.Name!, field.Value)), ("Answer", answer), .. fields]));

    private static async Task<IHtmlDocument> ReadAsync(AdminBrowser browser, string id) => await ParseAsync(await browser.OpenAsync($"Admin/Review/{id}"));

    private static Task<IHtmlDocument> ParseAsync(string html) => new HtmlParser().ParseDocumentAsync(html, Cancellation);

    private async Task<string> HtmlAsync(string id)
    {
        var item = JsonNode.Parse(await newsroom.Editor.GetStringAsync($"api/content/{id}/versions/{(string)(await newsroom.Editor.ReviewAsync(id))["versionId"]!}", Cancellation))!;
        return (string)item["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"]!;
    }
}
