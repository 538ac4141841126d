using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.OrchardCore.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Entities;
using OrchardCore.Users;
using OrchardCore.Users.Models;

namespace GutCms.OrchardCore.Tests;

/// <summary>From a draft to a certificate, over HTTP, on Orchard Core.</summary>
[Collection<OrchardSites>]
public sealed class JourneyTests(Newsroom newsroom)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publishes_with_a_certificate_what_was_approved()
    {
        var draft = await newsroom.Author.SaveDraftAsync(Editorial.NewArticle("A journey to the reader"));
        var id = (string)draft["ContentItemId"]!;
        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);

        await newsroom.Editor.DoAsync(id, "publish");

        var article = await newsroom.Site.Client.GetFromJsonAsync<JsonObject>("api/delivery/articles/a-journey-to-the-reader", Cancellation);
        Assert.Equal("published", (string?)article!["review"]!["status"]);
        Assert.Equal("Dr rosa", (string?)article["review"]!["approvals"]![0]!["name"] ?? (string?)article["review"]!["approvals"]![0]!["printedName"]);
        Assert.NotEmpty((string)article["review"]!["certificate"]!);
        var view = await newsroom.Editor.ReviewAsync(id);
        Assert.Equal("published", (string?)view["state"]);
    }

    [Fact]
    public async Task Refuses_the_author_as_reviewer_of_an_own_text()
    {
        var both = await newsroom.Site.AddPersonAsync("bela", "Author", "MedicalReviewer");
        var draft = await both.SaveDraftAsync(Editorial.NewArticle("Four eyes on two legs"));
        var id = (string)draft["ContentItemId"]!;
        await both.DoAsync(id, "submit");
        using var session = await AdminBrowser.OpenSessionAsync(newsroom.Site, "bela");
        var view = await session.ReviewAsync(id);

        using var response = await session.PullAsync(id, "approve", new JsonObject
        {
            ["contentHash"] = (string?)view["contentHash"],
            ["presentationHash"] = (string?)view["presentationHash"],
            ["signature"] = new JsonObject { ["password"] = OrchardSite.Password },
        });

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("MustNotBeAuthor", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lets_no_API_client_approve_whatever_role_it_has()
    {
        var id = await newsroom.DraftAsync("For a client to approve");
        await newsroom.Author.DoAsync(id, "submit");
        using var client = await newsroom.Site.AddClientAsync("approving-client", "MedicalReviewer");
        using var administrator = await newsroom.Site.AddClientAsync("almighty-client", "Administrator");

        foreach (var other in (HttpClient[])[client, administrator])
        {
            using var response = await other.SendApprovalAsync(newsroom.Reviewer, id);
            Assert.False(response.IsSuccessStatusCode);
        }

        Assert.Equal("inReview", (string?)(await newsroom.Editor.ReviewAsync(id))["state"]);
    }

    [Fact]
    public async Task Lets_nobody_approve_who_has_no_name_to_sign_with()
    {
        (await newsroom.Site.AddPersonAsync("nameless", "MedicalReviewer")).Dispose();
        await newsroom.Site.InScopeAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<IUser>>();
            var user = (User)(await users.FindByNameAsync("nameless"))!;
            user.Put(new ReviewerProfile { PrintedName = "", Credential = "MD" });
            await users.UpdateAsync(user);
        });
        var id = await newsroom.DraftAsync("For somebody without a name");
        await newsroom.Author.DoAsync(id, "submit");
        using var session = await AdminBrowser.OpenSessionAsync(newsroom.Site, "nameless");

        using var response = await session.SendApprovalAsync(session, id);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("inReview", (string?)(await newsroom.Editor.ReviewAsync(id))["state"]);
    }

    [Fact]
    public async Task Refuses_a_signature_with_a_wrong_password()
    {
        var draft = await newsroom.Author.SaveDraftAsync(Editorial.NewArticle("A forged signature"));
        var id = (string)draft["ContentItemId"]!;
        await newsroom.Author.DoAsync(id, "submit");
        var view = await newsroom.Reviewer.ReviewAsync(id);

        using var response = await newsroom.Reviewer.PullAsync(id, "approve", new JsonObject
        {
            ["contentHash"] = (string?)view["contentHash"],
            ["presentationHash"] = (string?)view["presentationHash"],
            ["signature"] = new JsonObject { ["password"] = "not the password" },
        });

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("MustSign", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_decision_by_a_token_whoever_it_was_given_for()
    {
        var id = await newsroom.DraftAsync("Signed by a token");
        await newsroom.Author.DoAsync(id, "submit");
        using var token = await newsroom.Site.SignInAsync("rosa");
        var view = await token.ReviewAsync(id);

        using var approval = await token.PullAsync(id, "approve", new() { ["contentHash"] = (string?)view["contentHash"], ["presentationHash"] = (string?)view["presentationHash"], ["signature"] = new JsonObject { ["password"] = OrchardSite.Password } });
        using var changes = await token.PullAsync(id, "requestChanges", new() { ["contentHash"] = (string?)view["contentHash"], ["presentationHash"] = (string?)view["presentationHash"], ["comment"] = "See there." });

        foreach (var response in (HttpResponseMessage[])[approval, changes])
        {
            Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
            Assert.Contains("MustHaveOwnSession", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        Assert.Equal("inReview", (string?)(await newsroom.Editor.ReviewAsync(id))["state"]);
        await newsroom.Reviewer.DecideAsync(id, "approve");
        Assert.Equal("approved", (string?)(await newsroom.Editor.ReviewAsync(id))["state"]);
    }

    [Fact]
    public async Task Voids_an_approval_when_the_text_is_edited_in_the_content_api()
    {
        var draft = await newsroom.Author.SaveDraftAsync(Editorial.NewArticle("An edit too late"));
        var id = (string)draft["ContentItemId"]!;
        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
        draft["Article"]!["Subtitle"]!["Text"] = "Another subtitle";

        await newsroom.Author.SaveDraftAsync(draft);

        Assert.Equal("draft", (string?)(await newsroom.Author.ReviewAsync(id))["state"]);
    }

    [Fact]
    public async Task Keeps_an_approval_when_the_same_text_is_saved_again()
    {
        var draft = await newsroom.Author.SaveDraftAsync(Editorial.NewArticle("Saved without a change"));
        var id = (string)draft["ContentItemId"]!;
        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);

        await newsroom.Author.SaveDraftAsync(draft);

        Assert.Equal("approved", (string?)(await newsroom.Author.ReviewAsync(id))["state"]);
    }
}
