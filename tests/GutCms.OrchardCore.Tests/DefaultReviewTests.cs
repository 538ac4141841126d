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
        await _site.InScopeAsync(services => services.GetRequiredService<Records>().RemoveAsync(RecordKinds.Document(ReviewPolicyJson.DocumentKind), "Series"));
        await _site.InScopeAsync(async services =>
        {
            var roles = services.GetRequiredService<RoleManager<IRole>>();
            await roles.DeleteAsync((await roles.FindByNameAsync("Delivery"))!);
            var editor = (Role)(await roles.FindByNameAsync("Editor"))!;
            editor.RoleClaims.RemoveAll(claim => claim.ClaimValue == "CloneContent");
            await roles.UpdateAsync(editor);
        });
        var before = await PolicyAsync("Article");

        await _site.InScopeAsync(services => services.GetRequiredService<DefaultReview>().BringInAsync());

        Assert.Equal("1", (await PolicyAsync("Series"))?.Version);
        Assert.Equal(before?.Version, (await PolicyAsync("Article"))?.Version);
        Assert.Contains("ViewContent", await ClaimsAsync("Delivery"));
        Assert.DoesNotContain("CloneContent", await ClaimsAsync("Editor"));
    }

    private async Task<ReviewPolicy?> PolicyAsync(string type) => (await _site.InScopeAsync(services => services.GetRequiredService<ContentPolicies>().FindAsync(type))).Policy;

    private Task<List<string>> ClaimsAsync(string role) => _site.InScopeAsync(async services =>
        (await services.GetRequiredService<RoleManager<IRole>>().FindByNameAsync(role) as Role)?.RoleClaims.Select(claim => claim.ClaimValue).ToList() ?? []);
}
