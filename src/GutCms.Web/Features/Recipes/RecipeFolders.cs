using GutCms.Core.Recipes;

namespace GutCms.Web.Features.Recipes;

/// <summary>The recipes in some folders; the first folder that has a name wins.</summary>
/// <param name="folders">Full paths; those that do not exist are passed over.</param>
internal sealed class RecipeFolders(IReadOnlyList<string> folders) : IRecipeCatalog
{
    private const string Pattern = "*.recipe.json";

    private readonly Lazy<Dictionary<string, string>> _paths = new(() =>
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, Pattern).Order(StringComparer.Ordinal)))
        {
            if (RecipeName.Read(path) is { } name)
            {
                paths.TryAdd(name, path);
            }
        }

        return paths;
    });

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => _paths.Value.Keys;

    /// <summary>The same with a folder that is looked at first.</summary>
    public RecipeFolders Before(string folder) => new([folder, .. folders]);

    /// <inheritdoc/>
    public IRecipeSource? Find(string recipeName) => _paths.Value.TryGetValue(recipeName, out var path) ? new FileRecipeSource(path) : null;
}
