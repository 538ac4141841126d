using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Users;
using OrchardCore.Users.Models;

namespace GutCms.OrchardCore.Tests;

/// <summary>The module's pages in Orchard Core's admin, as a person without scripts uses them.</summary>
[Collection<OrchardSites>]
public sealed partial class AdminTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    [Fact]
    public async Task Lists_content_by_the_state_of_its_review()
    {
        var waiting = await newsroom.DraftAsync("Waiting in the list");
        await newsroom.Author.DoAsync(waiting, "submit");
        await newsroom.ApprovedAsync("Approved in the list");
        using var browser = await AdminBrowser.SignInAsync(_site, "emil");

        var inReview = await browser.OpenAsync("Admin/Contents/ContentItems?q=review:inReview");
        var approved = await browser.OpenAsync("Admin/Contents/ContentItems?q=review:approved");

        Assert.Contains("Waiting in the list", inReview, StringComparison.Ordinal);
        Assert.DoesNotContain("Approved in the list", inReview, StringComparison.Ordinal);
        Assert.Contains("Approved in the list", approved, StringComparison.Ordinal);
        Assert.DoesNotContain("Waiting in the list", approved, StringComparison.Ordinal);
        Assert.Contains("Review.State", inReview, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_in_the_list_what_is_in_the_way_of_a_publication_to_those_who_may_publish()
    {
        await newsroom.DraftAsync("Unpublishableyet");
        await newsroom.ApprovedAsync("Publishablenow");
        using var editor = await AdminBrowser.SignInAsync(_site, "emil");
        using var reviewer = await AdminBrowser.SignInAsync(_site, "rosa");
        const string Refused = "Publish Draft would be refused now.", List = "Admin/Contents/ContentItems?q=";

        var draft = await editor.OpenAsync(List + "Unpublishableyet");
        var approved = await editor.OpenAsync(List + "Publishablenow");
        var ofReviewer = await reviewer.OpenAsync(List + "Unpublishableyet");

        Assert.Contains(Refused, draft, StringComparison.Ordinal);
        Assert.True(draft.IndexOf(Refused, StringComparison.Ordinal) < draft.IndexOf(">Publish Draft<", StringComparison.Ordinal), "It stands before the button.");
        Assert.Contains(">Publish Draft<", approved, StringComparison.Ordinal);
        Assert.DoesNotContain(Refused, approved, StringComparison.Ordinal);
        Assert.Contains(">Unpublishableyet<", ofReviewer, StringComparison.Ordinal);
        Assert.DoesNotContain(Refused, ofReviewer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_a_person_with_a_due_date_and_gives_the_stage_back_to_its_role()
    {
        var id = await newsroom.DraftAsync("Asked of a person");
        await newsroom.Author.DoAsync(id, "submit");
        var rosa = await UserIdAsync("rosa");
        using var browser = await AdminBrowser.SignInAsync(_site, "emil");

        await AssignAsync(browser, id, ("assignees", rosa), ("due", "2199-12-31"));
        var asked = await StageAsync(id);
        await AssignAsync(browser, id);
        var given = await StageAsync(id);

        Assert.Equal(rosa, (string?)asked["roles"]![0]!["assigneeIds"]![0]);
        Assert.StartsWith("2200-01-01T00:00:00", (string?)asked["dueUtc"], StringComparison.Ordinal);
        Assert.Empty(given["roles"]![0]!["assigneeIds"]!.AsArray());
        Assert.StartsWith("2200-01-01T00:00:00", (string?)given["dueUtc"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_due_date_that_has_passed_unless_it_is_there_already()
    {
        var id = await newsroom.DraftAsync("Asked too late");
        await newsroom.Author.DoAsync(id, "submit");
        using var browser = await AdminBrowser.SignInAsync(_site, "emil");
        var before = (string?)(await StageAsync(id))["dueUtc"];

        var refused = await AssignAsync(browser, id, ("due", "2020-01-01"), ("was", ""));
        await AssignAsync(browser, id, ("due", "2020-01-01"), ("was", "2020-01-01"));

        Assert.Contains("The due date has to be in the future", refused, StringComparison.Ordinal);
        Assert.Equal(before, (string?)(await StageAsync(id))["dueUtc"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another")]
    public async Task Changes_nothing_when_the_form_does_not_say_what_was_shown(string? tag)
    {
        var id = await newsroom.DraftAsync($"Submitted after a look at {tag ?? "nothing"}");
        using var browser = await AdminBrowser.SignInAsync(_site, "anna");

        var answer = await browser.SendAsync($"Admin/Review/{id}", $"Admin/Review/{id}/triggers/submit", tag is null ? [] : [("GutCms.Tag", tag)]);

        Assert.Contains("look again", answer, StringComparison.Ordinal);
        Assert.Equal("draft", (string?)(await newsroom.Author.ReviewAsync(id))["state"]);
    }

    [Fact]
    public async Task Refuses_to_ask_an_author_and_shows_an_author_no_form()
    {
        var id = await newsroom.DraftAsync("Asked of its author");
        await newsroom.Author.DoAsync(id, "submit");
        using var editor = await AdminBrowser.SignInAsync(_site, "emil");
        using var author = await AdminBrowser.SignInAsync(_site, "anna");

        var answer = await AssignAsync(editor, id, ("assignees", await UserIdAsync("anna")));
        var page = await author.OpenAsync($"Admin/Review/{id}");

        Assert.Contains("cannot decide in the stage", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("gutcms-assign", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_comments_on_words_and_resolves_and_reopens_them()
    {
        var (id, block) = await DraftWithBlockAsync("Commented on");
        using var browser = await AdminBrowser.SignInAsync(_site, "anna");
        var page = $"Admin/Review/{id}";

        var commented = await browser.SendAsync(page, page + "/comment", ("blockId", block), ("quote", "text of the section"), ("text", "Which section?"));
        var thread = Assert.Single((await newsroom.Author.ReviewAsync(id))["comments"]!.AsArray())!;
        var threadId = (string)thread["threadId"]!;
        await browser.SendAsync(page, page + "/comment", ("threadId", threadId), ("text", "The first."));
        await browser.SendAsync(page, $"{page}/threads/{threadId}/resolve");
        var resolved = (await newsroom.Author.ReviewAsync(id))["comments"]![0]!;
        await browser.SendAsync(page, $"{page}/threads/{threadId}/reopen");
        var reopened = (await newsroom.Author.ReviewAsync(id))["comments"]![0]!;

        Assert.Contains("Which section?", commented, StringComparison.Ordinal);
        Assert.Equal("text of the section", (string?)thread["anchor"]!["quote"]);
        Assert.Equal(2, resolved["messages"]!.AsArray().Count);
        Assert.NotNull(resolved["resolvedUtc"]);
        Assert.Null(reopened["resolvedUtc"]);
    }

    [Fact]
    public async Task Refuses_a_comment_on_words_that_are_not_there_and_one_by_a_stranger()
    {
        var (id, block) = await DraftWithBlockAsync("Commented wrongly");
        await _site.AddPersonAsync("sten", "Author");
        using var author = await AdminBrowser.SignInAsync(_site, "anna");
        using var stranger = await AdminBrowser.SignInAsync(_site, "sten");

        var answer = await author.SendAsync($"Admin/Review/{id}", $"Admin/Review/{id}/comment", ("blockId", block), ("quote", "other words"), ("text", "Lost"));
        var sight = await stranger.TryAsync($"Admin/Review/{id}");

        Assert.Contains("no such words", answer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, sight);
        Assert.Empty((await newsroom.Author.ReviewAsync(id))["comments"]!.AsArray());
    }

    private static async Task<string> AssignAsync(AdminBrowser browser, string id, params (string, string)[] fields)
    {
        var tag = Tag().Match(await browser.OpenAsync($"Admin/Review/{id}")).Groups[1].Value;
        return await browser.SendAsync($"Admin/Review/{id}", $"Admin/Review/{id}/assign", [("tag", tag), ("role", "MedicalReviewer"), .. fields]);
    }

    [GeneratedRegex("name=\"tag\" value=\"([^\"]+)\"")]
    private static partial Regex Tag();

    private async Task<JsonObject> StageAsync(string id) => (await newsroom.Editor.ReviewAsync(id))["review"]!["stages"]![0]!.AsObject();

    private async Task<(string Id, string BlockId)> DraftWithBlockAsync(string title)
    {
        var draft = await newsroom.Author.SaveDraftAsync(Editorial.NewArticle(title));
        return ((string)draft["ContentItemId"]!, (string)draft["Body"]!["ContentItems"]![0]!["ContentItemId"]!);
    }

    private Task<string> UserIdAsync(string name) => _site.InScopeAsync(async services =>
        ((User)(await services.GetRequiredService<UserManager<IUser>>().FindByNameAsync(name))!).UserId);
}
