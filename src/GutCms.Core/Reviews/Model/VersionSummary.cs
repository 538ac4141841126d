using System.Collections.Immutable;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.Model;

/// <summary>A version without its content.</summary>
/// <param name="VersionId">Id.</param>
/// <param name="Number">1 for the first, then counting up.</param>
/// <param name="ContentHash">Content hash as stored with it; null when it was written before hashes were kept.</param>
/// <param name="DisplayText">Title; null when none.</param>
/// <param name="Latest">It is the newest.</param>
/// <param name="Published">It is live.</param>
/// <param name="Origin">Name of the recipe that wrote it; null when a person or an API client did.</param>
/// <param name="Authors">Who wrote it. For a version that a recipe brought: its <c>Author</c> and whoever ran the recipe, as far as known.</param>
/// <param name="ModifiedUtc">UTC; null when unknown.</param>
public sealed record VersionSummary(
    string VersionId,
    int Number,
    string? ContentHash,
    string? DisplayText,
    bool Latest,
    bool Published,
    string? Origin,
    ImmutableArray<VersionAuthor> Authors,
    DateTime? ModifiedUtc);
