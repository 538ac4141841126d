using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Certificates.Status;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Web.Storage.Model;
using GutCms.Web.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class StatusListJourneyOnSqliteTests() : StatusListJourneyTests(Provider.Sqlite);

public sealed class StatusListJourneyOnPostgreSqlTests() : StatusListJourneyTests(Provider.PostgreSql);

/// <summary>Whoever has a copy of an article can ask the site how its certificate stands.</summary>
public abstract class StatusListJourneyTests(Provider provider) : ReviewApiTests(provider)
{
    [Fact]
    public async Task A_certificate_is_valid_until_the_text_is_taken_down_or_withdrawn_and_never_again()
    {
        var id = await PublishedAsync("stands");
        var first = await CopyAsync("stands");
        await ExpectAsync(first);

        (await PullAsync("editor", id, "unpublish")).Expect(200);
        await ExpectAsync(first, CertificateRefusal.WithdrawnOrRevoked);
        (await PullAsync("editor", id, "publish")).Expect(200);
        var second = await CopyAsync("stands");
        await ExpectAsync(second);
        await ExpectAsync(first, CertificateRefusal.WithdrawnOrRevoked);

        (await PullAsync("editor", id, "withdraw", new() { ["reason"] = "The dose is wrong." })).Expect(200);
        await ExpectAsync(second, CertificateRefusal.WithdrawnOrRevoked);
    }

    [Fact]
    public async Task A_corrected_or_confirmed_text_supersedes_the_certificate_before()
    {
        var id = await PublishedAsync("corrected");
        var first = await CopyAsync("corrected");
        (await EditAsync("author", id, "The gut listens to the brain.")).Expect(200);
        (await PullAsync("author", id, "submit")).Expect(200);
        await ExpectAsync(first);
        (await PullAsync("reviewer", id, "approve")).Expect(200);
        (await PullAsync("editor", id, "publish")).Expect(200);
        var second = await CopyAsync("corrected");

        await ExpectAsync(first, CertificateRefusal.Superseded);
        await ExpectAsync(second);

        var seen = await ReviewAsync(id);
        (await PostAsync("reviewer", $"api/review/{id}/renew", new JsonObject
        {
            ["contentHash"] = (string)seen["published"]["contentHash"]!,
            ["presentationHash"] = (string)seen["published"]["presentationHash"]!,
            ["signature"] = new JsonObject { ["password"] = ReviewApiSite.Password },
        }, seen.Tag)).Expect(200);
        await ExpectAsync(second, CertificateRefusal.Superseded);
        await ExpectAsync(await CopyAsync("corrected"));
    }

    [Fact]
    public async Task What_is_not_live_is_not_valid_though_nobody_told_the_register()
    {
        var id = await PublishedAsync("gone");
        var copy = await CopyAsync("gone");
        await using var scope = Site.Services.CreateAsyncScope();
        await using var context = scope.ServiceProvider.GetRequiredService<GutCmsDbContext>();

        await context.Database.ExecuteSqlAsync($"UPDATE \"ContentVersions\" SET \"Published\" = FALSE WHERE \"ContentItemId\" = {id}", Token);

        await ExpectAsync(copy, CertificateRefusal.WithdrawnOrRevoked);
    }

    [Fact]
    public async Task Live_texts_get_a_certificate_by_a_good_key_when_theirs_is_revoked()
    {
        await PublishedAsync("kept");
        var kept = await CopyAsync("kept");
        Site.Time.Advance(TimeSpan.FromHours(1));
        var from = Site.Time.GetUtcNow().UtcDateTime;
        var id = await PublishedAsync("forged");
        var forged = await CopyAsync("forged");
        Site.RevokeKey(from);
        await ExpectAsync(forged, CertificateRefusal.KeyRevoked);
        Assert.Equal(1, Status(forged, await ListAsync(forged)));

        await using var scope = Site.Services.CreateAsyncScope();
        var reissue = new ReissueCertificates(scope.ServiceProvider.GetRequiredService<ReviewPorts>(), Site);
        Assert.Equal(RefusalKind.Forbidden, (await reissue.ExecuteAsync(new Actor("editor-id", "editor"), Token)).Refusal!.Kind);
        Assert.Equal(1, (await reissue.ExecuteAsync(Actor.System, Token)).Value!.Count);

        var fresh = await CopyAsync("forged");
        Assert.NotEqual(Jws(forged), Jws(fresh));
        await ExpectAsync(fresh);
        await ExpectAsync(kept);
        Assert.Equal(1, Status(forged, await ListAsync(forged)));
        Assert.Equal((string?)forged["contentHash"], (string?)fresh["contentHash"]);
        Assert.Contains(
            (await GetAsync("administrator", $"api/review/{id}/audit?first=100")).Expect(200)["items"].AsArray(),
            entry => (string?)entry!["action"] == "certificate.reissue" && (string?)entry["details"]?["keyId"] == Site.Key.KeyId);
        Assert.Equal(0, (await reissue.ExecuteAsync(Actor.System, Token)).Value!.Count);
    }

    [Fact]
    public async Task The_list_is_cached_like_an_article_asked_from_anywhere_and_says_so()
    {
        await PublishedAsync("listed");
        using var client = Site.As(null);
        using var first = await client.GetAsync("status-lists/1", Token);

        Assert.Equal("application/statuslist+jwt", first.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=30, stale-while-revalidate=30, stale-if-error=300", first.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("*", first.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using var again = new HttpRequestMessage(HttpMethod.Get, "status-lists/1");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(304, (int)(await client.SendAsync(again, Token)).StatusCode);

        using var asking = new HttpRequestMessage(HttpMethod.Get, "status-lists/1") { Headers = { { "Accept", "application/statuslist+cwt" } } };
        Assert.Equal(406, (int)(await client.SendAsync(asking, Token)).StatusCode);
        using var named = new HttpRequestMessage(HttpMethod.Get, "status-lists/1") { Headers = { { "Accept", "application/statuslist+jwt" } } };
        Assert.Equal(200, (int)(await client.SendAsync(named, Token)).StatusCode);
        Assert.Equal(404, (int)(await client.GetAsync("status-lists/2", Token)).StatusCode);

        (await PullAsync("editor", await PublishedAsync("another"), "withdraw", new() { ["reason"] = "Wrong." })).Expect(200);
        using var changed = new HttpRequestMessage(HttpMethod.Get, "status-lists/1");
        changed.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(200, (int)(await client.SendAsync(changed, Token)).StatusCode);
    }

    [Fact]
    public async Task The_database_lets_a_certificate_only_end()
    {
        await PublishedAsync("kept-place");
        await using var scope = Site.Services.CreateAsyncScope();
        await using var context = scope.ServiceProvider.GetRequiredService<GutCmsDbContext>();
        string[] refused =
        [
            "DELETE FROM \"IssuedCertificates\"",
            "UPDATE \"IssuedCertificates\" SET \"Index\" = \"Index\" + 1, \"Status\" = 1",
            "UPDATE \"IssuedCertificates\" SET \"Status\" = 0",
            "INSERT INTO \"IssuedCertificates\" SELECT * FROM \"IssuedCertificates\"",
        ];
        foreach (var statement in refused)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => context.Database.ExecuteSqlRawAsync(statement, Token));
        }

        Assert.Equal(1, await context.Database.ExecuteSqlRawAsync("UPDATE \"IssuedCertificates\" SET \"Status\" = 3", Token));
        await Assert.ThrowsAnyAsync<Exception>(() => context.Database.ExecuteSqlRawAsync("UPDATE \"IssuedCertificates\" SET \"Status\" = 1", Token));
    }

    private async Task<JsonObject> CopyAsync(string slug) => (JsonObject)(await DeliveredAsync(slug)).Expect(200).Body!;

    private async Task ExpectAsync(JsonObject copy, params CertificateRefusal[] refusals)
    {
        var list = await ListAsync(copy);
        var result = await new CertificateVerifier(Site.Time).VerifyAsync(Jws(copy), new("https://gutcms.example", Jwks.Build(Site.Keys)) { StatusList = list }, copy);
        Assert.Equal(refusals, result.Refusals);
    }

    private async Task<string> ListAsync(JsonObject copy)
    {
        using var client = Site.As(null);
        return await client.GetStringAsync(new Uri(Entry(copy).Uri).AbsolutePath, Token);
    }

    private static int? Status(JsonObject copy, string list) => StatusList.Find((JsonObject)Claims(list)["status_list"]!, Entry(copy).Idx);

    private static StatusListEntry Entry(JsonObject copy) => ReviewCertificate.FromClaims(Claims(Jws(copy))).Status!.StatusList!;

    private static string Jws(JsonObject copy) => (string)copy["review"]!["certificate"]!;

    private static JsonObject Claims(string jws) => JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(jws.Split('.')[1]))!.AsObject();
}
