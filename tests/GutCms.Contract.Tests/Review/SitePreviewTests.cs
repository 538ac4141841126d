using System.Text.Json.Nodes;
using GutCms.Contract.Tests.Delivery;
using GutCms.Contract.Tests.Identity;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Contract.Tests.Review;

/// <summary>What a site is shown of what is not live yet, through a token, and what not.</summary>
public abstract class SitePreviewTests(SiteFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draft_is_read_in_the_shape_of_delivery_by_its_token_only()
    {
        var slug = SampleArticle.NewSlug("preview");
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        var id = await author.DraftAsync(SampleArticle.Create(slug, "<p>Take 10 mg.</p>"));
        var made = await MakeAsync(author, new JsonObject { ["item"] = id });

        using var shown = await fixture.Client.GetAsync($"{DeliveryClient.Articles}/{slug}?preview={(string?)made["token"]}", Cancellation);
        var draft = await shown.JsonAsync();
        var live = await fixture.Client.JsonAsync(DeliveryClient.GutBrainArticle);

        Assert.Equal(("item", $"/articles/{slug}"), ((string?)made["scope"], (string?)made["path"]));
        Assert.True(shown.Headers.CacheControl is { Private: true, NoStore: true, MaxAge: null }, shown.Header("Cache-Control"));
        Assert.Equal("item", shown.Header("X-GutCms-Preview"));
        Assert.Null(shown.Headers.ETag);
        Assert.Equal(live.Select(member => member.Key), draft.Select(member => member.Key));
        Assert.Equal("<p>Take 10 mg.</p>", (string?)draft["content"]!["body"]![0]!["html"]);
        Assert.Equal(DeliveryClient.Hash(draft["content"]!), (string?)draft["contentHash"]);
        Assert.Equal(("none", 0, null), ((string?)draft["review"]!["status"], draft["review"]!["approvals"]!.AsArray().Count, (string?)draft["review"]!["certificate"]));
        using var without = await fixture.Client.GetAsync($"{DeliveryClient.Articles}/{slug}", Cancellation);
        Assert.Equal(404, (int)without.StatusCode);
    }

    [Fact]
    public async Task Live_article_with_a_draft_shows_the_draft_without_certificate_and_stays_as_it_is_for_readers()
    {
        var slug = SampleArticle.NewSlug("preview");
        var id = await ApprovedArticle.PublishAsync(fixture, SampleArticle.Create(slug, "<p>Take 10 mg.</p>"));
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var (status, body) = await editor.PostAsync("api/content?draft=true", SampleArticle.Edit(id, "<p>Take 5 mg.</p>"), (await editor.GetAsync($"api/content/{id}?version=latest")).Tag);
        Assert.True(status == 200, body.ToJsonString());
        var token = (string?)(await MakeAsync(editor, new JsonObject { ["item"] = id }))["token"];

        var preview = await fixture.Client.JsonAsync($"{DeliveryClient.Articles}/{slug}?preview={token}");
        var live = await fixture.Client.JsonAsync($"{DeliveryClient.Articles}/{slug}");
        var other = await fixture.Client.JsonAsync($"{DeliveryClient.GutBrainArticle}?preview={token}");

        Assert.Equal(("<p>Take 5 mg.</p>", null), ((string?)preview["content"]!["body"]![0]!["html"], (string?)preview["review"]!["certificate"]));
        Assert.Equal("<p>Take 10 mg.</p>", (string?)live["content"]!["body"]![0]!["html"]);
        Assert.NotNull((string?)live["review"]!["certificate"]);
        Assert.Equal("imported", (string?)other["review"]!["status"]);
    }

    [Fact]
    public async Task Release_is_shown_as_if_it_were_live_to_those_who_may_see_it()
    {
        var slug = SampleArticle.NewSlug("preview");
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var id = await author.DraftAsync(SampleArticle.Create(slug));
        var (created, release) = await editor.PostAsync("api/review/releases", new JsonObject { ["name"] = slug, ["items"] = new JsonArray(id) }, null);
        Assert.True(created == 200, release.ToJsonString());
        var releaseId = (string)release["releaseId"]!;

        var token = (string?)(await MakeAsync(editor, new JsonObject { ["release"] = releaseId }))["token"];
        var (refused, _) = await author.PostAsync("api/review/previews", new JsonObject { ["release"] = releaseId }, null);

        Assert.Equal(id, (string?)(await fixture.Client.JsonAsync($"{DeliveryClient.Articles}/{slug}?preview={token}"))["id"]);
        Assert.Equal(403, refused);
    }

    [Fact]
    public async Task Site_is_shown_as_it_is_planned_at_an_instant()
    {
        var slug = SampleArticle.NewSlug("preview");
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var reviewer = await EditorialClient.CreateAsync(fixture, "MedicalReviewer");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var id = await author.DraftAsync(SampleArticle.Create(slug));
        await author.DoAsync(id, "submit");
        await reviewer.DoAsync(id, "approve");
        var at = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(2);
        await editor.DoAsync(id, "schedule", new JsonObject { ["at"] = at });
        var before = (string?)(await MakeAsync(editor, new JsonObject { ["at"] = at.AddDays(-1) }))["token"];
        var after = (string?)(await MakeAsync(editor, new JsonObject { ["at"] = at.AddDays(1) }))["token"];

        using var early = await fixture.Client.GetAsync($"{DeliveryClient.Articles}/{slug}?preview={before}", Cancellation);
        using var late = await fixture.Client.GetAsync($"{DeliveryClient.Articles}/{slug}?preview={after}", Cancellation);
        var (refused, _) = await author.PostAsync("api/review/previews", new JsonObject { ["at"] = at }, null);

        Assert.Equal((404, 200, 403), ((int)early.StatusCode, (int)late.StatusCode, refused));
        Assert.True(late.Headers.CacheControl is { Private: true, NoStore: true, MaxAge: null }, late.Header("Cache-Control"));
        Assert.Contains("no-store", early.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_that_was_revoked_or_never_was_shows_nothing()
    {
        var slug = SampleArticle.NewSlug("preview");
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var stranger = await EditorialClient.CreateAsync(fixture, "Author");
        var id = await author.DraftAsync(SampleArticle.Create(slug));
        var made = await MakeAsync(author, new JsonObject { ["item"] = id });
        var revoke = $"api/review/previews/{(string?)made["previewId"]}/revoke";

        Assert.Equal(404, (await stranger.PostAsync(revoke, null, null)).Status);
        Assert.Equal(200, (await author.PostAsync(revoke, null, null)).Status);

        foreach (var token in new[] { (string?)made["token"], new string('a', 43), "", new string('x', 5000) })
        {
            using var refused = await fixture.Client.GetAsync($"{DeliveryClient.Articles}/{slug}?preview={token}", Cancellation);
            Assert.Equal(403, (int)refused.StatusCode);
            Assert.Contains("no-store", refused.Header("Cache-Control"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Token_shows_nothing_once_its_maker_is_disabled_and_again_when_enabled()
    {
        var slug = SampleArticle.NewSlug("preview");
        var name = "leaving-" + Guid.NewGuid().ToString("N")[..8];
        var added = await fixture.Site.RunAsync("user", "add", name, "--role", "Author");
        using var author = await EditorialClient.SignInAsync(fixture.Host, name, added.Output.Trim().Split(' ')[^1]);
        var id = await author.DraftAsync(SampleArticle.Create(slug));
        var address = $"{DeliveryClient.Articles}/{slug}?preview={(string?)(await MakeAsync(author, new JsonObject { ["item"] = id }))["token"]}";
        Assert.Equal(200, await StatusAsync(address));

        Assert.Equal(0, (await fixture.Site.RunAsync("user", "disable", name)).ExitCode);
        Assert.Equal(403, await StatusAsync(address));
        Assert.Equal(0, (await fixture.Site.RunAsync("user", "enable", name)).ExitCode);
        Assert.Equal(200, await StatusAsync(address));
    }

    [Fact]
    public async Task Token_of_an_api_client_ends_with_the_client()
    {
        var slug = SampleArticle.NewSlug("preview");
        var name = "previewer-" + Guid.NewGuid().ToString("N")[..8];
        var bearer = await TokenClient.GetAsync(fixture.Client, name, await TokenClient.AddAsync(fixture.Site, name, "--role", "Editor"));
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        var id = await author.DraftAsync(SampleArticle.Create(slug));
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/review/previews") { Content = System.Net.Http.Json.JsonContent.Create(new JsonObject { ["item"] = id }) };
        request.Headers.Authorization = new("Bearer", bearer);
        using var made = await fixture.Client.SendAsync(request, Cancellation);
        Assert.Equal(200, (int)made.StatusCode);
        var address = $"{DeliveryClient.Articles}/{slug}?preview={(string?)(await made.JsonAsync())["token"]}";
        Assert.Equal(200, await StatusAsync(address));

        Assert.Equal(0, (await fixture.Site.RunAsync("client", "revoke", name)).ExitCode);

        Assert.Equal(403, await StatusAsync(address));
    }

    [Fact]
    public async Task Withdrawn_text_is_gone_in_a_preview_too_and_a_newer_draft_is_shown()
    {
        var slug = SampleArticle.NewSlug("preview");
        var id = await ApprovedArticle.PublishAsync(fixture, SampleArticle.Create(slug, "<p>Take 10 mg.</p>"));
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        await editor.DoAsync(id, "withdraw", new JsonObject { ["reason"] = "The dose is wrong." });
        var address = $"{DeliveryClient.Articles}/{slug}?preview={(string?)(await MakeAsync(editor, new JsonObject { ["item"] = id }))["token"]}";

        using var gone = await fixture.Client.GetAsync(address, Cancellation);
        Assert.Equal((410, "The dose is wrong."), ((int)gone.StatusCode, (string?)(await gone.JsonAsync())["reason"]));
        Assert.Contains("no-store", gone.Header("Cache-Control"), StringComparison.Ordinal);
        var (status, body) = await editor.PostAsync("api/content?draft=true", SampleArticle.Edit(id, "<p>Take 5 mg.</p>"), (await editor.GetAsync($"api/content/{id}?version=latest")).Tag);
        Assert.True(status == 200, body.ToJsonString());

        Assert.Equal("<p>Take 5 mg.</p>", (string?)(await fixture.Client.JsonAsync(address))["content"]!["body"]![0]!["html"]);
    }

    [Fact]
    public async Task Item_whose_newest_version_is_live_keeps_its_review_in_a_preview()
    {
        var slug = SampleArticle.NewSlug("preview");
        var id = await ApprovedArticle.PublishAsync(fixture, SampleArticle.Create(slug));
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var token = (string?)(await MakeAsync(editor, new JsonObject { ["item"] = id }))["token"];

        var review = (await fixture.Client.JsonAsync($"{DeliveryClient.Articles}/{slug}?preview={token}"))["review"]!;

        Assert.Equal(("published", 1, null), ((string?)review["status"], review["approvals"]!.AsArray().Count, (string?)review["certificate"]));
    }

    [Fact]
    public async Task Nobody_previews_the_draft_of_somebody_else_nor_for_longer_than_a_day()
    {
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var stranger = await EditorialClient.CreateAsync(fixture, "Author");
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("preview")));

        Assert.Equal(404, (await stranger.PostAsync("api/review/previews", new JsonObject { ["item"] = id }, null)).Status);
        Assert.Equal(400, (await author.PostAsync("api/review/previews", new JsonObject { ["item"] = id, ["minutes"] = 1441 }, null)).Status);
        Assert.Equal(400, (await author.PostAsync("api/review/previews", new JsonObject { ["item"] = id, ["release"] = "x" }, null)).Status);
        using var anonymous = await fixture.Client.PostAsync("api/review/previews", System.Net.Http.Json.JsonContent.Create(new JsonObject { ["item"] = id }), Cancellation);
        Assert.Equal(401, (int)anonymous.StatusCode);
    }

    [Fact]
    public async Task Previews_are_on_record_without_their_token()
    {
        var slug = SampleArticle.NewSlug("preview");
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        var id = await author.DraftAsync(SampleArticle.Create(slug));
        var token = (string)(await MakeAsync(author, new JsonObject { ["item"] = id }))["token"]!;
        await fixture.Client.JsonAsync($"{DeliveryClient.Articles}/{slug}?preview={token}");
        await fixture.Client.JsonAsync($"{DeliveryClient.Articles}/{slug}?preview={token}");

        var (log, _) = await author.GetAsync($"api/review/{id}/audit");

        var actions = log["items"]!.AsArray().Select(entry => (string?)entry!["action"]).ToList();
        Assert.Single(actions, "preview.create");
        Assert.Single(actions, "preview.open");
        Assert.DoesNotContain(token, log.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task<int> StatusAsync(string address)
    {
        using var response = await fixture.Client.GetAsync(address, Cancellation);
        return (int)response.StatusCode;
    }

    private static async Task<JsonObject> MakeAsync(EditorialClient person, JsonObject body)
    {
        var (status, made) = await person.PostAsync("api/review/previews", body, null);
        Assert.True(status == 200, made.ToJsonString());
        return made;
    }
}

/// <summary>On a site of their own, since they publish.</summary>
public sealed class SitePreviewOnSqliteTests(SqliteSite site) : SitePreviewTests(site), IClassFixture<SqliteSite>;

/// <inheritdoc cref="SitePreviewOnSqliteTests"/>
public sealed class SitePreviewOnPostgresTests(PostgresSite site) : SitePreviewTests(site), IClassFixture<PostgresSite>;
