using System.Text.Json.Nodes;

namespace GutCms.Core.Content.Items;

/// <summary>One version of a logical piece of content, in Orchard Core's shape.</summary>
/// <remarks>
/// Treated as immutable: nobody writes into <see cref="Parts"/> of an item that somebody else holds; use
/// <c>with { Parts = … }</c> on a clone. Source of the format: Orchard Core's content item JSON.
/// </remarks>
public sealed record ContentItem
{
    /// <summary>Id that is the same over all versions: 26 characters of lower-case base32. Empty when the JSON had none.</summary>
    public string ContentItemId { get; init; } = "";

    /// <summary>Id of this version, same alphabet. Empty when the JSON had none.</summary>
    public string ContentItemVersionId { get; init; } = "";

    /// <summary>Technical name of the content type, for example <c>Article</c>. Empty when the JSON had none.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>Title for lists; null when none.</summary>
    public string? DisplayText { get; init; }

    /// <summary>This is the newest version.</summary>
    public bool Latest { get; init; }

    /// <summary>This is the version that is live.</summary>
    public bool Published { get; init; }

    /// <summary>Instant of the last change, UTC.</summary>
    public DateTime? ModifiedUtc { get; init; }

    /// <summary>Instant of publication, UTC. Null until first published.</summary>
    public DateTime? PublishedUtc { get; init; }

    /// <summary>Instant at which the logical item came into being, UTC.</summary>
    public DateTime? CreatedUtc { get; init; }

    /// <summary>User id of the owner.</summary>
    public string? Owner { get; init; }

    /// <summary>User name of whoever modified it last.</summary>
    public string? Author { get; init; }

    /// <summary>Parts by name, in document order; each value is an object or an array.</summary>
    public JsonObject Parts { get; init; } = [];
}
