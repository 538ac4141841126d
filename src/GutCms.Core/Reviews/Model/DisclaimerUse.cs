namespace GutCms.Core.Reviews.Model;

/// <summary>What a change of a disclaimer has to know of an item.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Title">Title of its latest version; null when it has none.</param>
/// <param name="Path">Path of its latest version without slashes around it; null when it has none.</param>
/// <param name="LatestIsLive">Its latest version is the live one.</param>
/// <param name="LiveVersionId">Its live version; null when none is.</param>
/// <param name="LiveDisclaimerId">The disclaimer that the live version picks; null when none.</param>
public sealed record DisclaimerUse(string ContentItemId, string ContentType, string? Title, string? Path, bool LatestIsLive, string? LiveVersionId, string? LiveDisclaimerId);
