using GutCms.Core.Content.Items;

namespace GutCms.Core.Storage;

/// <summary>One of the versions of an item.</summary>
public enum VersionSelector
{
    /// <summary>The version that is live.</summary>
    Published,

    /// <summary>The newest version, published or not.</summary>
    Latest,
}

/// <summary>What the store knows about the origin of a version beside its JSON.</summary>
/// <param name="Item">The version.</param>
/// <param name="VersionNumber">1 for the item's first version, then counting up.</param>
/// <param name="Origin">Name of the recipe that wrote it; null when a person or an API client did.</param>
/// <param name="PublishedByPerson">Publication state of the item was last changed by a person, not by a recipe.</param>
public sealed record StoredVersion(ContentItem Item, int VersionNumber, string? Origin, bool PublishedByPerson)
{
    /// <summary>
    /// Content hash on file: what the version said when it was written or last published, with the disclaimer that it shows. Of a live version of a type under a review policy the
    /// store holds it only with a grant or an import mark. Null when the version was written before hashes were kept.
    /// </summary>
    public string? ContentHash { get; init; }

    /// <summary>When the item was first live, UTC, whichever version that was and whatever became of it; null: never. It does not move once it is set.</summary>
    public DateTime? FirstPublishedUtc { get; init; }
}
