namespace GutCms.Web.Storage.Databases;

/// <summary>A full-text table: words by number.</summary>
/// <param name="Name">Its name.</param>
internal sealed record SearchTable(string Name)
{
    /// <summary>What is delivered, by the number of its document.</summary>
    public static SearchTable Delivery { get; } = new("DeliverySearch");

    /// <summary>Latest versions that <see cref="Delivery"/> does not hold, by the number of their item.</summary>
    public static SearchTable Editorial { get; } = new("EditorialSearch");
}

/// <summary>How a full-text table, named <c>s</c>, is asked; the expression is the parameter <c>@search</c>.</summary>
/// <param name="Matches">The condition.</param>
/// <param name="Id">The number.</param>
/// <param name="OrderedId">The same, as the newest matches are to be asked for.</param>
internal sealed record SearchSql(string Matches, string Id, string OrderedId);
