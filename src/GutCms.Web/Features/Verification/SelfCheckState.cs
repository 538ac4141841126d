using System.Collections.Frozen;
using GutCms.Core.Delivery;
using GutCms.Core.Verification;
using GutCms.Web.Storage.Delivery;

namespace GutCms.Web.Features.Verification;

/// <summary>What the last verification of this process found, and which documents are not served because of it.</summary>
internal sealed class SelfCheckState : IDocumentHold
{
    private volatile Told? _last;

    /// <summary>The last result and when it was made, UTC; null before the first.</summary>
    public Told? Last => _last;

    /// <inheritdoc/>
    public bool IsHeldBack(string contentItemId) => _last is { HeldBack.Count: > 0 } last && last.HeldBack.Contains(contentItemId);

    /// <inheritdoc/>
    public string? FindDamage(DeliveredDocument document) => DocumentIntegrity.FindFault(document)?.Message;

    /// <summary>Takes a new result over.</summary>
    public void Set(SiteVerification result, DateTime nowUtc) =>
        _last = new(result, nowUtc, result.Findings.Where(finding => finding.ConcernsDocument).Select(finding => finding.ContentItemId!).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>A result.</summary>
    /// <param name="Result">What was found.</param>
    /// <param name="AtUtc">When, UTC.</param>
    /// <param name="HeldBack">Items whose documents are not served.</param>
    internal sealed record Told(SiteVerification Result, DateTime AtUtc, FrozenSet<string> HeldBack);
}
