using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GutCms.Core.Diff;
using GutCms.Core.Reviews.Model;

namespace GutCms.Api.Content;

/// <summary>A content item in Orchard Core's form: these members, in this order and case, and one more member for each part of its type.</summary>
/// <param name="ContentItemId">Id over all versions. In a request: empty or absent for a new item.</param>
/// <param name="ContentItemVersionId">Id of this version; ignored in a request.</param>
/// <param name="ContentType">Technical name of the type; may be absent where the item exists.</param>
/// <param name="DisplayText">Title for lists.</param>
/// <param name="Latest">It is the newest version; ignored in a request.</param>
/// <param name="Published">It is live; ignored in a request.</param>
/// <param name="ModifiedUtc">When it was written; ignored in a request.</param>
/// <param name="PublishedUtc">When the item was published; ignored in a request.</param>
/// <param name="CreatedUtc">When the item came into being; ignored in a request.</param>
/// <param name="Owner">User id; in a request it counts with the permission to change owners.</param>
/// <param name="Author">User name of whoever wrote the version; ignored in a request.</param>
public sealed record ContentItemSchema(
    [property: JsonPropertyName("ContentItemId")] string ContentItemId,
    [property: JsonPropertyName("ContentItemVersionId")] string ContentItemVersionId,
    [property: JsonPropertyName("ContentType")] string ContentType,
    [property: JsonPropertyName("DisplayText")] string? DisplayText,
    [property: JsonPropertyName("Latest")] bool Latest,
    [property: JsonPropertyName("Published")] bool Published,
    [property: JsonPropertyName("ModifiedUtc")] DateTime? ModifiedUtc,
    [property: JsonPropertyName("PublishedUtc")] DateTime? PublishedUtc,
    [property: JsonPropertyName("CreatedUtc")] DateTime? CreatedUtc,
    [property: JsonPropertyName("Owner")] string? Owner,
    [property: JsonPropertyName("Author")] string? Author)
{
    /// <summary>Not a part of the item: in the answer to a save, what was left out of what was sent, in the order of the item, then sources that stand in it twice; absent when there is nothing to say. Ignored in a request.</summary>
    [JsonPropertyName(ContentResponse.Warnings)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ContentWarning>? Warnings { get; init; }
}

/// <summary>Something that a save left out, or that deserves a look.</summary>
/// <param name="Path">JSON path of the text from the root of the item, for example `$.Body.ContentItems[0].HtmlBodyPart.Html`.</param>
/// <param name="Element">Name of the element, lower case; `#text` for words that went without one, `#markup` for what stands behind an angle bracket that is never closed, `#address` for the address of a link whose words stay; `#source` for a DOI or PMID that stands at an earlier reference too.</param>
/// <param name="Text">The words that are lost with it, at most 100 characters; empty when none are. For `#address` the address, for `#source` the DOI or PMID.</param>
/// <param name="Message">What it is, as a sentence in the language of the request.</param>
public sealed record ContentWarning(string Path, string Element, string Text, string Message);

/// <summary>A page of items.</summary>
/// <param name="Total">Number of items over all pages.</param>
/// <param name="Items">Content items in Orchard Core's form.</param>
/// <param name="NextCursor">`after` of the next page; null: there is none.</param>
public sealed record ContentListResponse(long Total, IReadOnlyList<JsonObject> Items, string? NextCursor);

/// <summary>The versions of an item.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="Total">Number of versions over all pages.</param>
/// <param name="Items">Oldest first.</param>
/// <param name="NextCursor">`after` of the next page; null: there is none.</param>
public sealed record VersionListResponse(string ContentItemId, int Total, IReadOnlyList<VersionSummary> Items, string? NextCursor);

/// <summary>What differs between two versions.</summary>
/// <param name="FromVersionId">The earlier version; null: there is none, so everything is new.</param>
/// <param name="ToVersionId">The later version.</param>
/// <param name="HasChanges">Whether a reader sees any difference.</param>
/// <param name="Diff">The differences.</param>
public sealed record DiffResponse(string? FromVersionId, string ToVersionId, bool HasChanges, VersionDiff Diff);

/// <summary>Which version to bring back.</summary>
public sealed record RestoreBody
{
    /// <summary>Its id.</summary>
    public string VersionId { get; init; } = "";
}
