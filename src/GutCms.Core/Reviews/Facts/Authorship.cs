using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.Facts;

/// <summary>Who wrote a text, for the rule of four eyes.</summary>
public static class Authorship
{
    /// <summary>
    /// Who counts as having written what an actor writes: the actor and the people behind it, as the server saw them. What a text says of its author counts for nothing.
    /// The program itself is nobody.
    /// </summary>
    public static ImmutableArray<VersionAuthor> Of(Actor actor) =>
        actor.IsSystem ? [] : [.. actor.PeopleBehind.Prepend(new VersionAuthor(actor.UserId, actor.UserName)).Distinct()];

    /// <summary>
    /// Everybody who wrote any version since the last approved one with another text, up to and including the given version. Without an approval: since the first version.
    /// </summary>
    /// <param name="versions">All versions of the item, oldest first.</param>
    /// <param name="approved">Ids of the versions that were approved here and published.</param>
    /// <param name="versionId">The version in question; unknown: all authors of all versions.</param>
    internal static ImmutableArray<VersionAuthor> AuthorsOf(IReadOnlyList<VersionSummary> versions, IReadOnlySet<string> approved, string versionId)
    {
        var version = versions.FirstOrDefault(candidate => candidate.VersionId == versionId);
        var last = version?.Number ?? int.MaxValue;
        var since = version is null
            ? 0
            : versions
                .Where(other => approved.Contains(other.VersionId) && other.Number < last && other.ContentHash is not null && other.ContentHash != version.ContentHash)
                .Select(other => other.Number)
                .DefaultIfEmpty(0)
                .Max();
        return [.. versions.Where(other => other.Number > since && other.Number <= last).SelectMany(other => other.Authors).Distinct()];
    }

    /// <summary>Whether a user is among the authors. A name alone counts as well: whoever might be an author is one.</summary>
    internal static bool Includes(ImmutableArray<VersionAuthor> authors, string userId, string userName) =>
        authors.Any(author => author.UserId == userId || string.Equals(author.UserName, userName, StringComparison.OrdinalIgnoreCase));
}
