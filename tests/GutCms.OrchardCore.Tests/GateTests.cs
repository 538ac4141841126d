using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Records;
using OrchardCore.Shortcodes.Models;
using OrchardCore.Shortcodes.Services;
using YesSql;

namespace GutCms.OrchardCore.Tests;

/// <summary>Every way to a live version that Orchard Core has, tried without an approval.</summary>
[Collection<OrchardSites>]
public sealed class GateTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_409_with_the_rules_when_an_unreviewed_text_is_published_over_rest()
    {
        using var response = await newsroom.Editor.PostAsJsonAsync("api/content", Editorial.NewArticle("Past the gate by rest"), Cancellation);

        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(problem["unmetRules"]!.AsArray());
        Assert.False(await ExistsAsync("Past the gate by rest"));
    }

    [Fact]
    public async Task Publishes_over_rest_what_was_approved()
    {
        var (id, draft) = await ApprovedAsync("Approved and sent by rest");

        using var response = await newsroom.Editor.PostAsJsonAsync("api/content", draft, Cancellation);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        Assert.NotNull(await _site.LiveAsync(id));
        Assert.Equal("published", (string?)(await newsroom.Editor.ReviewAsync(id))["state"]);
    }

    [Fact]
    public async Task Refuses_the_method_that_publishes()
    {
        var id = await DraftAsync("Published by a method");

        await _site.InScopeAsync(async services =>
        {
            var manager = services.GetRequiredService<IContentManager>();
            Assert.False(await manager.PublishAsync(await manager.GetAsync(id, VersionOptions.Latest)));
        });

        Assert.Null(await _site.LiveAsync(id));
    }

    [Fact]
    public async Task Lets_the_method_publish_what_was_approved()
    {
        var (id, _) = await ApprovedAsync("Published by a method at last");

        await _site.InScopeAsync(async services =>
        {
            var manager = services.GetRequiredService<IContentManager>();
            Assert.True(await manager.PublishAsync(await manager.GetAsync(id, VersionOptions.Latest)));
        });

        Assert.NotNull(await _site.LiveAsync(id));
        using var delivered = await _site.Client.GetAsync("api/delivery/articles/published-by-a-method-at-last", Cancellation);
        Assert.Equal(HttpStatusCode.OK, delivered.StatusCode);
    }

    [Fact]
    public async Task Makes_a_draft_of_what_is_created_live()
    {
        var item = Editorial.NewArticle("Created live", "4created0000000000000000a1").ToItem();

        await _site.InScopeAsync(services => services.GetRequiredService<IContentManager>().CreateAsync(item, VersionOptions.Published));

        Assert.Equal([false], (await _site.RowsAsync("4created0000000000000000a1")).Select(row => row.Published));
    }

    [Fact]
    public async Task Makes_a_draft_of_what_is_imported_live()
    {
        await _site.ImportAsync(Editorial.NewArticle("Imported live", "4imported000000000000000b1", "4imported000000000000000b2").Live());

        Assert.Equal([new Row("4imported000000000000000b2", true, false)], await _site.RowsAsync("4imported000000000000000b1"));
    }

    [Fact]
    public async Task Keeps_what_is_live_byte_for_byte_when_another_version_is_imported_live()
    {
        var (id, draft) = await PublishedAsync("Live and imported over");
        var before = await _site.LiveAsync(id);
        draft["Article"]!["Subtitle"]!["Text"] = "Smuggled in";
        draft["ContentItemVersionId"] = "4smuggled000000000000000c2";

        await _site.ImportAsync(draft.Live());

        Assert.Equal(Unflagged(before), Unflagged(await _site.LiveAsync(id)));
        Assert.Contains(await _site.RowsAsync(id), row => row is { VersionId: "4smuggled000000000000000c2", Published: false, Latest: true });
    }

    [Fact]
    public async Task Keeps_what_is_live_byte_for_byte_when_its_own_version_is_imported()
    {
        var (id, draft) = await PublishedAsync("Live and imported upon itself");
        var before = await _site.LiveAsync(id);
        draft["Article"]!["Subtitle"]!["Text"] = "Smuggled in";

        await _site.ImportAsync(draft.Live());

        Assert.Equal(before, await _site.LiveAsync(id));
    }

    [Fact]
    public async Task Keeps_what_editors_published_since_when_the_seed_is_imported_again()
    {
        const string series = "58msv88peb3hqr9tm92an8499e";
        var seeded = JsonNode.Parse((await _site.LiveAsync(series))!)!.AsObject();
        var edited = (JsonObject)seeded.DeepClone();
        edited["TitlePart"]!["Title"] = "Mind and gut";
        await newsroom.Editor.SaveDraftAsync(edited);
        await Editorial.ApproveAsync(newsroom.Editor, newsroom.Reviewer, series);
        await newsroom.Editor.DoAsync(series, "publish");
        var live = await _site.LiveAsync(series);
        seeded["Author"] = "recipe";

        await _site.ImportAsync(seeded);

        Assert.Equal(live, await _site.LiveAsync(series));
        Assert.Contains("Mind and gut", live, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Makes_a_draft_of_a_version_that_is_created_live()
    {
        var (id, draft) = await PublishedAsync("Live and a version created");
        var before = await _site.LiveAsync(id);
        draft["Article"]!["Subtitle"]!["Text"] = "Smuggled in";
        draft["ContentItemVersionId"] = "4versioned00000000000000d2";

        await _site.InScopeAsync(services => services.GetRequiredService<IContentManager>().CreateContentItemVersionAsync(draft.Live().ToItem()));

        Assert.Equal(Unflagged(before), Unflagged(await _site.LiveAsync(id)));
    }

    [Fact]
    public async Task Keeps_what_is_live_when_it_is_updated_in_its_place()
    {
        var (id, draft) = await PublishedAsync("Live and updated in place");
        var before = await _site.LiveAsync(id);
        draft["Article"]!["Subtitle"]!["Text"] = "Smuggled in";

        await _site.InScopeAsync(async services =>
        {
            var manager = services.GetRequiredService<IContentManager>();
            await manager.UpdateContentItemVersionAsync(await manager.GetAsync(id, VersionOptions.Published), draft.Live().ToItem());
        });

        Assert.Equal(Text(before), Text(await _site.LiveAsync(id)));
    }

    [Fact]
    public async Task Rolls_back_a_session_that_saves_a_live_text_past_the_content_manager()
    {
        var id = await DraftAsync("Saved past the manager");

        await Assert.ThrowsAnyAsync<Exception>(() => _site.InScopeAsync(async services =>
        {
            var session = services.GetRequiredService<ISession>();
            var item = await session.Query<ContentItem, ContentItemIndex>(index => index.ContentItemId == id).FirstOrDefaultAsync();
            item.Published = true;
            await session.SaveAsync(item);
            await session.SaveChangesAsync();
        }));

        Assert.Null(await _site.LiveAsync(id));
    }

    [Fact]
    public async Task Ignores_what_an_item_says_about_its_own_review()
    {
        var article = Editorial.NewArticle("Approved by itself");
        article["ReviewPart"] = new JsonObject { ["State"] = "Approved" };

        using var response = await newsroom.Editor.PostAsJsonAsync("api/content", article, Cancellation);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
    }

    [Fact]
    public async Task Refuses_to_take_down_a_disclaimer_that_is_shown()
    {
        await _site.InScopeAsync(async services =>
        {
            var manager = services.GetRequiredService<IContentManager>();
            Assert.False(await manager.UnpublishAsync(await manager.GetAsync(Editorial.DisclaimerId, VersionOptions.Latest)));
        });

        Assert.NotNull(await _site.LiveAsync(Editorial.DisclaimerId));
    }

    [Fact]
    public async Task Refuses_to_delete_a_disclaimer_that_is_shown()
    {
        using var response = await newsroom.Administrator.DeleteAsync($"api/content/{Editorial.DisclaimerId}", Cancellation);
        using var browser = await AdminBrowser.SignInAsync(_site, "admin");
        await browser.SendAsync("Admin/Contents/ContentItems", $"Admin/Contents/ContentItems/{Editorial.DisclaimerId}/Delete");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("show this disclaimer", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.NotNull(await _site.LiveAsync(Editorial.DisclaimerId));
    }

    [Fact]
    public async Task Deletes_an_article_that_is_live()
    {
        var id = await newsroom.PublishedAsync("Live and deleted");

        using var response = await newsroom.Administrator.DeleteAsync($"api/content/{id}", Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(await _site.LiveAsync(id));
    }

    [Theory]
    [InlineData("<p>[computed]</p>", "shortcode")]
    [InlineData("<p>{{ 'now' | date }}</p>", "Liquid")]
    [InlineData("<p>As shown before [1], [see below].</p>", null)]
    public async Task Refuses_what_the_site_would_show_in_other_words(string html, string? reason)
    {
        await _site.SwitchAsync(on: true, "OrchardCore.Shortcodes.Templates");
        await _site.InScopeAsync(services => services.GetRequiredService<ShortcodeTemplatesManager>().UpdateShortcodeTemplateAsync("computed", new ShortcodeTemplate { Content = "Take two", Categories = [] }));
        var draft = Editorial.NewArticle("Shown as " + (reason ?? "written"));
        draft["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = html;
        var id = (string)(await newsroom.Author.SaveDraftAsync(draft))["ContentItemId"]!;
        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);

        using var response = await newsroom.Editor.PostAsJsonAsync("api/content", draft.With("ContentItemId", id), Cancellation);

        Assert.Equal(reason is null ? HttpStatusCode.OK : HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(reason is null, await _site.LiveAsync(id) is not null);
        Assert.Contains(reason ?? "", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_no_error_into_the_log_of_an_ordinary_save()
    {
        var before = _site.Log.Text.Length;

        var draft = await newsroom.Author.SaveDraftAsync(Editorial.NewArticle("Saved without a word"));
        await newsroom.Author.SaveDraftAsync(draft);
        var id = (string)draft["ContentItemId"]!;
        using var browser = await AdminBrowser.SignInAsync(_site, "emil");
        await browser.SendFormAsync($"Admin/Contents/ContentItems/{id}/Edit", ("submit.Save", "submit.SaveAndContinue"));

        Assert.DoesNotContain("Exception", _site.Log.Text[before..], StringComparison.Ordinal);
        Assert.Null(await _site.LiveAsync(id));
    }

    [Fact]
    public async Task Records_the_refusal()
    {
        var id = await DraftAsync("A refusal on record");
        using var response = await newsroom.Editor.PullAsync(id, "publish");
        await _site.InScopeAsync(async services =>
        {
            var manager = services.GetRequiredService<IContentManager>();
            await manager.PublishAsync(await manager.GetAsync(id, VersionOptions.Latest));
        });

        var log = await newsroom.Administrator.GetFromJsonAsync<JsonObject>($"api/review/{id}/audit?action=content.publish", Cancellation);

        Assert.Equal(2, log!["items"]!.AsArray().Count(entry => (string?)entry!["action"] == "content.publish.refused"));
    }

    /// <summary>What must not change when another version becomes the latest: everything but the flag that says so.</summary>
    private static string? Unflagged(string? item) => item?.Replace("\"Latest\":true", "\"Latest\":false", StringComparison.Ordinal);

    private static string? Text(string? item) => JsonNode.Parse(item!)!["Article"]!.ToJsonString();

    private async Task<string> DraftAsync(string title) => (string)(await newsroom.Author.SaveDraftAsync(Editorial.NewArticle(title)))["ContentItemId"]!;

    private async Task<(string Id, JsonObject Draft)> ApprovedAsync(string title)
    {
        var draft = await newsroom.Author.SaveDraftAsync(Editorial.NewArticle(title));
        var id = (string)draft["ContentItemId"]!;
        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
        return (id, draft);
    }

    private async Task<(string Id, JsonObject Draft)> PublishedAsync(string title)
    {
        var (id, draft) = await ApprovedAsync(title);
        await newsroom.Editor.DoAsync(id, "publish");
        return (id, draft);
    }

    private Task<bool> ExistsAsync(string title) => _site.InScopeAsync(async services =>
        await services.GetRequiredService<ISession>().QueryIndex<ContentItemIndex>(index => index.DisplayText == title).CountAsync() > 0);
}
