using System.Text.Json.Nodes;
using GutCms.OrchardCore.Medical;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Metadata;
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
