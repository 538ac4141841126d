using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using GutCms.OrchardCore.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.Users;
using YesSql;

namespace GutCms.OrchardCore.Tests;

/// <summary>The review page: the text as readers see it with its changes marked, the decision after it, one form for each, and nothing typed that is lost.</summary>
[Collection<OrchardSites>]
public sealed class ReviewPageTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Marks_changes_in_the_text_and_asks_for_the_decision_after_it()
    {
        var id = await ChangedAsync("Marked in the text");
        using var reviewer = await AdminBrowser.SignInAsync(_site, "rosa");

        var page = await ReadAsync(reviewer, id);

        var block = page.QuerySelector(".proof [data-block]")!;
        Assert.Equal(("Removed: first", "Added: second"), (block.QuerySelector("del")?.TextContent, block.QuerySelector("ins")?.TextContent));
        Assert.Contains("1 change.", page.Body!.TextContent, StringComparison.Ordinal);
        var decide = page.QuerySelector("#decide")!;
        Assert.True(page.QuerySelector(".proof")!.CompareDocumentPosition(decide).HasFlag(DocumentPositions.Following));
        Assert.Equal(["approve", "requestChanges"], decide.QuerySelectorAll("form").Select(form => Assert.Single(form.QuerySelectorAll("button")).GetAttribute("data-trigger")!));
        Assert.Equal("approve", Assert.Single(page.QuerySelectorAll("input[type=password]")).Closest("details")!.GetAttribute("data-decision"));
        Assert.NotNull(page.QuerySelector("textarea[name='GutCms.Comment'][required]"));
    }

    [Fact]
    public async Task Approves_what_is_shown_with_the_form_of_the_page_alone()
    {
        var id = await ChangedAsync("Approved by its form");
        using var reviewer = await AdminBrowser.SignInAsync(_site, "rosa");

        await reviewer.SendAsync($"Admin/Review/{id}", $"Admin/Review/{id}/triggers/approve", [.. await FieldsAsync(reviewer, id, "approve"), ("GutCms.Password", OrchardSite.Password)]);

        Assert.Equal("approved", (string?)(await newsroom.Editor.ReviewAsync(id))["state"]);
    }

    [Fact]
    public async Task Keeps_what_was_typed_when_a_decision_is_refused()
    {
        var id = await ChangedAsync("Refused and kept");
        using var reviewer = await AdminBrowser.SignInAsync(_site, "rosa");

        var fields = (await FieldsAsync(reviewer, id, "approve")).Where(field => field.Item1 != "GutCms.Comment");
        var answer = await reviewer.SendAsync($"Admin/Review/{id}", $"Admin/Review/{id}/triggers/approve", [.. fields, ("GutCms.Comment", "Half an hour of work."), ("GutCms.Password", "a guess")]);

        Assert.Equal("Half an hour of work.", ((IHtmlTextAreaElement)(await ParseAsync(answer)).QuerySelector("#comment-approve")!).Value);
        Assert.DoesNotContain("a guess", answer, StringComparison.Ordinal);
        Assert.Equal("inReview", (string?)(await newsroom.Editor.ReviewAsync(id))["state"]);
    }

    [Fact]
    public async Task Keeps_a_comment_whose_words_are_not_there()
    {
        var id = await ChangedAsync("Commented and kept");
        using var reviewer = await AdminBrowser.SignInAsync(_site, "rosa");
        var block = (await ReadAsync(reviewer, id)).QuerySelector(".proof [data-block]")!.GetAttribute("data-block")!;

        var answer = await ParseAsync(await reviewer.SendAsync($"Admin/Review/{id}", $"Admin/Review/{id}/comment", ("BlockId", block), ("Quote", "other words"), ("Text", "Which leaflet?")));

        Assert.Equal("Which leaflet?", ((IHtmlTextAreaElement)answer.QuerySelector($"#text-{block}")!).Value);
        Assert.Equal("other words", ((IHtmlTextAreaElement)answer.QuerySelector($"#quote-{block}")!).Value);
        Assert.Equal(HttpStatusCode.OK, await reviewer.TryAsync($"Admin/Review/{id}/comment"));
    }

    [Fact]
    public async Task Begins_the_next_round_with_what_is_new_for_this_reviewer_and_says_what_became_of_comments()
    {
        var id = await ChangedAsync("Read in two rounds", further: "<p>Nobody touches this.</p>");
        using var reviewer = await AdminBrowser.SignInAsync(_site, "rosa");
        using var author = await AdminBrowser.SignInAsync(_site, "anna");
        var block = (await ReadAsync(reviewer, id)).QuerySelector(".proof [data-block]")!.GetAttribute("data-block")!;
        await reviewer.SendAsync($"Admin/Review/{id}", $"Admin/Review/{id}/comment", ("BlockId", block), ("Quote", "second"), ("Text", "Which of them?"));
        await newsroom.Reviewer.DoAsync(id, "requestChanges", new() { ["contentHash"] = (string?)(await newsroom.Reviewer.ReviewAsync(id))["contentHash"], ["presentationHash"] = (string?)(await newsroom.Reviewer.ReviewAsync(id))["presentationHash"], ["comment"] = "See there." });
        await EditAsync(id, "second", "third");
        var thread = (string)(await newsroom.Author.ReviewAsync(id))["comments"]![0]!["threadId"]!;
        await author.SendAsync($"Admin/Review/{id}", $"Admin/Review/{id}/threads/{thread}/address", ("text", ""));
        await newsroom.Author.DoAsync(id, "submit");

        var page = await ReadAsync(reviewer, id);
        var approved = await ParseAsync(await reviewer.OpenAsync($"Admin/Review/{id}?from=approved"));
        var ofAuthor = await ReadAsync(author, id);

        Assert.Contains("Since you last decided:", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("Removed: second", "Added: third"), (page.QuerySelector(".proof del")?.TextContent, page.QuerySelector(".proof ins")?.TextContent));
        Assert.Contains("Nobody touches this.", Assert.Single(page.QuerySelectorAll(".proof details.proof-unchanged")).TextContent, StringComparison.Ordinal);
        var own = Assert.Single(page.QuerySelectorAll("[data-own-threads] li"));
        Assert.Equal(("Which of them?", "addressed"), (own.QuerySelector("a")!.TextContent, own.QuerySelector(".badge")!.TextContent));
        Assert.Contains("Addressed", page.QuerySelector($"#thread-{thread}")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Removed: first", approved.QuerySelector(".proof del")?.TextContent);
        Assert.DoesNotContain("Since you last", ofAuthor.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Begins_with_what_is_new_for_whoever_merely_opened_an_earlier_version()
    {
        var id = await LiveAsync("Opened and changed");
        using var editor = await AdminBrowser.SignInAsync(_site, "emil");
        await ReadAsync(editor, id);
        await EditAsync(id, "first", "second");

        var changed = await ReadAsync(editor, id);
        var again = await ReadAsync(editor, id);

        foreach (var page in new[] { changed, again })
        {
            Assert.Contains("Since you last looked, at version 1:", page.Body!.TextContent, StringComparison.Ordinal);
            Assert.Equal(("Removed: first", "Added: second"), (page.QuerySelector(".proof del")?.TextContent, page.QuerySelector(".proof ins")?.TextContent));
        }
    }

    [Fact]
    public async Task Counts_no_text_as_seen_that_was_saved_in_the_place_of_the_one_that_was_opened()
    {
        var draft = Editorial.NewArticle("Opened and saved in its place");
        draft["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = "<p>The zeroth leaflet.</p>";
        var id = (string)(await newsroom.Author.SaveDraftAsync(draft))["ContentItemId"]!;
        using var editor = await AdminBrowser.SignInAsync(_site, "emil");
        await ReadAsync(editor, id);
        await EditAsync(id, "zeroth", "first");
        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
        await newsroom.Editor.DoAsync(id, "publish");
        await EditAsync(id, "leaflet", "booklet");

        var page = await ReadAsync(editor, id);

        Assert.DoesNotContain("Since you last", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("approved last", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Counts_a_version_as_seen_by_whoever_commented_on_it_unless_another_text_was_saved_in_its_place(bool isSavedInItsPlace)
    {
        var draft = Editorial.NewArticle($"Commented on and {(isSavedInItsPlace ? "saved in its place" : "left alone")}");
        draft["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = "<p>The zeroth leaflet.</p>";
        var id = (string)(await newsroom.Author.SaveDraftAsync(draft))["ContentItemId"]!;
        using var response = await newsroom.Editor.PostAsJsonAsync($"api/review/{id}/comments", new { text = "Which leaflet?" }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        if (isSavedInItsPlace)
        {
            await EditAsync(id, "zeroth", "first");
        }

        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
        await newsroom.Editor.DoAsync(id, "publish");
        await EditAsync(id, "leaflet", "booklet");
        using var editor = await AdminBrowser.SignInAsync(_site, "emil");

        var page = await ReadAsync(editor, id);

        Assert.Equal(!isSavedInItsPlace, page.Body!.TextContent.Contains("Since you last looked, at version 1:", StringComparison.Ordinal));
        Assert.Equal(isSavedInItsPlace, page.Body.TextContent.Contains("approved last.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Forgets_what_somebody_opened_with_the_account()
    {
        var id = await newsroom.DraftAsync("Opened by somebody who leaves");
        using var client = await _site.AddPersonAsync("lena", "Editor");
        using var browser = await AdminBrowser.SignInAsync(_site, "lena");
        await ReadAsync(browser, id);
        Assert.Equal(1, await LooksAsync(id));

        await _site.InScopeAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<IUser>>();
            Assert.True((await users.DeleteAsync((await users.FindByNameAsync("lena"))!)).Succeeded);
        });

        Assert.Equal(0, await LooksAsync(id));
    }

    [Fact]
    public async Task Leads_a_reviewer_nowhere_that_is_shut()
    {
        var id = await ChangedAsync("Full of links");
        using var reviewer = await AdminBrowser.SignInAsync(_site, "rosa");
        using var editor = await AdminBrowser.SignInAsync(_site, "emil");

        // The admin's own menu is Orchard Core's.
        var links = LinksOf(await ReadAsync(reviewer, id));

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.DoesNotContain("/Edit", link, StringComparison.Ordinal));
        foreach (var link in links)
        {
            Assert.True(await reviewer.TryAsync(link) == HttpStatusCode.OK, link);
        }

        Assert.Contains(LinksOf(await ReadAsync(editor, id)), link => link.EndsWith("/Edit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_before_the_click_what_the_stock_publish_lacks()
    {
        var draft = await newsroom.DraftAsync("Not to be published yet");
        var approved = await newsroom.ApprovedAsync("To be published now");
        using var editor = await AdminBrowser.SignInAsync(_site, "emil");

        var lacking = await ParseAsync(await editor.OpenAsync($"Admin/Contents/ContentItems/{draft}/Edit"));
        var ready = await ParseAsync(await editor.OpenAsync($"Admin/Contents/ContentItems/{approved}/Edit"));

        Assert.Contains("Publish would be refused now.", lacking.QuerySelector("[data-before-publish]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("refused", ready.QuerySelector("[data-before-publish]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(lacking.QuerySelector("[name='submit.Publish']"));
        Assert.Empty(lacking.QuerySelectorAll("[data-trigger], [name='GutCms.Password']"));
    }

    [Fact]
    public async Task Says_roles_in_words_in_the_queue()
    {
        await ChangedAsync("Waits for a role");
        using var reviewer = await AdminBrowser.SignInAsync(_site, "rosa");

        var queue = await ParseAsync(await reviewer.OpenAsync("Admin/Review"));

        var row = queue.QuerySelectorAll("tr").Single(row => row.TextContent.Contains("Waits for a role", StringComparison.Ordinal));
        Assert.Contains("everybody: Medical reviewer", row.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Type", "Stage", "Asked", "Submitted", "Due"], row.QuerySelectorAll("td[data-label]").Select(cell => cell.GetAttribute("data-label")!));
    }

    [Fact]
    public async Task Queue_can_leave_out_what_asks_for_no_role_of_the_reader()
    {
        await ChangedAsync("Waits for reviewers only");
        using var reviewer = await AdminBrowser.SignInAsync(_site, "rosa");
        using var editor = await AdminBrowser.SignInAsync(_site, "emil");

        Assert.Contains("Waits for reviewers only", await reviewer.OpenAsync("Admin/Review?roles=true"), StringComparison.Ordinal);
        Assert.DoesNotContain("Waits for reviewers only", await editor.OpenAsync("Admin/Review?roles=true"), StringComparison.Ordinal);
        Assert.Contains("Waits for reviewers only", await editor.OpenAsync("Admin/Review"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GutCms.OrchardCore/Scripts/desk.js")]
    [InlineData("GutCms.OrchardCore/Scripts/review.js")]
    [InlineData("GutCms.OrchardCore/Scripts/shortcuts.js")]
    [InlineData("GutCms.OrchardCore/Styles/desk.css")]
    [InlineData("GutCms.OrchardCore/Schemas/gutcms.recipe.schema.json")]
    public async Task Serves_its_script_style_and_schema(string address)
    {
        using var response = await _site.Client.GetAsync(address, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>An article that is live, changed by one word, and submitted; its item id.</summary>
    private async Task<string> ChangedAsync(string title, string? further = null)
    {
        var id = await LiveAsync(title, further);
        await EditAsync(id, "first", "second");
        await newsroom.Author.DoAsync(id, "submit");
        return id;
    }

    /// <summary>An article that is live; its item id.</summary>
    private async Task<string> LiveAsync(string title, string? further = null)
    {
        var draft = Editorial.NewArticle(title);
        if (further is not null)
        {
            var sections = draft["Body"]!["ContentItems"]!.AsArray();
            sections.Add(sections[0]!.DeepClone());
            (sections[1]!["ContentItemId"], sections[1]!["HtmlBodyPart"]!["Html"]) = (Editorial.IdOf(title + " further"), further);
        }

        draft["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = "<p>Read the <a href=\"https://example.org/leaflet\">first</a> leaflet.</p>";
        var saved = await newsroom.Author.SaveDraftAsync(draft);
        var id = (string)saved["ContentItemId"]!;
        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
        await newsroom.Editor.DoAsync(id, "publish");
        return id;
    }

    private Task<int> LooksAsync(string id) => _site.InScopeAsync(services =>
        services.GetRequiredService<ISession>().QueryIndex<GutCmsRecordIndex>(index => index.Kind == RecordKinds.Look && index.Tag == id, GutCmsRecord.Collection).CountAsync());

    /// <summary>Other words in the first section, by the author.</summary>
    private async Task EditAsync(string id, string before, string after)
    {
        var item = await _site.InScopeAsync(async services =>
            JsonSerializer.SerializeToNode(await services.GetRequiredService<IContentManager>().GetAsync(id, VersionOptions.Latest), JOptions.Default)!.AsObject());
        var section = item["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!;
        section["Html"] = ((string)section["Html"]!).Replace(before, after, StringComparison.Ordinal);
        await newsroom.Author.SaveDraftAsync(item);
    }

    private static async Task<(string, string)[]> FieldsAsync(AdminBrowser browser, string id, string trigger) =>
        [.. (await ReadAsync(browser, id)).QuerySelectorAll($"form[action$='/triggers/{trigger}'] [name]").Where(field => field.GetAttribute("name") is not ("__RequestVerificationToken" or "GutCms.Password" or "GutCms.Code"))
            .Select(field => (field.GetAttribute("name")!, field switch { IHtmlInputElement input => input.Value, IHtmlTextAreaElement text => text.Value, _ => "" }))];

    private static async Task<IHtmlDocument> ReadAsync(AdminBrowser browser, string id) => await ParseAsync(await browser.OpenAsync($"Admin/Review/{id}"));

    private static Task<IHtmlDocument> ParseAsync(string html) => new HtmlParser().ParseDocumentAsync(html, Cancellation);

    private static List<string> LinksOf(IHtmlDocument page) =>
        [.. page.QuerySelectorAll(".gutcms-desk a[href^='/'], .gutcms-bar a[href^='/']").Select(link => link.GetAttribute("href")![1..]).Distinct()];
}
