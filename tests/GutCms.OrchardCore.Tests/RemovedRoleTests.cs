using GutCms.Core.Content.Items;
using GutCms.OrchardCore.Security;
using GutCms.OrchardCore.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.BackgroundTasks;
using OrchardCore.OpenId.Abstractions.Descriptors;
using OrchardCore.OpenId.Abstractions.Managers;
using OrchardCore.Security;
using YesSql;

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
            await AddClientAsync(role);
        }

        await _site.InScopeAsync(services => DeleteAsync(services, role));

        Assert.Null(await FindAsync(role));
        Assert.Equal(held ? ["Delivery"] : [], await RolesOfClientAsync(role));
        Assert.DoesNotContain(role, await ListOwedAsync());
    }

    [Theory]
    [InlineData("LostBeforeAStart", true)]
    [InlineData("LostOnAnotherNode", false)]
    public async Task Is_taken_from_clients_later_where_the_process_ended_right_after_the_removal(string role, bool starts)
    {
        // As a process leaves it that ended then: the role is gone, a client holds it still.
        await AddClientAsync(role);
        await OweAsync(role);
        Assert.Equal([role, "Delivery"], await RolesOfClientAsync(role));

        await DoWhatIsOwedAsync(starts);

        Assert.Equal(["Delivery"], await RolesOfClientAsync(role));
        Assert.DoesNotContain(role, await ListOwedAsync());
    }

    [Theory]
    [InlineData("KeptOverAStart", true)]
    [InlineData("KeptByTheTask", false)]
    public async Task Stays_with_clients_while_the_role_is_there(string role, bool starts)
    {
        await _site.InScopeAsync(async services => Assert.True((await services.GetRequiredService<RoleManager<IRole>>().CreateAsync(new Role { RoleName = role })).Succeeded));
        await AddClientAsync(role);
        await OweAsync(role);

        await DoWhatIsOwedAsync(starts);

        Assert.Equal([role, "Delivery"], await RolesOfClientAsync(role));
    }

    [Fact]
    public async Task Stays_with_clients_where_the_removal_was_given_up()
    {
        const string Role = "RemovedAndGivenUp";
        await _site.InScopeAsync(async services => Assert.True((await services.GetRequiredService<RoleManager<IRole>>().CreateAsync(new Role { RoleName = Role })).Succeeded));
        await AddClientAsync(Role);

        await _site.InScopeAsync(async services =>
        {
            await DeleteAsync(services, Role);
            await services.GetRequiredService<ISession>().CancelAsync();
        });

        Assert.NotNull(await FindAsync(Role));
        Assert.Equal([Role, "Delivery"], await RolesOfClientAsync(Role));
    }

    private async Task DoWhatIsOwedAsync(bool starts)
    {
        if (starts)
        {
            await _site.RestartAsync("Default");
            await _site.EnsureTenantAsync("");
        }
        else
        {
            await _site.InScopeAsync(services => services.GetServices<IBackgroundTask>().OfType<RolesOfClientsTask>().Single().DoWorkAsync(services, TestContext.Current.CancellationToken));
        }
    }

    private Task AddClientAsync(string role) => _site.InScopeAsync(async services =>
    {
        await services.GetRequiredService<IOpenIdApplicationManager>().CreateAsync(new OpenIdApplicationDescriptor
        {
            ClientId = role,
            ClientSecret = "a-secret-of-tests",
            DisplayName = role,
            ClientType = "confidential",
            ConsentType = "implicit",
            Roles = { role, "Delivery" },
        });
    });

    private Task OweAsync(string role) => _site.InScopeAsync(services => services.GetRequiredService<Records>().SaveAsync(RecordKinds.RemovedRole, ContentIds.New(), new RemovedRole(role)));

    private Task<List<string>> ListOwedAsync() => _site.InScopeAsync(async services =>
        (await services.GetRequiredService<Records>().ListAsync<RemovedRole>(RecordKinds.RemovedRole)).Values.Select(removed => removed.Name).ToList());

    private static async Task DeleteAsync(IServiceProvider services, string role)
    {
        var roles = services.GetRequiredService<RoleManager<IRole>>();
        Assert.True((await roles.DeleteAsync((await roles.FindByNameAsync(role))!)).Succeeded);
    }

    private Task<IRole?> FindAsync(string role) => _site.InScopeAsync(services => services.GetRequiredService<RoleManager<IRole>>().FindByNameAsync(role));

    private Task<string[]> RolesOfClientAsync(string clientId) => _site.InScopeAsync(async services =>
    {
        var clients = services.GetRequiredService<IOpenIdApplicationManager>();
        return await clients.FindByClientIdAsync(clientId) is { } client ? (await clients.GetRolesAsync(client)).ToArray() : [];
    });
}
