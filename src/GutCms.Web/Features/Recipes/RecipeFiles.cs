using GutCms.Web.Features.Errors;


namespace GutCms.Web.Features.Recipes;

/// <summary>Finds recipe files by what people write: a path, or the name of a recipe.</summary>
internal sealed class RecipeFiles(IWebHostEnvironment environment)
{
    /// <summary>Where relative paths start: the content root, under <c>dotnet run</c> the repository, the folder of the executable.</summary>
    private IEnumerable<string> Roots
    {
        get
        {
            yield return environment.ContentRootPath;
            if (File.Exists(Path.Combine(environment.ContentRootPath, "GutCms.Web.csproj")))
            {
                yield return Path.GetFullPath("../..", environment.ContentRootPath);
            }

            yield return AppContext.BaseDirectory;
        }
    }

    /// <summary>The site's own recipes: the folder <c>recipes</c> of each root.</summary>
    public RecipeFolders Catalog => new([.. Roots.Select(root => Path.Combine(root, "recipes")).Distinct(StringComparer.Ordinal)]);

    /// <summary>The file that a configured path means.</summary>
    /// <param name="path">Absolute, or relative to one of the roots.</param>
    /// <exception cref="SiteCannotRunException">There is none.</exception>
    public FileRecipeSource Configured(string path)
        => FirstFile(path, Roots) ?? throw new SiteCannotRunException(
            $"The set-up recipe {path} does not exist (looked in {string.Join(", ", Roots)}). Set GutCms__Setup__Recipe to the path of a recipe.");

    /// <summary>The file that an argument means: a path from the working directory, a path from one of the roots, or the name of one of the site's recipes.</summary>
    /// <returns>Null: there is none.</returns>
    public FileRecipeSource? Find(string fileOrName)
        => FirstFile(fileOrName, Roots.Prepend(Directory.GetCurrentDirectory())) ?? Catalog.Find(fileOrName) as FileRecipeSource;

    /// <summary>What a <c>Recipes</c> step of this file may name: what lies beside it, then the site's own.</summary>
    public RecipeFolders CatalogFor(FileRecipeSource source) => Catalog.Before(Path.GetDirectoryName(source.FullPath)!);

    private static FileRecipeSource? FirstFile(string path, IEnumerable<string> roots)
        => roots.Select(root => Path.GetFullPath(path, root)).FirstOrDefault(File.Exists) is { } found ? new FileRecipeSource(found) : null;
}
