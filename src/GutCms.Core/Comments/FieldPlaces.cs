using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Html;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;

namespace GutCms.Core.Comments;

/// <summary>Places outside of blocks to which comments are anchored: in the stead of a block's id stands <c>#</c> and a name, which is no id of an item.</summary>
public static class FieldPlaces
{
    /// <summary>The title.</summary>
    public const string Title = "#title";

    /// <summary>The line below the title.</summary>
    public const string Subtitle = "#subtitle";

    /// <summary>The teaser.</summary>
    public const string Excerpt = "#excerpt";

    /// <summary>The text of an item without blocks.</summary>
    public const string Text = "#text";

    /// <summary>The order of the blocks. It has no words.</summary>
    public const string Order = "#order";

    /// <summary>The disclaimer that the item is shown with. Its words are those of another item, so it is commented on as a whole.</summary>
    public const string Disclaimer = "#disclaimer";

    /// <summary>All of them, in the order in which they are read.</summary>
    public static ImmutableArray<string> All { get; } = [Title, Subtitle, Excerpt, Text, Order, Disclaimer];

    /// <summary>Whether an id stands for a place outside of blocks, known or not.</summary>
    public static bool IsOne(string blockId) => blockId.StartsWith('#');

    /// <summary>Its words as plain text; null: it has none.</summary>
    /// <param name="item">The version.</param>
    /// <param name="place">One of <see cref="All"/>.</param>
    internal static string? Find(ContentItem item, string place)
    {
        var plain = FindText(item.Parts, item.ContentType, place);
        var text = plain is var (holder, member) ? holder.Text(member) : FindHtml(item.Parts, item.ContentType, place).Text("Html") is { Length: > 0 } html ? ContentHtml.ToText(html) : null;
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>Where the plain text of a place stands in an item's JSON; null: it has none.</summary>
    internal static (JsonObject Holder, string Member)? FindText(JsonObject item, string place) => FindText(item, item.Text("ContentType") ?? "", place);

    /// <summary>What holds the HTML of a place in an item's JSON; null: it has none.</summary>
    internal static JsonObject? FindHtml(JsonObject item, string place) => FindHtml(item, item.Text("ContentType") ?? "", place);

    private static (JsonObject Holder, string Member)? FindText(JsonObject parts, string contentType, string place)
    {
        var (holder, member) = place switch
        {
            Title => (parts.Object("TitlePart"), "Title"),
            Subtitle => (parts.Object(contentType).Object("Subtitle"), "Text"),
            Excerpt => (parts.Object(contentType).Object("Excerpt"), "Text"),
            _ => (null, ""),
        };
        return holder.Text(member) is { Length: > 0 } ? (holder!, member) : null;
    }

    private static JsonObject? FindHtml(JsonObject parts, string contentType, string place) => place != Text ? null
        : new[] { parts.Object("HtmlBodyPart"), parts.Object(contentType).Object("Description"), parts.Object(contentType).Object("Text") }.FirstOrDefault(holder => holder.Text("Html") is { Length: > 0 });
}
