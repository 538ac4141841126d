using System.Data.Common;
using System.Globalization;
using GutCms.Core.Delivery;

namespace GutCms.Web.Storage.Delivery;

/// <summary>An order of documents, by a column and then by id, in which a page can begin anywhere.</summary>
/// <param name="Column">Column of <c>DeliveryDocuments</c>.</param>
/// <param name="Descending">Both column and id descend.</param>
/// <param name="ToText">Column value as it stands in a cursor.</param>
/// <param name="FromText">The reverse; null when it is not one.</param>
internal sealed record ListOrder(string Column, bool Descending, Func<DbDataReader, int, string> ToText, Func<string, object?> FromText)
{
    private static readonly ListOrder ByTitle = new("TitleKey", false, (reader, column) => reader.GetString(column), text => text);
    private static readonly ListOrder ByPosition = new(
        "PositionKey",
        false,
        (reader, column) => reader.GetDouble(column).ToString("R", CultureInfo.InvariantCulture),
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null);

    /// <summary>The end of the statement.</summary>
    public string OrderBy => Descending ? $"ORDER BY d.\"{Column}\" DESC, d.\"ContentItemId\" DESC" : $"ORDER BY d.\"{Column}\", d.\"ContentItemId\"";

    /// <summary>The condition that a row stands after <c>@key</c>, <c>@id</c>.</summary>
    public string After => $"(d.\"{Column}\", d.\"ContentItemId\") {(Descending ? "<" : ">")} (@key, @id)";

    /// <summary>The order that a query asks for.</summary>
    public static ListOrder Of(ArticleSort sort) => sort switch
    {
        ArticleSort.PublishedDescending => ByPublication(true),
        ArticleSort.Published => ByPublication(false),
        ArticleSort.Title => ByTitle,
        ArticleSort.Position => ByPosition,
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "Relevance is an order of searches only."),
    };

    private static ListOrder ByPublication(bool descending) => new(
        "PublishedUtc",
        descending,
        (reader, column) => reader.GetInt64(column).ToString(CultureInfo.InvariantCulture),
        text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null);
}
