using System.Net;
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

        var page = await ApiClientRecipe.ImportAsync(_site, Tenant);

        Assert.Contains("imported successfully", page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), await ApiClientRecipe.ReadAsync(_site, Tenant));
    }
}
