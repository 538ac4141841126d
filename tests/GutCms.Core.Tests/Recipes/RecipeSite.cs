using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Recipes;
using GutCms.Core.Recipes.Running;
using GutCms.Core.Recipes.Steps;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.InMemory;
using Microsoft.Extensions.Time.Testing;

namespace GutCms.Core.Tests.Recipes;

/// <summary>A site in memory that runs recipes written in a test.</summary>
internal sealed class RecipeSite : IRecipeCatalog, IDeliveryRefresh
{
    public static readonly RecipeOptions Trusted = new(Actor.System, Trusted: true);
    public static readonly RecipeOptions Untrusted = new(new Actor("user-1", "anna"));
    private readonly Dictionary<string, IRecipeSource> _named = new(StringComparer.Ordinal);

    public InMemoryContentStore Store { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Items whose delivery documents were asked to be brought up to date, run by run.</summary>
    public List<IReadOnlyList<string>> Refreshed { get; } = [];

    public IReadOnlyCollection<string> Names => _named.Keys;

    public IRecipeSource? Find(string recipeName) => _named.GetValueOrDefault(recipeName);

    /// <summary>A site with the content model of <see cref="RecipeTexts.Definitions"/>.</summary>
    public static async Task<RecipeSite> WithTypesAsync()
    {
        var site = new RecipeSite();
        var report = await site.RunAsync(RecipeTexts.Definitions);
        Assert.Empty(report.Faults);
        return site;
    }

    /// <summary>Makes a recipe known under a name.</summary>
    public void Name(string name, string json) => _named[name] = Source(json, $"{name}.recipe.json");

    public Task<RecipeReport> RunAsync(string json, RecipeOptions? options = null, IProgress<RecipeProgress>? progress = null) => RunAsync(Source(json), options, progress);

    public Task<RecipeReport> RunAsync(IRecipeSource source, RecipeOptions? options = null, IProgress<RecipeProgress>? progress = null) =>
        Runner().RunAsync(source, options ?? Trusted, progress, TestContext.Current.CancellationToken);

    public Task<RecipeReport> CheckAsync(IRecipeSource source, RecipeOptions? options = null) =>
        Runner().CheckAsync(source, options ?? Trusted, null, TestContext.Current.CancellationToken);

    public static IRecipeSource Source(string json, string fileName = "test.recipe.json") => new BytesRecipeSource(fileName, Encoding.UTF8.GetBytes(json));

    public StoredVersion? Latest(string id) => Store.State.Items.GetValueOrDefault(id)?.Find(VersionSelector.Latest);

    public StoredVersion? Published(string id) => Store.State.Items.GetValueOrDefault(id)?.Find(VersionSelector.Published);

    public JsonObject? Document(string kind, string name) => Store.State.Documents.TryGetValue((kind, name), out var json) ? JsonNode.Parse(json)!.AsObject() : null;

    public Task<IReadOnlyList<ContentItem>> RefreshAsync(IUnitOfWork work, IReadOnlyCollection<string> changedItemIds, ProjectedTexts? texts, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        Refreshed.Add([.. changedItemIds]);
        progress?.Report(changedItemIds.Count);
        return Task.FromResult<IReadOnlyList<ContentItem>>([]);
    }

    private RecipeRunner Runner() => new(Store, RecipeSteps.All, this, this, Time);
}
