using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Security;

namespace GutCms.OrchardCore.Tests;

/// <summary>The recipe for API clients that the documentation has, imported into a site that had none.</summary>
[Collection<OrchardSites>]
public sealed class ApiClientRecipeTests(Newsroom newsroom)
{
    private const string Tenant = "blank";

    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_a_client_a_token_that_reads()
    {
        await _site.EnsureTenantAsync(Tenant);
        await _site.SwitchOfAsync(Tenant, on: true, FeatureIds.Review);
        await _site.InScopeAsync(Tenant, async services =>
        {
            var roles = services.GetRequiredService<RoleManager<IRole>>();
            if (await roles.FindByNameAsync("Delivery") is null)
            {
                await roles.CreateAsync(new Role { RoleName = "Delivery", RoleClaims = [RoleClaim.Create("ViewContent"), RoleClaim.Create("AccessContentApi")] });
            }
        });
        using var browser = await AdminBrowser.SignInToAsync(_site, Tenant + "/", "admin");

        var page = await browser.SendAsync("Admin/DeploymentPlan/Import/Json", "Admin/DeploymentPlan/Import/Json", ("Json", await RecipeAsync()));
        var (withoutToken, withToken) = (await ReadAsync(null), await ReadAsync(await TokenAsync()));

        Assert.Contains("imported successfully", page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (withoutToken, withToken));
    }

    private static async Task<string> RecipeAsync()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(GutCmsExecutable.RepositoryRoot, "docs", "orchard-core.md"), Cancellation);
        return text.Split("```json\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]).Single(block => block.Contains("OpenIdApplication", StringComparison.Ordinal));
    }

    private async Task<string?> TokenAsync()
    {
        var grant = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "reader", ["client_secret"] = "change-this-secret" };
        using var answer = await _site.Client.PostAsync(Tenant + "/connect/token", new FormUrlEncodedContent(grant), Cancellation);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, body + _site.Log.Text);
        return (string?)JsonNode.Parse(body)!["access_token"];
    }

    private async Task<HttpStatusCode> ReadAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Tenant + "/api/content");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _site.Client.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }
}
