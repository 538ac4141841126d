namespace GutCms.Core.Reviews.Model;

/// <summary>The latest and the live version of an item.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="LatestVersionId">Its newest version.</param>
/// <param name="LiveVersionId">The version that is live; null when none is.</param>
public sealed record ItemHead(string ContentItemId, string ContentType, string LatestVersionId, string? LiveVersionId);
