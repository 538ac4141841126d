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
        document => ListKeys.Position(document.SeriesPosition))
    { IsThenByPublication = true };

    /// <summary>What has the same in the column stands in the order of first publication, as in the document of a series, and then by id.</summary>
    public bool IsThenByPublication { get; private init; }

    /// <summary>The columns, separated by commas.</summary>
    public string Columns => string.Join(", ", Names.Select(name => $"d.\"{name}\""));

    /// <summary>For each column whether the greatest comes first.</summary>
    public bool[] Directions => [.. Names.Select(_ => Descending)];

    /// <summary>The end of the statement.</summary>
    public string OrderBy => "ORDER BY " + string.Join(", ", Names.Select(name => $"d.\"{name}\"{(Descending ? " DESC" : "")}"));

    /// <summary>The condition that a row stands after <c>@key</c>, <c>@published</c>, <c>@id</c>.</summary>
    public string After => $"({Columns}) {(Descending ? "<" : ">")} ({(IsThenByPublication ? "@key, @published, @id" : "@key, @id")})";

    private string[] Names => IsThenByPublication ? [Column, "PublishedUtc", "ContentItemId"] : [Column, "ContentItemId"];

    /// <summary>The values of the columns of a row, of which <see cref="Columns"/> were read.</summary>
    /// <param name="reader">The row.</param>
    /// <param name="column">The first of them.</param>
    public object[] PlaceOf(DbDataReader reader, int column) =>
        IsThenByPublication ? [Read(reader, column), reader.GetInt64(column + 1), reader.GetString(column + 2)] : [Read(reader, column), reader.GetString(column + 1)];

    /// <summary>Those of a document that is on no file.</summary>
    public object[] PlaceOf(ListedDocument document) =>
        IsThenByPublication ? [Of(document), UtcTicksConverter.ToTicks(document.PublishedUtc), document.ContentItemId] : [Of(document), document.ContentItemId];

    /// <summary>Those at which a page begins.</summary>
    public object[] PlaceOf(ListCursor cursor) => IsThenByPublication ? [From(cursor), cursor.Number(1), cursor.Text(2)] : [From(cursor), cursor.Text(1)];

    /// <summary>The values of the parameters of <see cref="After"/>.</summary>
    public IEnumerable<(string Name, object? Value)> Place(ListCursor cursor) =>
        PlaceOf(cursor) switch
        {
            [var key, var id] => [("@key", key), ("@id", id)],
            [var key, var published, var id] => [("@key", key), ("@published", published), ("@id", id)],
            _ => [],
        };

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
