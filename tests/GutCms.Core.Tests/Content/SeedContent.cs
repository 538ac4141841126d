using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Tests.Seed;

namespace GutCms.Core.Tests.Content;

/// <summary>The definitions and items of the shipped recipes, read by the product.</summary>
internal static class SeedContent
{
    public static ContentDefinitions Definitions { get; } = SeedRecipes.Steps("ContentDefinition").Aggregate(ContentDefinitions.Empty, DefinitionJson.Merge);

    public static IReadOnlyList<ContentItem> Items { get; } = [.. SeedRecipes.Items.Select(ContentItemJson.Read)];

    public static ContentItem Article { get; } = ContentItemJson.Read(SeedRecipes.GutBrainArticle);

    public static ContentItem Disclaimer { get; } = Items.First(item => item.ContentType == "Disclaimer");
}
