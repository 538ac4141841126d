using System.Data.Common;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Web.Storage.Model;

namespace GutCms.Web.Storage.Paging;

/// <summary>An order of documents, by a column and then by id, in which a page can begin anywhere.</summary>
/// <param name="Column">Column of <c>DeliveryDocuments</c>.</param>
/// <param name="Descending">Both column and id descend.</param>
/// <param name="Read">Reads the column.</param>
/// <param name="From">The column's value at which a page begins.</param>
/// <param name="Of">What the column would hold of a document that is on no file.</param>
internal sealed record ListOrder(string Column, bool Descending, Func<DbDataReader, int, object> Read, Func<ListCursor, object> From, Func<ListedDocument, object> Of)
{
    private static readonly ListOrder ByTitle = new("TitleKey", false, (reader, column) => reader.GetString(column), cursor => cursor.Text(0), document => ListKeys.Title(document.Title));
    private static readonly ListOrder ByPosition = new(
        "PositionKey",
        false,
        (reader, column) => reader.GetDouble(column),
        cursor => cursor.Real(0),
        document => ListKeys.Position(document.SeriesPosition));

    /// <summary>The end of the statement.</summary>
    public string OrderBy => Descending ? $"ORDER BY d.\"{Column}\" DESC, d.\"ContentItemId\" DESC" : $"ORDER BY d.\"{Column}\", d.\"ContentItemId\"";

    /// <summary>The condition that a row stands after <c>@key</c>, <c>@id</c>.</summary>
    public string After => $"(d.\"{Column}\", d.\"ContentItemId\") {(Descending ? "<" : ">")} (@key, @id)";

    /// <summary>The values of <c>@key</c> and <c>@id</c>.</summary>
    public IEnumerable<(string Name, object? Value)> Place(ListCursor cursor) => [("@key", From(cursor)), ("@id", cursor.Text(1))];

    /// <summary>The order that a query asks for.</summary>
    public static ListOrder By(ArticleSort sort) => sort switch
    {
        ArticleSort.PublishedDescending => ByInstant("PublishedUtc", true, document => document.PublishedUtc),
        ArticleSort.Published => ByInstant("PublishedUtc", false, document => document.PublishedUtc),
        ArticleSort.ModifiedDescending => ByInstant("ModifiedUtc", true, document => document.ModifiedUtc),
        ArticleSort.Title => ByTitle,
        ArticleSort.Position => ByPosition,
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "Relevance is an order of searches only."),
    };

    private static ListOrder ByInstant(string column, bool descending, Func<ListedDocument, DateTime> instant) => new(
        column,
        descending,
        (reader, column) => reader.GetInt64(column),
        cursor => cursor.Number(0),
        document => UtcTicksConverter.ToTicks(instant(document)));
}
