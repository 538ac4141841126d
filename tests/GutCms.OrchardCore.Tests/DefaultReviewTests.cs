using GutCms.Core.Reviews.Policies;
using GutCms.OrchardCore.Medical;
using GutCms.OrchardCore.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Security;

namespace GutCms.OrchardCore.Tests;

/// <summary>Roles and policies come with the medical types, as far as a site has none of its own.</summary>
[Collection<OrchardSites>]
public sealed class DefaultReviewTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    [Fact]
    public async Task Brings_in_what_is_missing_and_changes_nothing_that_is_there()
    {
        await _site.EnsureSecondTenantAsync();
        await InScopeAsync(services => services.GetRequiredService<Records>().RemoveAsync(RecordKinds.Document(ReviewPolicyJson.DocumentKind), "Series"));
        await InScopeAsync(async services =>
        {
            var roles = services.GetRequiredService<RoleManager<IRole>>();
            await roles.DeleteAsync((await roles.FindByNameAsync("Delivery"))!);
            var editor = (Role)(await roles.FindByNameAsync("Editor"))!;
            editor.RoleClaims.RemoveAll(claim => claim.ClaimValue == "CloneContent");
            await roles.UpdateAsync(editor);
        });
        var before = await PolicyAsync("Article");
        Assert.Null(await PolicyAsync("Series"));
        Assert.Empty(await ClaimsAsync("Delivery"));

        await InScopeAsync(services => services.GetRequiredService<DefaultReview>().BringInAsync());

        Assert.Equal("1", (await PolicyAsync("Series"))?.Version);
        Assert.Equal(before?.Version, (await PolicyAsync("Article"))?.Version);
        Assert.Contains("ViewContent", await ClaimsAsync("Delivery"));
        Assert.DoesNotContain("CloneContent", await ClaimsAsync("Editor"));
    }

    [Fact]
    public async Task Comes_at_the_next_start_where_the_process_ended_before_and_else_only_once()
    {
        await _site.EnsureSecondTenantAsync();
        await InScopeAsync(services => services.GetRequiredService<DefaultReview>().BringInAsync());
        await InScopeAsync(services => services.GetRequiredService<Records>().RemoveAsync(RecordKinds.Document(ReviewPolicyJson.DocumentKind), "Series"));
        await _site.RestartAsync(OrchardSite.SecondTenant);
        await _site.EnsureSecondTenantAsync();
        Assert.Null(await PolicyAsync("Series"));

        // As a process leaves it that ended between the types and their policies.
        await InScopeAsync(services => services.GetRequiredService<DefaultReview>().OweAsync());
        await _site.RestartAsync(OrchardSite.SecondTenant);
        await _site.EnsureSecondTenantAsync();

        Assert.Equal("1", (await PolicyAsync("Series"))?.Version);
    }

    private Task InScopeAsync(Func<IServiceProvider, Task> act) => _site.InScopeAsync(OrchardSite.SecondTenant, act);

    private async Task<T> ReadAsync<T>(Func<IServiceProvider, Task<T>> read)
    {
        T result = default!;
        await InScopeAsync(async services => { result = await read(services); });
        return result;
    }

    private async Task<ReviewPolicy?> PolicyAsync(string type) => (await ReadAsync(services => services.GetRequiredService<ContentPolicies>().FindAsync(type))).Policy;

    private Task<List<string>> ClaimsAsync(string role) => ReadAsync(async services =>
        (await services.GetRequiredService<RoleManager<IRole>>().FindByNameAsync(role) as Role)?.RoleClaims.Select(claim => claim.ClaimValue).ToList() ?? []);
}
