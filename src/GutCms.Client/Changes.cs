using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GutCms.Client;

/// <summary>A former address.</summary>
/// <param name="From">The path that was.</param>
/// <param name="To">The path now.</param>
/// <param name="Id">Id of the item.</param>
public sealed record Redirect(string From, string To, string Id);

/// <summary>What changed since a token.</summary>
/// <param name="Items">Changes, to be applied in their order.</param>
/// <param name="Next">The token to go on with.</param>
/// <param name="HasMore">There are further ones already.</param>
public sealed record Changes(IReadOnlyList<Change> Items, string Next, bool HasMore);

/// <summary>A change of what readers get.</summary>
public sealed record Change
{
    /// <summary>
    /// <c>published</c>, <c>republished</c>, <c>addressChanged</c>, <c>unpublished</c>, <c>withdrawn</c>, <c>deleted</c>, <c>redirected</c> or <c>redirectRemoved</c>; the member <c>change</c>.
    /// </summary>
    [JsonPropertyName("change")]
    public required string What { get; init; }

    /// <summary><c>article</c>, <c>series</c> or <c>disclaimer</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the item.</summary>
    public string? Id { get; init; }

    /// <summary>Content type.</summary>
    public string? Type { get; init; }

    /// <summary>Last segment of the address.</summary>
    public string? Slug { get; init; }

    /// <summary>Path of the page.</summary>
    public string? Url { get; init; }

    /// <summary>Path of the document.</summary>
    public string? Document { get; init; }

    /// <summary>Hash of the texts.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Beginning of the <c>ETag</c> of the document.</summary>
    public string? Etag { get; init; }

    /// <summary>Last change that readers see, UTC.</summary>
    public DateTime? ModifiedUtc { get; init; }

    /// <summary>When the bytes were written, UTC.</summary>
    public DateTime? BytesUtc { get; init; }

    /// <summary><c>published</c>, <c>imported</c>, <c>reviewDue</c> or <c>none</c>.</summary>
    public string? ReviewStatus { get; init; }

    /// <summary>Keys under which caches hold what shows it.</summary>
    public IReadOnlyList<string>? SurrogateKeys { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was withdrawn, UTC.</summary>
    public DateTime? WithdrawnUtc { get; init; }
}

/// <summary>A document that was asked for by the id of its item.</summary>
/// <param name="Id">Id of the item.</param>
/// <param name="Kind"><c>article</c>, <c>series</c> or <c>disclaimer</c>.</param>
/// <param name="Etag">Beginning of its <c>ETag</c>.</param>
/// <param name="Document">It.</param>
public sealed record DocumentAmong(string Id, string Kind, string Etag, JsonObject Document);
