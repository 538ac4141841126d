using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json.Nodes;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Workflows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.Data.Migration;
using OrchardCore.Environment.Extensions;
using OrchardCore.Modules;
using OrchardCore.Security.Permissions;

namespace GutCms.OrchardCore.Tests;

/// <summary>The features of the module, each of which can be enabled without those that it does not need.</summary>
[Collection<OrchardSites>]
public sealed class FeatureTests(Newsroom newsroom)
{
    private const string Tenant = OrchardSite.SecondTenant;

    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Whatever_Orchard_Core_looks_up_by_itself_names_its_feature()
    {
        Type[] kinds = [typeof(StartupBase), typeof(Controller), typeof(DataMigration), typeof(IPermissionProvider)];

        Assert.DoesNotContain(typeof(WorkflowsStartup).Assembly.ExportedTypes, type =>
            !type.IsAbstract && kinds.Any(kind => kind.IsAssignableFrom(type)) && type.GetCustomAttribute<FeatureAttribute>(inherit: false) is null);
    }

    [Fact]
    public async Task Every_feature_says_what_it_does_and_needs_features_that_there_are()
    {
        var (features, all) = await _site.InScopeAsync(services =>
        {
            var known = services.GetRequiredService<IExtensionManager>().GetFeatures().ToList();
            return Task.FromResult((known.Where(feature => feature.Extension.Id == FeatureIds.Everything).ToList(), known.Select(feature => feature.Id).ToHashSet()));
        });

        Assert.Equal(typeof(FeatureIds).GetFields().Select(field => (string)field.GetValue(null)!).Order(), features.Select(feature => feature.Id).Order());
        Assert.All(features, feature => Assert.NotEmpty(feature.Description));
        Assert.DoesNotContain(features.SelectMany(feature => feature.Dependencies), id => !all.Contains(id));
        Assert.NotEmpty(features[0].Extension.Manifest.Tags);
    }

    [Fact]
    public async Task The_former_name_of_a_feature_still_enables_it()
    {
        var needed = await _site.InScopeAsync(services => Task.FromResult(services.GetRequiredService<IExtensionManager>().GetFeatureDependencies(FeatureIds.FormerWorkflows).Select(feature => feature.Id).ToList()));

        Assert.Contains(FeatureIds.Workflows, needed);
    }

    [Fact]
    public async Task Leaves_the_sitemap_to_Orchard_Core_where_that_has_one()
    {
        await _site.EnsureSecondTenantAsync();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync("sitemap.xml"), await StatusAsync("feed.xml")));
        await _site.SwitchOfAsync(Tenant, on: true, "OrchardCore.Sitemaps");
        try
        {
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await StatusAsync("sitemap.xml"), await StatusAsync("feed.xml")));
        }
        finally
        {
            await _site.SwitchOfAsync(Tenant, on: false, "OrchardCore.Sitemaps");
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("sitemap.xml"));
    }

    [Fact]
    public async Task Keeps_the_gate_without_delivery_and_writes_documents_anew_when_that_is_back()
    {
        const string Article = "api/delivery/articles/gut-health-and-mental-health";
        await _site.EnsureSecondTenantAsync();
        var before = await HotArticlesAsync();
        await _site.SwitchOfAsync(Tenant, on: false, FeatureIds.Delivery);
        try
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Article));
            Assert.False(await PublishAsync("Published without a review"));
            await TakeDownAsync(before[0]);
        }
        finally
        {
            await _site.SwitchOfAsync(Tenant, on: true, FeatureIds.Everything);
        }

        Assert.Equal(before[1..], await HotArticlesAsync());

        async Task<List<string>> HotArticlesAsync() =>
            [.. (await _site.Client.GetFromJsonAsync<JsonObject>($"{Tenant}/{Article}", Cancellation))!["hotArticles"]!.AsArray().Select(hot => (string)hot!["id"]!)];
    }

    private async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var response = await _site.Client.GetAsync($"{Tenant}/{address}", Cancellation);
        return response.StatusCode;
    }

    private async Task<bool> PublishAsync(string title)
    {
        var isLive = true;
        await _site.InScopeAsync(Tenant, async services =>
        {
            var manager = services.GetRequiredService<IContentManager>();
            var item = Editorial.NewArticle(title, Editorial.IdOf(title + " as an item")).ToItem();
            await manager.CreateAsync(item, VersionOptions.Draft);
            await manager.PublishAsync(item);
            isLive = item.Published;
        });
        return isLive;
    }

    private Task TakeDownAsync(string id) => _site.InScopeAsync(Tenant, async services =>
    {
        services.GetRequiredService<CurrentActor>().ActAsProgram();
        var manager = services.GetRequiredService<IContentManager>();
        Assert.True(await manager.UnpublishAsync(await manager.GetAsync(id, VersionOptions.Latest)));
    });
}
