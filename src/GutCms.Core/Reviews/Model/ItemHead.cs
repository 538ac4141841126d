namespace GutCms.Core.Reviews.Model;

/// <summary>The latest and the live version of an item.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="LatestVersionId">Its newest version.</param>
/// <param name="LiveVersionId">The version that is live; null when none is.</param>
public sealed record ItemHead(string ContentItemId, string ContentType, string LatestVersionId, string? LiveVersionId)
{
    /// <summary>Title of the newest version; null when it has none.</summary>
    public string? Title { get; init; }

    /// <summary>User id of the owner; null when nobody is.</summary>
    public string? Owner { get; init; }

    /// <summary>The newest version is live.</summary>
    public bool LatestIsLive => LatestVersionId == LiveVersionId;
}
