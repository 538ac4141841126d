using System.Collections.Frozen;
using System.Text.Json.Nodes;
using GutCms.Core.Recipes;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Tests.Recipes;

/// <summary>The recipes in <c>recipes/</c>, run by the engine.</summary>
public sealed class ShippedRecipesTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "recipes");

    [Fact]
    public async Task Sets_up_an_empty_site_and_changes_nothing_when_run_again()
    {
        var site = Site();
        var first = await site.RunAsync(File("gutcms.recipe.json"));
        Assert.Empty(first.Faults);
        Assert.DoesNotContain(RecipeOutcome.Skipped, first.Counts.Keys);

        // The type of articles, which gets its picture.
        Assert.Equal(1, first.Counts[RecipeOutcome.Updated]);
        var items = site.Store.State.Items.Values.Select(item => item.Find(VersionSelector.Published)).ToList();
        Assert.All(items, item => Assert.True(site.Store.State.Marks.ContainsKey(item!.Item.ContentItemVersionId)));
        var state = site.Store.State;
        var second = await site.RunAsync(File("gutcms.recipe.json"));
        Assert.Equal([RecipeOutcome.Unchanged], second.Counts.Keys);
        Assert.Equal(first.Counts.Values.Sum(), second.Counts.Values.Sum());
        Assert.Same(state, site.Store.State);
    }

    [Fact]
    public async Task Brings_everything_as_drafts_when_not_trusted()
    {
        var site = Site();
        var owner = RecipeSite.Untrusted.Actor with { Permissions = FrozenSet.Create(StringComparer.Ordinal, Permissions.SiteOwner) };
        var report = await site.RunAsync(File("gutcms.recipe.json"), RecipeSite.Untrusted with { Actor = owner });
        Assert.Empty(report.Faults);
        Assert.NotEmpty(site.Store.State.Items);
        Assert.All(site.Store.State.Items.Values, item => Assert.Null(item.Find(VersionSelector.Published)));
    }

    private static RecipeSite Site()
    {
        var site = new RecipeSite();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.recipe.json"))
        {
            var json = System.IO.File.ReadAllText(file);
            site.Name((string)JsonNode.Parse(json)!["name"]!, json);
        }

        return site;
    }

    private static IRecipeSource File(string name) => RecipeSite.Source(System.IO.File.ReadAllText(Path.Combine(Folder, name)), name);
}
