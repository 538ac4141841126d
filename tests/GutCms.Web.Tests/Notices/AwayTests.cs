using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Notices;

/// <summary>People say when they are away and who stands in; whoever does is told what waits, and may decide what the other was asked for by name.</summary>
public sealed class AwayTests(SqliteSite fixture) : IClassFixture<SqliteSite>
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deputy_is_told_in_whose_place_and_decides_what_the_other_was_asked_for_by_name_until_the_other_is_back()
    {
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var rita = await EditorialClient.CreateAsync(fixture, "MedicalReviewer");
        using var dora = await EditorialClient.CreateAsync(fixture, "MedicalReviewer");
        using var other = await EditorialClient.CreateAsync(fixture, "MedicalReviewer");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var (before, during) = (await AskedAsync(author, editor, rita), SampleArticle.NewSlug("during"));

        // What was asked before: whoever stands in may, and nobody else.
        Assert.Equal(409, (await dora.PullAsync(before, "approve")).Status);
        await SaveAsync(rita, Today, Today.AddDays(3), await IdAsync(dora));
        Assert.Contains("You stand in for", await PageAsync(dora), StringComparison.Ordinal);
        var id = await AskedAsync(author, editor, rita, during);
        Assert.Matches("away from .* until ", await editor.Browser.Client.GetStringAsync($"admin/review/{id}", Token));
        await Eventually.HoldsAsync(async () => (await NoticesAsync(dora)).Contains($"asks you to decide about “{during}”.", StringComparison.Ordinal));
        Assert.Contains($"You stand in for {await NameAsync(rita)}:", await NoticesAsync(dora), StringComparison.Ordinal);
        Assert.Contains($"asks you to decide about “{during}”.", await NoticesAsync(rita), StringComparison.Ordinal);
        Assert.DoesNotContain($"asks you to decide about “{during}”.", await NoticesAsync(other), StringComparison.Ordinal);
        Assert.Equal(409, (await other.PullAsync(id, "approve")).Status);
        await dora.DoAsync(before, "approve");

        using (var end = await rita.Browser.SendFormAsync("account/away", new Dictionary<string, string>(), "account/away?handler=end"))
        {
            Assert.Equal(HttpStatusCode.Redirect, end.StatusCode);
        }

        Assert.Equal(409, (await dora.PullAsync(id, "approve")).Status);
        var record = await DatabaseDump.QueryAsync(fixture.Site, "SELECT COUNT(*) FROM \"AuditEntries\" WHERE \"Action\" = 'user.away'");
        Assert.Equal(["2"], record);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_what_to_do_and_nothing_is_kept()
    {
        using var rita = await EditorialClient.CreateAsync(fixture, "MedicalReviewer");
        using var delivery = await EditorialClient.CreateAsync(fixture, "Delivery");
        foreach (var (from, until, deputy, fault) in new (DateOnly?, DateOnly?, string, string)[]
        {
            (Today, Today.AddDays(-1), "", "Give a first day"), (null, Today, "", "Give a first day"), (Today.AddDays(-3), Today.AddDays(-1), "", "is over already"), (Today, Today.AddDays(400), "", "366 days at most"),
            (Today, Today, await IdAsync(rita), "somebody else"), (Today, Today, await IdAsync(delivery), "somebody else"), (Today, Today, "nobody-at-all", "somebody else"),
        })
        {
            using var answer = await SendAsync(rita, from, until, deputy);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains(fault, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("I am not away", await PageAsync(rita), StringComparison.Ordinal);
        Assert.DoesNotContain("Dr MedicalReviewer", await PageAsync(delivery), StringComparison.Ordinal);
        using var stranger = new TestBrowser(fixture.Host);
        using var asks = await stranger.Client.GetAsync("account/away", Token);
        Assert.Equal(HttpStatusCode.Redirect, asks.StatusCode);
    }

    private static async Task<string> AskedAsync(EditorialClient author, EditorialClient editor, EditorialClient reviewer, string? slug = null)
    {
        var id = await author.DraftAsync(SampleArticle.Create(slug ?? SampleArticle.NewSlug("before")));
        await author.DoAsync(id, "submit");
        var (_, tag) = await editor.ReviewAsync(id);
        var (status, body) = await editor.PostAsync($"api/review/{id}/assign", new JsonObject { ["assignees"] = new JsonArray(await IdAsync(reviewer)) }, tag);
        Assert.True(status == 200, body.ToJsonString());
        return id;
    }

    private static async Task SaveAsync(EditorialClient person, DateOnly from, DateOnly until, string deputy)
    {
        using var answer = await SendAsync(person, from, until, deputy);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Token));
    }

    private static Task<HttpResponseMessage> SendAsync(EditorialClient person, DateOnly? from, DateOnly? until, string deputy) =>
        person.Browser.SendFormAsync("account/away", new Dictionary<string, string> { ["From"] = $"{from:yyyy-MM-dd}", ["Until"] = $"{until:yyyy-MM-dd}", ["Deputy"] = deputy });

    private static async Task<string> PageAsync(EditorialClient person) => WebUtility.HtmlDecode(await person.Browser.Client.GetStringAsync("account/away", Token));

    private static async Task<string> NoticesAsync(EditorialClient person) => WebUtility.HtmlDecode(await person.Browser.Client.GetStringAsync("admin/notices", Token));

    private static async Task<string> IdAsync(EditorialClient person) => (string)(await person.GetAsync("api/account")).Body["id"]!;

    private static async Task<string> NameAsync(EditorialClient person) => (string)(await person.GetAsync("api/account")).Body["printedName"]!;
}
