using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GutCms.OrchardCore.Tests;

/// <summary>An approval covers everything of an item that a site shows, and nothing reaches readers beside it.</summary>
[Collection<OrchardSites>]
public sealed class WholeTextTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_the_reviewed_title_wherever_another_name_is_posted()
    {
        var draft = await newsroom.Author.SaveDraftAsync(Editorial.NewArticle("Named as reviewed"));
        var id = (string)draft["ContentItemId"]!;
        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
        draft["DisplayText"] = "A miracle cure";
        draft["Body"]!["ContentItems"]![0]!["DisplayText"] = "Take two";

        var saved = await newsroom.Editor.SaveDraftAsync(draft);
        await newsroom.Editor.DoAsync(id, "publish");

        Assert.Equal("Named as reviewed", (string?)saved["DisplayText"]);
        var live = await _site.LiveAsync(id);
        Assert.DoesNotContain("miracle", live, StringComparison.Ordinal);
        Assert.DoesNotContain("Take two", live, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stores_no_markup_that_no_reviewer_sees()
    {
        var draft = await newsroom.Author.SaveDraftAsync(Editorial.NewArticle("Written as reviewed"));
        var id = (string)draft["ContentItemId"]!;
        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
        draft["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = "<p class=\"d-none\">The text of the section.</p><script>document.write('Take two')</script>";

        await newsroom.Editor.SaveDraftAsync(draft);
        await newsroom.Editor.DoAsync(id, "publish");

        var live = JsonNode.Parse((await _site.LiveAsync(id))!)!;
        Assert.Equal("<p>The text of the section.</p>", (string?)live["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"]);
    }

    [Fact]
    public async Task Keeps_of_a_text_what_the_other_doors_keep()
    {
        const string Noted = "<p>Said<a href=\"#note-1\">1</a>.</p><p id=\"note-1\">Where.</p>";
        var draft = Editorial.NewArticle("Noted twice");
        var sections = draft["Body"]!["ContentItems"]!.AsArray();
        sections[0]!["HtmlBodyPart"]!["Html"] = Noted;
        sections.Add(sections[0]!.DeepClone());
        sections[1]!["ContentItemId"] = Editorial.IdOf("Noted twice, second section");
        sections[1]!.AsObject().Remove("DisplayText");
        draft["References"]!["ContentItems"]!.AsArray().Add(JsonNode.Parse("""
            { "ContentItemId": "4kept00000000000000000ref1", "ContentType": "Reference", "TitlePart": { "Title": "A study" }, "Reference": { "Doi": { "Text": "https://doi.org/10.1000/182" } } }
            """));

        var saved = await newsroom.Author.SaveDraftAsync(draft);
        var again = await newsroom.Author.SaveDraftAsync((JsonObject)saved.DeepClone());

        var kept = saved["Body"]!["ContentItems"]!;
        Assert.Equal(Noted, (string?)kept[0]!["HtmlBodyPart"]!["Html"]);
        Assert.Equal(Noted.Replace("note-1", "note-1-2", StringComparison.Ordinal), (string?)kept[1]!["HtmlBodyPart"]!["Html"]);
        Assert.Equal("Heading", (string?)kept[1]!["DisplayText"]);
        Assert.Equal("10.1000/182", (string?)saved["References"]!["ContentItems"]![0]!["Reference"]!["Doi"]!["Text"]);
        Assert.True(JsonNode.DeepEquals(saved["Body"], again["Body"]) && JsonNode.DeepEquals(saved["References"], again["References"]));
    }

    [Fact]
    public async Task Leaves_texts_of_types_without_a_policy_as_they_are()
    {
        const string Html = "<p class=\"lead\" id=\"note-1\">As written</p>";
        await _site.DefineAsync("Bulletin", "TitlePart", "HtmlBodyPart");

        var saved = await newsroom.Administrator.SaveDraftAsync(new JsonObject
        {
            ["ContentType"] = "Bulletin",
            ["TitlePart"] = new JsonObject { ["Title"] = "A bulletin" },
            ["HtmlBodyPart"] = new JsonObject { ["Html"] = Html },
        });

        Assert.Equal(Html, (string?)saved["HtmlBodyPart"]!["Html"]);
    }

    [Theory]
    [InlineData("""{ "SeoMetaPart": { "PageTitle": "A miracle cure", "MetaDescription": "Take two" } }""")]
    [InlineData("""{ "LiquidPart": { "Liquid": "Take two" } }""")]
    [InlineData("""{ "Article": { "Dose": { "Text": "Take two" } } }""")]
    [InlineData("""{ "HtmlBodyPart": { "html": "<p>Take two</p>" } }""")]
    public async Task Voids_an_approval_when_anything_is_added_that_can_be_shown(string added)
    {
        var draft = await newsroom.Author.SaveDraftAsync(Editorial.NewArticle("Added to " + Editorial.IdOf(added)));
        var id = (string)draft["ContentItemId"]!;
        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
        foreach (var (part, value) in JsonNode.Parse(added)!.AsObject())
        {
            draft[part] ??= new JsonObject();
            foreach (var (name, member) in value!.AsObject())
            {
                draft[part]![name] = member!.DeepClone();
            }
        }

        using var published = await newsroom.Editor.PostAsJsonAsync("api/content", draft, Cancellation);
        await newsroom.Editor.SaveDraftAsync(draft);

        Assert.Equal(HttpStatusCode.Conflict, published.StatusCode);
        Assert.NotEqual("approved", (string?)(await newsroom.Editor.ReviewAsync(id))["state"]);
        using var tried = await newsroom.Editor.PullAsync(id, "publish");
        Assert.Equal(HttpStatusCode.Conflict, tried.StatusCode);
        Assert.Null(await _site.LiveAsync(id));
    }

    [Fact]
    public async Task Shows_a_reviewer_what_was_added()
    {
        var draft = Editorial.NewArticle("Added and shown");
        draft["SeoMetaPart"] = new JsonObject { ["PageTitle"] = "A miracle cure" };
        var id = (string)(await newsroom.Author.SaveDraftAsync(draft))["ContentItemId"]!;
        await newsroom.Author.DoAsync(id, "submit");

        using var browser = await AdminBrowser.SignInAsync(_site, "rosa");

        Assert.Contains("A miracle cure", AdminBrowser.Words(await browser.OpenAsync($"Admin/Review/{id}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_questions_answers_references_and_links_in_a_first_review_and_when_they_change()
    {
        var draft = Editorial.NewArticle("Nested and shown");
        draft["Body"]!["ContentItems"]!.AsArray().Add(JsonNode.Parse("""
            { "ContentItemId": "4nested000000000000000faq1", "ContentType": "Faq", "DisplayText": "Questions", "TitlePart": { "Title": "Questions" }, "Entries": { "ContentItems": [
              { "ContentItemId": "4nested000000000000000faq2", "ContentType": "FaqEntry", "DisplayText": "How much?", "TitlePart": { "Title": "How much?" },
                "HtmlBodyPart": { "Html": "<p>One, see <a href=\"https://example.org/leaflet\">the leaflet</a>.</p>" } } ] } }
            """));
        draft["References"]!["ContentItems"]!.AsArray().Add(JsonNode.Parse("""
            { "ContentItemId": "4nested000000000000000ref1", "ContentType": "Reference", "DisplayText": "A study", "TitlePart": { "Title": "A study" },
              "Reference": { "Doi": { "Text": "10.1000/182" }, "Url": { "Url": "https://example.org/study" } } }
            """));
        draft = await newsroom.Author.SaveDraftAsync(draft);
        var id = (string)draft["ContentItemId"]!;
        await newsroom.Author.DoAsync(id, "submit");
        using var browser = await AdminBrowser.SignInAsync(_site, "rosa");

        var first = AdminBrowser.Words(await browser.OpenAsync($"Admin/Review/{id}"));
        await newsroom.Reviewer.DecideAsync(id, "approve");
        await newsroom.Editor.DoAsync(id, "publish");
        draft["Body"]!["ContentItems"]![1]!["Entries"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = "<p>Nine, see <a href=\"https://example.com/other\">the leaflet</a>.</p>";
        await newsroom.Author.SaveDraftAsync(draft);
        await newsroom.Author.DoAsync(id, "submit");
        var second = AdminBrowser.Words(await browser.OpenAsync($"Admin/Review/{id}"));

        Assert.All(["How much?", "One", "https://example.org/leaflet", "10.1000/182", "https://example.org/study"], words => Assert.Contains(words, first, StringComparison.Ordinal));
        Assert.All(["Nine", "https://example.com/other", "https://example.org/leaflet"], words => Assert.Contains(words, second, StringComparison.Ordinal));
    }
}
