using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Policies;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.OrchardCore.Tests;

/// <summary>A second tenant of the same program: what one has the other has not.</summary>
[Collection<OrchardSites>]
public sealed class TenantTests(Newsroom newsroom)
{
    private const string Prefix = OrchardSite.SecondTenant + "/";

    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_keys_content_policies_and_audit_logs_apart()
    {
        await _site.EnsureSecondTenantAsync();
        var here = await newsroom.DraftAsync("Only in the first tenant");
        using var author = await _site.AddPersonToAsync(OrchardSite.SecondTenant, "anna", "Author");
        using var administrator = await _site.SignInAsync(OrchardSite.SecondTenant, "admin");
        var draft = await SaveAsync(author, "Only in the second tenant");
        var there = (string)draft["ContentItemId"]!;
        await ChangePolicyAsync("of the second tenant");

        // Keys.
        Assert.Empty((await KeysAsync("")).Intersect(await KeysAsync(Prefix)));

        // Content: the seed is in both, what was written is in one.
        using var seeded = await _site.Client.GetAsync(Prefix + "api/delivery/articles/gut-health-and-mental-health", Cancellation);
        using var foreign = await author.GetAsync(Prefix + $"api/review/{here}", Cancellation);
        using var back = await newsroom.Administrator.GetAsync($"api/review/{there}", Cancellation);
        Assert.Equal(HttpStatusCode.OK, seeded.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, back.StatusCode);

        // Policies.
        Assert.Equal("of the second tenant", await PolicyVersionAsync(OrchardSite.SecondTenant));
        Assert.NotEqual("of the second tenant", await PolicyVersionAsync("Default"));

        // Audit logs: each is a chain of its own.
        Assert.Contains(there, await LogAsync(administrator, Prefix, there), StringComparison.Ordinal);
        var elsewhere = await newsroom.Administrator.GetFromJsonAsync<JsonObject>($"api/review/{there}/audit", Cancellation);
        Assert.Empty(elsewhere!["items"]!.AsArray());
    }

    [Fact]
    public async Task Serves_from_memory_what_is_its_own()
    {
        await _site.EnsureSecondTenantAsync();
        await newsroom.PublishedAsync("In the memory of the first tenant");
        const string Address = "api/delivery/articles/in-the-memory-of-the-first-tenant";

        // The second time it is in memory.
        await _site.Client.GetStringAsync(Address, Cancellation);
        await _site.Client.GetStringAsync(Address, Cancellation);
        using var foreign = await _site.Client.GetAsync(Prefix + Address, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task Refuses_the_token_of_another_tenant()
    {
        await _site.EnsureSecondTenantAsync();

        using var response = await newsroom.Administrator.GetAsync(Prefix + "api/review/queue", Cancellation);
        using var own = await newsroom.Administrator.GetAsync("api/review/queue", Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    private static async Task<JsonObject> SaveAsync(HttpClient client, string title)
    {
        using var response = await client.PostAsJsonAsync(Prefix + "api/content?draft=true", Editorial.NewArticle(title), Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    private static Task<string> LogAsync(HttpClient client, string prefix, string id) => client.GetStringAsync($"{prefix}api/review/{id}/audit", Cancellation);

    private async Task<List<string>> KeysAsync(string prefix)
    {
        var keys = (await _site.Client.GetFromJsonAsync<JsonObject>(prefix + ".well-known/jwks.json", Cancellation))!["keys"]!.AsArray();
        Assert.NotEmpty(keys);
        return [.. keys.Select(key => (string)key!["kid"]!)];
    }

    private Task ChangePolicyAsync(string version) => _site.InScopeAsync(OrchardSite.SecondTenant, async services =>
    {
        var records = services.GetRequiredService<Records>();
        var policy = await records.FindAsync<JsonObject>(RecordKinds.Document(ReviewPolicyJson.DocumentKind), "Article");
        policy!["Version"] = version;
        await records.SaveAsync(RecordKinds.Document(ReviewPolicyJson.DocumentKind), "Article", policy);
    });

    private async Task<string?> PolicyVersionAsync(string tenant)
    {
        string? version = null;
        await _site.InScopeAsync(tenant, async services =>
            version = (string?)(await services.GetRequiredService<Records>().FindAsync<JsonObject>(RecordKinds.Document(ReviewPolicyJson.DocumentKind), "Article"))!["Version"]);
        return version;
    }
}
