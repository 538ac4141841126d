using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.OpenId.Abstractions.Descriptors;
using OrchardCore.OpenId.Abstractions.Managers;
using OrchardCore.Security;

namespace GutCms.OrchardCore.Tests;

/// <summary>A role that is taken away is gone, whoever held it, and so is what it gave.</summary>
[Collection<OrchardSites>]
public sealed class RemovedRoleTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    [Theory]
    [InlineData("HeldByNobody", false)]
    [InlineData("HeldByAClient", true)]
    public async Task Is_gone_also_where_an_API_client_held_it(string role, bool held)
    {
        await _site.InScopeAsync(async services => Assert.True((await services.GetRequiredService<RoleManager<IRole>>().CreateAsync(new Role { RoleName = role })).Succeeded));
        if (held)
        {
            await _site.InScopeAsync(async services => await services.GetRequiredService<IOpenIdApplicationManager>().CreateAsync(new OpenIdApplicationDescriptor
            {
                ClientId = role,
                ClientSecret = "a-secret-of-tests",
                DisplayName = role,
                ClientType = "confidential",
                ConsentType = "implicit",
                Roles = { role, "Delivery" },
            }));
        }

        await _site.InScopeAsync(async services =>
        {
            var roles = services.GetRequiredService<RoleManager<IRole>>();
            Assert.True((await roles.DeleteAsync((await roles.FindByNameAsync(role))!)).Succeeded);
        });

        Assert.Null(await _site.InScopeAsync(services => services.GetRequiredService<RoleManager<IRole>>().FindByNameAsync(role)));
        Assert.Equal(held ? ["Delivery"] : [], await RolesOfClientAsync(role));
    }

    private Task<string[]> RolesOfClientAsync(string clientId) => _site.InScopeAsync(async services =>
    {
        var clients = services.GetRequiredService<IOpenIdApplicationManager>();
        return await clients.FindByClientIdAsync(clientId) is { } client ? (await clients.GetRolesAsync(client)).ToArray() : [];
    });
}
