namespace GutCms.Core.Recipes;

/// <summary>The bytes of one recipe file.</summary>
public interface IRecipeSource
{
    /// <summary>Name for messages, for example <c>gutcms.roles.recipe.json</c>.</summary>
    string FileName { get; }

    /// <summary>Opens it from the start. Called several times for one run and must give the same bytes each time; the caller disposes the stream.</summary>
    Stream Open();
}

/// <summary>The recipes that a <c>Recipes</c> step may name.</summary>
public interface IRecipeCatalog
{
    /// <summary>Names of all recipes; for suggestions in messages only.</summary>
    IReadOnlyCollection<string> Names => [];

    /// <summary>The recipe whose header says this name (case-sensitive), or null.</summary>
    IRecipeSource? Find(string recipeName);
}

/// <summary>A recipe that is already in memory, such as an upload.</summary>
/// <param name="fileName">Name for messages.</param>
/// <param name="utf8">The file; not copied, not to be changed.</param>
public sealed class BytesRecipeSource(string fileName, byte[] utf8) : IRecipeSource
{
    /// <inheritdoc/>
    public string FileName => fileName;

    /// <inheritdoc/>
    public Stream Open() => new MemoryStream(utf8, writable: false);
}

/// <summary>No recipes: a <c>Recipes</c> step can name none.</summary>
public sealed class EmptyRecipeCatalog : IRecipeCatalog
{
    /// <inheritdoc/>
    public IRecipeSource? Find(string recipeName) => null;
}
