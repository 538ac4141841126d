using GutCms.Core.Certificates.Status;

namespace GutCms.Core.Storage;

/// <summary>A certificate that was issued, and its place in a status list.</summary>
/// <param name="List">Number of the list, from 1.</param>
/// <param name="Index">Its place there, 0-based; never given to another.</param>
/// <param name="Issuer">Address in whose name the list is: all of one list have the same.</param>
/// <param name="ContentItemId">The item.</param>
/// <param name="VersionId">The version.</param>
/// <param name="KeyId">The key that signed it.</param>
/// <param name="IssuedUtc">UTC.</param>
public sealed record IssuedCertificate(int List, int Index, string Issuer, string ContentItemId, string VersionId, string KeyId, DateTime IssuedUtc)
{
    /// <summary>How it ended. Valid until then, and never again afterwards; one item has at most one that is valid.</summary>
    public CertificateStatus Status { get; init; }

    /// <summary>Its place, as it says itself.</summary>
    public StatusListEntry ToEntry() => StatusListEntry.Of(Issuer, List, Index);
}

/// <summary>Every certificate that was ever issued, inside a unit of work. Nothing is removed from it.</summary>
public interface ICertificateRegister
{
    /// <summary>Number of the newest list; null: there is none.</summary>
    Task<int?> FindNewestListAsync(CancellationToken cancellationToken);

    /// <summary>The certificates of a list, in no order; empty: there is no such list.</summary>
    Task<IReadOnlyList<IssuedCertificate>> ListAsync(int list, CancellationToken cancellationToken);

    /// <summary>Adds certificates.</summary>
    /// <exception cref="GutCms.Core.Storage.ContentConflictException">A place is taken, or the item has another one that is valid.</exception>
    Task AddAsync(IReadOnlyCollection<IssuedCertificate> issued, CancellationToken cancellationToken);

    /// <summary>Ends those of these items that are valid.</summary>
    /// <param name="contentItemIds">Any number.</param>
    /// <param name="status">How they end.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task EndAsync(IReadOnlyCollection<string> contentItemIds, CertificateStatus status, CancellationToken cancellationToken);

    /// <summary>
    /// What is live now of the items of a list, by item, whatever the register says: a way in that it was not told of shows here.
    /// </summary>
    /// <returns>By item that is live: the version whose certificate is delivered; null: none is.</returns>
    Task<IReadOnlyDictionary<string, string?>> FindDeliveredAsync(int list, CancellationToken cancellationToken);
}
