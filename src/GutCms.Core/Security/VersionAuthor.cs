namespace GutCms.Core.Security;

/// <summary>Who wrote a version.</summary>
/// <param name="UserId">User id; null when only the name is known (versions that a recipe brought).</param>
/// <param name="UserName">User name.</param>
public sealed record VersionAuthor(string? UserId, string UserName);
