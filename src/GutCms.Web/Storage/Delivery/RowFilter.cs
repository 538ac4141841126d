using System.Globalization;
using GutCms.Core.Delivery;

namespace GutCms.Web.Storage.Delivery;

/// <summary>A further condition on documents, by the values that are filed with them: each is one look-up for a document.</summary>
/// <param name="Sql">The condition, with a leading AND; <c>{0}</c> stands for the number of the document.</param>
/// <param name="Parameters">What it needs.</param>
internal sealed record RowFilter(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters)
{
    /// <summary>No condition.</summary>
    public static RowFilter None { get; } = new("", []);

    /// <summary>What tells it from all others: the names of what it needs say which condition it is.</summary>
    public IEnumerable<string?> Words => Named(Parameters);

    /// <summary>Names and values of parameters.</summary>
    public static IEnumerable<string?> Named(IEnumerable<(string Name, object? Value)> parameters) =>
        parameters.SelectMany(parameter => new[] { parameter.Name, Convert.ToString(parameter.Value, CultureInfo.InvariantCulture) });

    /// <summary>Narrows rows.</summary>
    /// <param name="rows">The condition so far, and what it needs.</param>
    /// <param name="id">The number of the document.</param>
    public (string Sql, (string Name, object? Value)[] Parameters) In((string Sql, (string Name, object? Value)[] Parameters) rows, string id) =>
        (rows.Sql + Sql.Replace("{0}", id, StringComparison.Ordinal), [.. rows.Parameters, .. Parameters]);
}

/// <summary>The condition that a document is in a language.</summary>
internal static class LanguageRows
{
    private const string Sql = $" AND EXISTS (SELECT 1 FROM \"DeliveryValues\" l WHERE l.\"DocumentId\" = {{0}} AND l.\"Name\" = '{IndexedFields.Language}' AND l.\"Value\" = @language)";

    /// <summary>It.</summary>
    /// <param name="language">Language tag, lower case; null: any.</param>
    public static RowFilter Of(string? language) => language is null ? RowFilter.None : new(Sql, [("@language", language)]);
}
