using System.Diagnostics.CodeAnalysis;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Verification;

/// <summary>What is on file about a live item.</summary>
/// <param name="Item">The live version.</param>
/// <param name="Publication">Its publication; null: none of this version.</param>
/// <param name="Policy">The policy of its type.</param>
/// <param name="Hash">Content hash under which it is live.</param>
/// <param name="Computed">Content hash, computed anew; null: it cannot be.</param>
/// <param name="Grants">Grants of the version.</param>
/// <param name="Mark">Mark of the recipe that brought it; null: none did.</param>
/// <param name="Entry">The last publication, withdrawal, taking down or deletion of the item in the log; null: none.</param>
/// <param name="Valid">Certificates of the item that the register says are valid.</param>
internal sealed record LiveFacts(
    ContentItem Item, Publication? Publication, PolicyLookup Policy, string Hash, string? Computed, IReadOnlyList<PublicationGrant> Grants, ImportedMark? Mark, AuditEntry? Entry, IReadOnlyList<IssuedCertificate> Valid)
{
    public string PresentationHash { get; } = Presentation.HashOf(Item);

    /// <summary>Whether the last entry about the item publishes this version.</summary>
    public bool IsPublishedBy([NotNullWhen(true)] AuditEntry? entry) => entry is { Action: AuditActions.ContentPublish } && entry.VersionId == Item.ContentItemVersionId;
}
