using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;

namespace GutCms.Core.Content.Projecting;

/// <summary>
/// What stands around the text of a version where readers meet it: its address, the series that it belongs to and its own position there, and its Hot Articles in their order.
/// </summary>
/// <remarks>
/// Approved together with the text, under a hash of its own. The words that come with it (title of the series, titles of Hot Articles) are texts of those items, each with an
/// approval of its own; how many articles a series has and which come before and after follows from all of them and is not in it. How to recompute the hash: docs/content-hash.md.
/// </remarks>
/// <param name="Path">Path without a slash at either end, lower case; null when the version has none and is found by its id.</param>
/// <param name="SeriesId">ContentItemId of the series; null when it is in none.</param>
/// <param name="SeriesPosition">Its own position, as it was entered; null when it has none.</param>
/// <param name="HotArticles">ContentItemIds in their order, each once; empty when it has none. Those that are not published are among them.</param>
public sealed record Presentation(string? Path, string? SeriesId, decimal? SeriesPosition, ImmutableArray<string> HotArticles)
{
    /// <summary>The presentation of a version.</summary>
    public static Presentation Of(ContentItem item) => new(
        ItemMeaning.PathOf(item) is { } path ? ItemMeaning.PathKey(path) : null, ItemMeaning.SeriesOf(item), ItemMeaning.PositionOf(item), ItemMeaning.HotArticlesOf(item));

    /// <summary>Hash of the presentation of a version.</summary>
    public static string HashOf(ContentItem item) => Of(item).Hash();

    /// <summary>What is hashed, and delivered as <c>presentation</c>: <c>path</c>, <c>series</c>, <c>seriesPosition</c>, <c>hotArticles</c>; what is absent is left out.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if (Path is not null)
        {
            json["path"] = Path;
        }

        if (SeriesId is not null)
        {
            json["series"] = SeriesId;
        }

        if (SeriesPosition is { } position)
        {
            json["seriesPosition"] = Number(position);
        }

        if (!HotArticles.IsEmpty)
        {
            json["hotArticles"] = new JsonArray([.. HotArticles.Select(id => (JsonNode)id)]);
        }

        return json;
    }

    /// <summary><c>sha256:</c> and the lower-case hex SHA-256 of the RFC 8785 form of <see cref="ToJson"/>.</summary>
    /// <exception cref="CanonicalJsonException">A text is not well-formed Unicode.</exception>
    public string Hash() => CanonicalJson.Hash(ToJson());

    // A position that a double cannot hold would be rounded in the canonical form, and two positions would have one hash: it stands there as text.
    private static JsonValue Number(decimal position)
    {
        return Math.Abs(position) < 1_000_000_000_000_000 && (decimal)(double)position == position
            ? JsonValue.Create((double)position)
            : JsonValue.Create(position.ToString("G29", CultureInfo.InvariantCulture));
    }
}
