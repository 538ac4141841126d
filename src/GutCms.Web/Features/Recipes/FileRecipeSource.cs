using GutCms.Core.Recipes;

namespace GutCms.Web.Features.Recipes;

/// <summary>A recipe in a file.</summary>
/// <param name="path">Full path.</param>
internal sealed class FileRecipeSource(string path) : IRecipeSource
{
    /// <summary>Full path.</summary>
    public string FullPath => path;

    /// <inheritdoc/>
    public string FileName { get; } = Path.GetFileName(path);

    /// <inheritdoc/>
    public Stream Open() => new FileStream(
        path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, BufferSize = 1 << 16, Options = FileOptions.SequentialScan });
}
