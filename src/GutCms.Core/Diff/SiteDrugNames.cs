using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Storage;

namespace GutCms.Core.Diff;

/// <summary>Names of drugs that a site adds to <see cref="CommonDrugs"/>: a small document of the site.</summary>
public static class SiteDrugNames
{
    /// <summary>Kind of the document.</summary>
    public const string DocumentKind = "drug-names";

    /// <summary>Name of the document.</summary>
    public const string DocumentName = "site";

    /// <summary>What makes a change loud on this site: English, with the common names and its own.</summary>
    public static async Task<DiffVocabulary> VocabularyAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var own = await ReadAsync(work, cancellationToken);
        return own.IsEmpty ? CommonDrugs.English : CommonDrugs.English with { DrugNames = [.. CommonDrugs.Names, .. own] };
    }

    /// <summary>The site's own names, ordered; empty when there are none.</summary>
    public static async Task<ImmutableArray<string>> ReadAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        (await work.GetDocumentAsync(DocumentKind, DocumentName, cancellationToken))?["names"] is JsonArray names
            ? [.. names.Select(name => (string?)name).OfType<string>()]
            : [];

    /// <summary>The document that holds these names.</summary>
    internal static JsonObject Write(IEnumerable<string> names) => new() { ["names"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };
}
