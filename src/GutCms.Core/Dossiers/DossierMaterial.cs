using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Diff;

namespace GutCms.Core.Dossiers;

/// <summary>A dossier with everything that stands behind it.</summary>
/// <param name="Dossier">What it says.</param>
/// <param name="Content">The text of its version.</param>
/// <param name="Presentation">How the version is presented.</param>
/// <param name="Changes">What had changed in the text since the version before; null: there was none before.</param>
/// <param name="Texts">Every text that it names and that is on file, by content hash: that of the version, of the version before, and those that were decided about.</param>
/// <param name="Policies">Every policy that it names and that is on file, by hash.</param>
/// <param name="Certificate">The certificate of the live text; null: the version is not live, or nobody approved it.</param>
/// <param name="Entries">The entries of the log, oldest first.</param>
/// <param name="Checkpoint">How the whole log stood when they were read.</param>
public sealed record DossierMaterial(
    Dossier Dossier,
    JsonObject Content,
    Presentation Presentation,
    VersionDiff? Changes,
    IReadOnlyDictionary<string, JsonObject> Texts,
    IReadOnlyDictionary<string, JsonObject> Policies,
    string? Certificate,
    IReadOnlyList<AuditEntry> Entries,
    AuditCheckpoint Checkpoint)
{
    /// <summary>That the entries stand in that log; null: it was not asked for, or cannot be shown.</summary>
    public DossierProof? Proof { get; init; }
}
