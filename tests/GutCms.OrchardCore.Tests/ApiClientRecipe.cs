using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GutCms.TestSupport;

namespace GutCms.OrchardCore.Tests;

/// <summary>The recipe for API clients that the documentation has, imported in a tenant's admin, and what its two commands then give.</summary>
internal static class ApiClientRecipe
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Imports it; the page that comes then.</summary>
    public static async Task<string> ImportAsync(OrchardSite site, string tenant)
    {
        using var browser = await AdminBrowser.SignInToAsync(site, tenant + "/", "admin");
        return await browser.SendAsync("Admin/DeploymentPlan/Import/Json", "Admin/DeploymentPlan/Import/Json", ("Json", await RecipeAsync()));
    }

    /// <summary>Asks for a token and reads content without it and with it.</summary>
    public static async Task<(HttpStatusCode WithoutToken, HttpStatusCode WithToken)> ReadAsync(OrchardSite site, string tenant) =>
        (await ReadAsync(site, tenant, null), await ReadAsync(site, tenant, await TokenAsync(site, tenant)));

    private static async Task<string> RecipeAsync()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(GutCmsExecutable.RepositoryRoot, "docs", "orchard-core.md"), Cancellation);
        return text.Split("```json\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]).Single(block => block.Contains("OpenIdApplication", StringComparison.Ordinal));
    }

    private static async Task<string?> TokenAsync(OrchardSite site, string tenant)
    {
        var grant = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "reader", ["client_secret"] = "change-this-secret" };
        using var answer = await site.Client.PostAsync(tenant + "/connect/token", new FormUrlEncodedContent(grant), Cancellation);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, body + site.Log.Text);
        return (string?)JsonNode.Parse(body)!["access_token"];
    }

    private static async Task<HttpStatusCode> ReadAsync(OrchardSite site, string tenant, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, tenant + "/api/content");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await site.Client.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }
}
