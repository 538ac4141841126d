using System.Text.Json.Nodes;
using GutCms.Web.Tests.Storage;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class ReviewJourneyOnSqliteTests() : ReviewJourneyTests(Provider.Sqlite);

public sealed class ReviewJourneyOnPostgreSqlTests() : ReviewJourneyTests(Provider.PostgreSql);

public abstract class ReviewJourneyTests(Provider provider) : ReviewApiTests(provider)
{
    [Fact]
    public async Task Readers_see_who_approved_and_a_certificate_after_author_reviewer_and_editor_did_their_part()
    {
        var id = await DraftAsync("journey");
        Assert.Equal("draft", (string?)(await ReviewAsync(id))["state"]);
        Assert.Equal("inReview", (string?)(await PullAsync("author", id, "submit")).Expect(200)["state"]);
        Assert.Contains((await GetAsync("reviewer", "api/review/queue")).Expect(200)["items"].AsArray(), item => (string?)item!["contentItemId"] == id);
        Assert.Equal("approved", (string?)(await PullAsync("reviewer", id, "approve")).Expect(200)["state"]);
        (await DeliveredAsync("journey")).Expect(404);

        (await PullAsync("editor", id, "publish")).Expect(200);

        var delivered = (await DeliveredAsync("journey")).Expect(200);
        var review = delivered["review"];
        var seen = await ReviewAsync(id);
        Assert.Equal("published", (string?)review["status"]);
        var approval = Assert.Single(review["approvals"]!.AsArray())!;
        Assert.Equal(
            ("Dr reviewer", "MD", "MedicalReviewer", "I approve the medical accuracy of this text."),
            ((string?)approval["printedName"], (string?)approval["credential"], (string?)approval["role"], (string?)approval["meaning"]));
        Assert.NotNull((string?)approval["decidedUtc"]);
        Assert.NotNull((string?)review["lastReviewedUtc"]);
        Assert.NotNull((string?)review["nextReviewUtc"]);
        Assert.Equal(3, ((string?)review["certificate"])!.Split('.').Length);
        Assert.Equal((string?)seen["published"]["contentHash"], (string?)delivered["contentHash"]);
        Assert.Equal((string?)seen["published"]["certificate"], (string?)review["certificate"]);
        var reviewer = delivered["jsonLd"]["reviewedBy"]![0]!;
        Assert.Equal(("Dr reviewer", "MD"), ((string?)reviewer["name"], (string?)reviewer["hasCredential"]!["name"]));
    }

    [Fact]
    public async Task An_edit_voids_the_approval_and_a_save_without_a_change_does_not()
    {
        var id = await ApprovedAsync("voided");
        (await EditAsync("author", id, "The gut talks to the brain.")).Expect(200);
        Assert.Equal("approved", (string?)(await ReviewAsync(id))["state"]);

        (await EditAsync("author", id, "The gut does not talk to the brain.")).Expect(200);

        var seen = await ReviewAsync(id);
        Assert.Equal("draft", (string?)seen["state"]);
        Assert.Equal("The text was edited.", (string?)seen["history"][0]!["decisions"]![0]!["voidReason"]);
        var refused = (await PullAsync("editor", id, "publish")).Expect(409);
        Assert.Equal("urn:gutcms:problem:transition-not-permitted", (string?)refused["type"]);
        Assert.Equal("draft", (string?)refused["currentState"]);
        Assert.NotEmpty(refused.Unmet);
        Assert.Contains("submit", refused["permittedTriggers"].AsArray().Select(name => (string?)name));
    }

    [Fact]
    public async Task Refuses_a_trigger_without_or_with_a_stale_tag_and_says_the_current_one()
    {
        var id = await DraftAsync("stale");
        var before = await ReviewAsync(id);
        (await EditAsync("author", id, "Another text.")).Expect(200);
        var now = await ReviewAsync(id);

        (await PostAsync("author", $"api/review/{id}/submit")).Expect(428);
        (await PostAsync("author", $"api/review/{id}/submit", tag: "*")).Expect(428);
        (await PostAsync("author", $"api/review/{id}/submit", tag: now.Tag!.Trim('"'))).Expect(400);
        (await PostAsync("author", $"api/review/{id}/submit", tag: "W/" + before.Tag)).Expect(412);
        var stale = (await PostAsync("author", $"api/review/{id}/submit", tag: before.Tag)).Expect(412);

        Assert.Equal(now.Tag, stale.Tag);
        Assert.Equal(now.Tag, (string?)stale["currentETag"]);
        (await PostAsync("author", $"api/review/{id}/submit", tag: "W/" + stale.Tag)).Expect(200);
    }

    [Fact]
    public async Task Refuses_a_decision_about_a_text_that_was_not_shown()
    {
        var id = await DraftAsync("other-text");
        (await PullAsync("author", id, "submit")).Expect(200);
        var seen = await ReviewAsync(id);
        var body = new JsonObject { ["contentHash"] = "sha256:" + new string('0', 64), ["presentationHash"] = (string?)seen["presentationHash"], ["signature"] = new JsonObject { ["password"] = ReviewApiSite.Password } };

        (await PostAsync("reviewer", $"api/review/{id}/approve", body, seen.Tag)).Expect(412);

        body.Remove("contentHash");
        (await PostAsync("reviewer", $"api/review/{id}/approve", body.DeepClone(), seen.Tag)).Expect(400);
        Assert.Equal("inReview", (string?)(await ReviewAsync(id))["state"]);
    }

    [Fact]
    public async Task Nobody_approves_an_own_text_nor_without_the_right_password()
    {
        var id = await DraftAsync("four-eyes", "both");
        (await PullAsync("both", id, "submit")).Expect(200);

        Assert.Contains("MustNotBeAuthor", (await PullAsync("both", id, "approve")).Expect(409).Unmet);
        Assert.Equal(["MustSign"], (await PullAsync("reviewer", id, "approve", new() { ["signature"] = new JsonObject { ["password"] = "wrong" } })).Expect(409).Unmet);
        Assert.Equal(["MustSign"], (await PullAsync("reviewer", id, "approve", [])).Expect(409).Unmet);
        Assert.Equal(["MustHavePermission"], (await PullAsync("editor", id, "approve")).Expect(403).Unmet);
        (await PullAsync("reviewer", id, "approve")).Expect(200);
    }

    [Fact]
    public async Task Asking_for_changes_needs_a_comment()
    {
        var id = await DraftAsync("changes");
        (await PullAsync("author", id, "submit")).Expect(200);

        Assert.Contains("MustSayWhy", (await PullAsync("reviewer", id, "requestChanges", [])).Expect(409).Unmet);
        Assert.Equal("changesRequested", (string?)(await PullAsync("reviewer", id, "requestChanges", new() { ["comment"] = "A unit is wrong." })).Expect(200)["state"]);
    }

    [Fact]
    public async Task A_member_that_means_nothing_with_the_trigger_is_an_error()
    {
        var id = await DraftAsync("strangers");

        var refused = (await PullAsync("author", id, "submit", new() { ["comment"] = "Please." })).Expect(400);

        Assert.Equal("urn:gutcms:problem:validation", (string?)refused["type"]);
        Assert.NotNull(refused["errors"]["comment"]);
        (await PullAsync("author", id, "reject")).Expect(404);
    }

    [Fact]
    public async Task Readers_get_410_with_reason_and_replacement_after_a_withdrawal()
    {
        var id = await PublishedAsync("dangerous");
        Assert.Contains("MustSayWhy", (await PullAsync("editor", id, "withdraw", [])).Expect(409).Unmet);

        (await PullAsync("editor", id, "withdraw", new() { ["reason"] = "The dose is wrong.", ["replacementUrl"] = "/articles/" + SeededArticle })).Expect(200);

        var gone = (await DeliveredAsync("Dangerous")).Expect(410);
        Assert.Equal("urn:gutcms:problem:withdrawn", (string?)gone["type"]);
        Assert.Equal(("The dose is wrong.", "/articles/" + SeededArticle), ((string?)gone["reason"], (string?)gone["replacement"]));
        Assert.Equal("withdrawn", (string?)(await ReviewAsync(id))["state"]);
        (await DeliveredAsync("never-existed")).Expect(404);
    }

    [Fact]
    public async Task Assigned_reviewers_alone_decide_and_see_it_among_theirs()
    {
        var id = await DraftAsync("assigned");
        (await PullAsync("author", id, "submit")).Expect(200);
        var seen = await ReviewAsync(id);
        var body = new JsonObject { ["assignees"] = new JsonArray("reviewer2-id"), ["dueUtc"] = "2026-12-01T00:00:00Z" };

        (await PostAsync("author", $"api/review/{id}/assign", body, seen.Tag)).Expect(403);
        (await PostAsync("editor", $"api/review/{id}/assign", body.DeepClone(), seen.Tag)).Expect(200);

        Assert.Equal(["MustBeAssignedReviewer"], (await PullAsync("reviewer", id, "approve")).Expect(409).Unmet);
        var mine = (await GetAsync("reviewer2", "api/review/queue?assignee=me")).Expect(200);
        Assert.Equal(id, (string?)Assert.Single(mine["items"].AsArray())!["contentItemId"]);
        Assert.Empty((await GetAsync("reviewer", "api/review/queue?assignee=me")).Expect(200)["items"].AsArray());
        Assert.Empty((await GetAsync("reviewer2", "api/review/queue?overdue=true")).Expect(200)["items"].AsArray());
        (await GetAsync("reviewer2", "api/review/queue?mine=true")).Expect(400);
    }

    [Fact]
    public async Task Comments_find_their_place_again_after_an_edit()
    {
        var id = await DraftAsync("comments");
        var anchor = new JsonObject { ["blockId"] = "13dtxdw22d61fpcbf754779t85", ["quote"] = "talks", ["prefix"] = "The gut ", ["suffix"] = " to the brain.", ["start"] = 8, ["length"] = 5 };
        var thread = (await PostAsync("reviewer", $"api/review/{id}/comments", new JsonObject { ["text"] = "Really?", ["anchor"] = anchor })).Expect(200);
        var threadId = (string)thread["threadId"]!;
        (await PostAsync("author", $"api/review/{id}/comments", new JsonObject { ["text"] = "Yes.", ["threadId"] = threadId })).Expect(200);
        (await PostAsync("reviewer", $"api/review/{id}/comments", new JsonObject { ["text"] = "?", ["anchor"] = new JsonObject { ["blockId"] = "x" } })).Expect(400);

        (await EditAsync("author", id, "Well: The gut talks to the brain.")).Expect(200);

        var comment = Assert.Single((await ReviewAsync(id))["comments"].AsArray())!;
        Assert.Equal(("exact", 14), ((string?)comment["place"]!["state"], (int)comment["place"]!["start"]!));
        Assert.Equal(2, comment["messages"]!.AsArray().Count);
        Assert.Equal(["ReviewersMustResolve"], (await PostAsync("author", $"api/review/{id}/comments/{threadId}/resolve")).Expect(409).Unmet);
        Assert.NotNull((string?)(await PostAsync("reviewer", $"api/review/{id}/comments/{threadId}/resolve")).Expect(200)["resolvedUtc"]);
        Assert.Null((string?)(await PostAsync("author", $"api/review/{id}/comments/{threadId}/reopen")).Expect(200).Body!["resolvedUtc"]);
    }

    [Fact]
    public async Task Everybody_is_refused_what_is_not_theirs()
    {
        var id = await DraftAsync("private");

        (await GetAsync(null, $"api/review/{id}")).Expect(401);
        (await GetAsync(null, "api/content")).Expect(401);
        (await GetAsync("author2", $"api/review/{id}")).Expect(404);
        (await GetAsync("nobody", "api/content")).Expect(403);
        (await PostAsync("author2", $"api/review/{id}/submit", tag: (await ReviewAsync(id)).Tag)).Expect(404);
        (await GetAsync("editor", "api/audit")).Expect(403);
        Assert.Empty((await GetAsync("author2", "api/review/queue")).Expect(200)["items"].AsArray());
    }

    [Fact]
    public async Task The_log_of_an_item_holds_refused_attempts_too()
    {
        var id = await DraftAsync("logged");
        (await PullAsync("editor", id, "publish")).Expect(409);

        var log = (await GetAsync("author", $"api/review/{id}/audit")).Expect(200);

        Assert.Equal(["content.publish.refused", "content.create"], log["items"].AsArray().Select(entry => (string)entry!["action"]!));
        Assert.Equal((long)log["items"][0]!["sequence"]! - 1, (long)log["items"][1]!["sequence"]!);
        Assert.Equal("recipe.run", (string?)(await GetAsync("administrator", "api/audit?action=recipe")).Expect(200)["items"][0]!["action"]);
        var all = (await GetAsync("administrator", "api/audit?action=role&first=1")).Expect(200);
        Assert.True((long)all["total"]! > 1);
        var next = (await GetAsync("administrator", $"api/audit?action=role&first=1&after={(string?)all["nextCursor"]}")).Expect(200);
        Assert.NotEqual((long)all["items"][0]!["sequence"]!, (long)next["items"][0]!["sequence"]!);
    }
}
