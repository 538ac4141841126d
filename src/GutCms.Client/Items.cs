using System.Text.Json.Nodes;

namespace GutCms.Client;

/// <summary>An item of a type that the site has added.</summary>
public sealed record Item
{
    /// <summary>Id of the item; stays.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the version that is live.</summary>
    public required string VersionId { get; init; }

    /// <summary>Content type.</summary>
    public required string Type { get; init; }

    /// <summary>Last segment of its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Path of its page.</summary>
    public required string Url { get; init; }

    /// <summary>The texts: what was approved. Its members are those of the site's definitions.</summary>
    public required JsonObject Content { get; init; }

    /// <summary>Hash of <see cref="Content"/> as it was delivered.</summary>
    public required string ContentHash { get; init; }

    /// <summary>What was approved around the text.</summary>
    public required Presentation Presentation { get; init; }

    /// <summary>Hash of <see cref="Presentation"/> as it was delivered.</summary>
    public required string PresentationHash { get; init; }

    /// <summary>What its pickers lead to, by the name of the field; null: nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ItemLink>>? Links { get; init; }

    /// <summary>The languages in which it is live, its own among them; null: there is no other.</summary>
    public IReadOnlyList<Translation>? Translations { get; init; }

    /// <summary>The disclaimer whose words stand in it; null: none.</summary>
    public DisclaimerLink? Disclaimer { get; init; }

    /// <summary>How it was reviewed.</summary>
    public required Review Review { get; init; }

    /// <summary>First publication, UTC.</summary>
    public DateTime PublishedUtc { get; init; }

    /// <summary>When the version that is live became so, UTC.</summary>
    public DateTime LiveSinceUtc { get; init; }

    /// <summary>Last change that readers see, UTC.</summary>
    public DateTime ModifiedUtc { get; init; }
}

/// <summary>An item of any type in a list. Of articles, series and disclaimers what their own lists say beside it is left out.</summary>
public sealed record ItemSummary
{
    /// <summary>Id of the item; stays.</summary>
    public required string Id { get; init; }

    /// <summary>Content type; null: of an article, a series or a disclaimer, whose rows do not say it.</summary>
    public string? Type { get; init; }

    /// <summary>Last segment of its address; null: of a disclaimer, which has none.</summary>
    public string? Slug { get; init; }

    /// <summary>Path of its page; null: of a disclaimer.</summary>
    public string? Url { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Language of the text; null: unknown.</summary>
    public string? Language { get; init; }

    /// <summary>What its pickers lead to, by the name of the field; null: nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ItemLink>>? Links { get; init; }

    /// <summary>The languages in which it is live, its own among them; null: there is no other.</summary>
    public IReadOnlyList<Translation>? Translations { get; init; }

    /// <summary>Hash of its texts.</summary>
    public required string ContentHash { get; init; }

    /// <summary><c>published</c>, <c>imported</c>, <c>reviewDue</c> or <c>none</c>; null: of a disclaimer.</summary>
    public string? ReviewStatus { get; init; }

    /// <summary>First publication, UTC.</summary>
    public DateTime PublishedUtc { get; init; }

    /// <summary>Last change that readers see, UTC.</summary>
    public DateTime ModifiedUtc { get; init; }

    /// <summary>Text around the words that were searched for: HTML whose only elements are <c>mark</c>; null: without a search.</summary>
    public string? Snippet { get; init; }
}

/// <summary>Which items, in which order.</summary>
public sealed record ItemQuery
{
    /// <summary>Values of indexed fields, by name as it stands in the query: <c>group</c>, and of ranges <c>strength.from</c>, <c>strength.to</c>, <c>strength.before</c>.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>Language tag: only items in exactly this language.</summary>
    public string? Language { get; init; }

    /// <summary>Only items that were reviewed so: <c>published</c>, <c>imported</c>, <c>reviewDue</c> or <c>none</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Words that must all occur, 2 to 200 characters; null: no search.</summary>
    public string? Search { get; init; }

    /// <summary>Keys, separated by commas, each with <c>-</c> for the greatest first: <c>published</c>, <c>modified</c>, <c>title</c>, or first of all <c>field.</c> and the name of an indexed field; of a search one of
    /// <c>relevance</c>, <c>-published</c>, <c>published</c>, <c>-modified</c>, <c>title</c>.</summary>
    public string? Sort { get; init; }

    /// <summary>Cursor of the page before.</summary>
    public string? After { get; init; }

    /// <summary>How many at most, 1 to 100.</summary>
    public int? First { get; init; }
}
