using GutCms.Core.Content.Projecting;

namespace GutCms.Core.Storage;

/// <summary>The mark of a version that a trusted recipe brought in published and that nobody here has reviewed.</summary>
/// <param name="VersionId">The version.</param>
/// <param name="ContentHash"><c>sha256:</c> and 64 hex digits.</param>
/// <param name="Recipe">Name of the recipe.</param>
/// <param name="ImportedUtc">When, UTC.</param>
public sealed record ImportedMark(string VersionId, string ContentHash, string Recipe, DateTime ImportedUtc)
{
    /// <summary>Hash of the <see cref="Presentation"/> in which it was brought; null when it was brought before presentations were bound.</summary>
    public string? PresentationHash { get; init; }
}
