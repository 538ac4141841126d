using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Leaves documents that are held back out of lists and searches.</summary>
internal sealed class HeldRows(Database database, IDocumentHold? hold)
{
    private const string Parameter = "@held";

    /// <summary>Condition on the table <c>DeliveryDocuments</c> named <c>d</c>, with a leading AND, and its parameter; nothing while nothing is held back.</summary>
    public (string Sql, (string Name, object? Value)[] Parameters) OfDocuments() => Of("d");

    /// <summary>The same on the table under another name.</summary>
    public (string Sql, (string Name, object? Value)[] Parameters) Of(string table) => Of(among => $" AND NOT ({among(table)})");

    /// <summary>Condition on the number of a row of the full text.</summary>
    public (string Sql, (string Name, object? Value)[] Parameters) OfSearch(string id) =>
        Of(among => $" AND {id} NOT IN (SELECT h.\"Id\" FROM \"DeliveryDocuments\" h WHERE {among("h")})");

    private (string Sql, (string Name, object? Value)[] Parameters) Of(Func<Func<string, string>, string> condition) =>
        hold?.HeldBack is { Count: > 0 } held
            ? (condition(table => database.AmongIds($"{table}.\"ContentItemId\"", Parameter)), [(Parameter, database.IdList(held))])
            : ("", []);
}
