using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Storage;

namespace GutCms.Core.Dossiers;

/// <summary>That entries stand in the log, shown without the entries between them: by paths in the tree over all of it.</summary>
/// <param name="Size">How many entries the log had.</param>
/// <param name="Root">The top of the tree, see <see cref="AuditTree.Root"/>.</param>
/// <param name="Paths">The path of each entry of the dossier, and of the last one of the log, by number.</param>
public sealed record DossierProof(long Size, string Root, IReadOnlyDictionary<long, IReadOnlyList<string>> Paths)
{
    /// <summary>That of these entries; null: the log is empty, or its entries are not numbered as they should be, so that nothing can be said of their places.</summary>
    internal static async Task<DossierProof?> FindAsync(IUnitOfWork work, AuditCheckpoint checkpoint, IEnumerable<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var hashes = await work.Audit.ListHashesAsync(cancellationToken);
        if (checkpoint.Sequence == 0 || hashes.Count != checkpoint.Sequence || hashes[^1] != checkpoint.Hash)
        {
            return null;
        }

        var tree = AuditTree.Of(hashes);
        return new(
            checkpoint.Sequence,
            tree.Root,
            entries.Select(entry => entry.Sequence).Append(checkpoint.Sequence).Where(sequence => sequence >= 1 && sequence <= checkpoint.Sequence).Distinct().ToDictionary(sequence => sequence, tree.PathOf));
    }

    /// <summary>As the file holds it.</summary>
    internal JsonObject ToJson() => new()
    {
        ["size"] = Size,
        ["root"] = Root,
        ["paths"] = new JsonObject(Paths.OrderBy(path => path.Key).Select(path => KeyValuePair.Create(
            path.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)new JsonArray([.. path.Value.Select(hash => (JsonNode)hash)])))),
    };

    /// <summary>Reads the file; null: it is none.</summary>
    internal static DossierProof? Read(JsonObject? json)
    {
        try
        {
            return json?["paths"] is not JsonObject paths ? null : new(
                json["size"]?.GetValue<long>() ?? 0,
                json["root"]?.GetValue<string>() ?? "",
                paths.ToDictionary(path => long.Parse(path.Key, NumberStyles.None, CultureInfo.InvariantCulture), IReadOnlyList<string> (path) => [.. (path.Value as JsonArray ?? []).Select(hash => hash?.GetValue<string>() ?? "")]));
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or OverflowException or ArgumentException or JsonException)
        {
            return null;
        }
    }
}
