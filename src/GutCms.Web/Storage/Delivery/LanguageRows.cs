using GutCms.Core.Delivery;

namespace GutCms.Web.Storage.Delivery;

/// <summary>The condition that a document is in a language, by the values that are filed with it: one look-up for a document.</summary>
internal static class LanguageRows
{
    private const string Of = $" AND EXISTS (SELECT 1 FROM \"DeliveryValues\" l WHERE l.\"DocumentId\" = {{0}} AND l.\"Name\" = '{IndexedFields.Language}' AND l.\"Value\" = @language)";

    /// <summary>Narrows rows.</summary>
    /// <param name="rows">The condition so far, and what it needs.</param>
    /// <param name="language">Language tag, lower case; null: any.</param>
    /// <param name="id">The number of the document.</param>
    public static (string Sql, (string Name, object? Value)[] Parameters) In((string Sql, (string Name, object? Value)[] Parameters) rows, string? language, string id) =>
        language is null ? rows : (rows.Sql + Of.Replace("{0}", id, StringComparison.Ordinal), [.. rows.Parameters, ("@language", language)]);
}
