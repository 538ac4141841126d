using System.Net;
using System.Text.Json.Nodes;
using GutCms.OrchardCore.Medical;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Metadata;
using OrchardCore.ContentManagement.Metadata.Models;
using OrchardCore.ContentManagement.Metadata.Settings;
using OrchardCore.Recipes.Services;

namespace GutCms.OrchardCore.Tests;

/// <summary>The module comes into a site that was set up with a recipe of Orchard Core's own: nothing that was there is changed, and everything can be saved as before.</summary>
[Collection<OrchardSites>]
public sealed class StockRecipeTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    [Theory]
    [InlineData("Blank")]
    [InlineData("Headless")]
    [InlineData("SaaS")]
    [InlineData("Agency")]
    [InlineData("Blog")]
    public async Task Takes_the_module(string recipe)
    {
        var tenant = recipe.ToLowerInvariant();
        var hasRecipe = await _site.InScopeAsync(async services =>
            (await Task.WhenAll(services.GetServices<IRecipeHarvester>().Select(harvester => harvester.HarvestRecipesAsync()))).SelectMany(found => found).Any(found => found.Name == recipe));
        Assert.SkipUnless(hasRecipe, "The recipe comes with a theme, which the Orchard Core that is tried does not have.");
        await _site.EnsureTenantAsync(tenant);
        await _site.SwitchOfAsync(tenant, on: true, "OrchardCore.Contents", "OrchardCore.ContentTypes", "OrchardCore.Title");
        await DefineNoteAsync(tenant);
        var before = await DefinitionsAsync(tenant);
        Assert.True(await PublishAsync(tenant, "Of before"));

        await _site.SwitchOfAsync(tenant, on: true, FeatureIds.Everything);

        var after = await DefinitionsAsync(tenant);
        Assert.All(before, known => Assert.True(JsonNode.DeepEquals(known.Value, after[known.Key]), known.Key));
        Assert.True(await PublishAsync(tenant, "Of afterwards"));
        var isTaken = before.ContainsKey("Article");
        await _site.InScopeAsync(tenant, async services => Assert.All(
            await services.GetRequiredService<MedicalTypes>().ListAsync(),
            type => Assert.Equal(!isTaken || type.Name == "Disclaimer" ? TypeStanding.Installed : type.Name == "Article" ? TypeStanding.Foreign : TypeStanding.Missing, type.Standing)));
        Assert.DoesNotContain("Error while running migration", _site.Log.Text, StringComparison.Ordinal);
        await SaveOneOfEachAsync(tenant, before.Keys);
        await OpenAdminAsync(tenant, before.Keys, isTaken);
        await _site.SwitchOfAsync(tenant, on: true, "OrchardCore.Deployment");
        Assert.Contains("imported successfully", await ApiClientRecipe.ImportAsync(_site, tenant), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), await ApiClientRecipe.ReadAsync(_site, tenant));
    }

    /// <summary>An item of every type that the recipe has brought: as a draft, live, and changed.</summary>
    private Task SaveOneOfEachAsync(string tenant, IEnumerable<string> types) => _site.InScopeAsync(tenant, async services =>
    {
        var manager = services.GetRequiredService<IContentManager>();
        foreach (var type in types)
        {
            var item = await manager.NewAsync(type);
            item.DisplayText = $"One {type}";
            await manager.CreateAsync(item, VersionOptions.Draft);
            await manager.PublishAsync(item);
            item.DisplayText = $"One {type}, changed";
            await manager.UpdateAsync(item);
            Assert.True(item.Published, type);
        }
    });

    /// <summary>What an administrator opens next: the editor of every type that has one, the list, the page of the medical types; and what readers are given.</summary>
    private async Task OpenAdminAsync(string tenant, IEnumerable<string> types, bool isTaken)
    {
        var creatable = new List<string>();
        await _site.InScopeAsync(tenant, async services => creatable.AddRange(
            (await services.GetRequiredService<IContentDefinitionManager>().ListTypeDefinitionsAsync()).Where(type => types.Contains(type.Name) && type.IsCreatable()).Select(type => type.Name)));
        Assert.NotEmpty(creatable);
        using var browser = await AdminBrowser.SignInToAsync(_site, tenant + "/", "admin");
        foreach (var type in creatable)
        {
            var list = AdminBrowser.Words(await browser.SendFormAsync($"Admin/Contents/ContentTypes/{type}/Create", ("TitlePart.Title", $"Typed {type}"), ("submit.Publish", "submit.Publish")));
            Assert.DoesNotContain("could not be checked", list, StringComparison.Ordinal);
        }

        var page = AdminBrowser.Words(await browser.OpenAsync("Admin/MedicalTypes"));
        Assert.Equal(isTaken, page.Contains("Not installed: the site has a type of its own", StringComparison.Ordinal));
        Assert.Equal(isTaken, page.Contains("install them under other names", StringComparison.Ordinal));
        await browser.OpenAsync("Admin/Contents/ContentItems");
        await browser.OpenAsync("Admin/ReviewPolicies");
        using var delivered = await _site.Client.GetAsync(tenant + "/api/delivery/articles", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, delivered.StatusCode);
    }

    private Task DefineNoteAsync(string tenant) => _site.InScopeAsync(tenant, services =>
        services.GetRequiredService<IContentDefinitionManager>().AlterTypeDefinitionAsync("Note", type => type.Creatable().Listable().Draftable().Versionable().WithPart("TitlePart")));

    private async Task<bool> PublishAsync(string tenant, string title)
    {
        var isLive = false;
        await _site.InScopeAsync(tenant, async services =>
        {
            var manager = services.GetRequiredService<IContentManager>();
            var item = await manager.NewAsync("Note");
            item.DisplayText = title;
            await manager.CreateAsync(item, VersionOptions.Draft);
            await manager.PublishAsync(item);
            isLive = item.Published;
        });
        return isLive;
    }

    private async Task<Dictionary<string, JsonNode?>> DefinitionsAsync(string tenant)
    {
        var all = new Dictionary<string, JsonNode?>();
        await _site.InScopeAsync(tenant, async services =>
        {
            foreach (var type in await services.GetRequiredService<IContentDefinitionManager>().ListTypeDefinitionsAsync())
            {
                all[type.Name] = new JsonObject
                {
                    ["settings"] = type.Settings?.DeepClone(),
                    ["parts"] = new JsonArray([.. type.Parts.Select(part => (JsonNode)new JsonObject
                    {
                        ["name"] = part.Name,
                        ["settings"] = part.Settings?.DeepClone(),
                        ["fields"] = new JsonArray([.. part.PartDefinition.Fields.Select(field => (JsonNode?)field.Name)]),
                    })]),
                };
            }
        });
        return all;
    }
}
