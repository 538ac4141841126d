using System.Security.Cryptography;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Certifying;

/// <summary>Gives certificates their places in status lists.</summary>
internal static class StatusPlaces
{
    /// <summary>Places of a list. Half of them are given, at random: a place tells neither how many certificates there are nor which came when.</summary>
    public const int Length = 8192;

    private const int Most = Length / 2;

    /// <summary>Takes a place for each publication; what else was issued for their items is superseded.</summary>
    /// <param name="register">The register.</param>
    /// <param name="publications">Those that get a certificate.</param>
    /// <param name="signer">Signs them. One without an address has no lists.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The places by item.</returns>
    public static async Task<IReadOnlyDictionary<string, IssuedCertificate>> TakeAsync(
        ICertificateRegister register, IReadOnlyCollection<Publication> publications, ICertificateSigner signer, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var taken = new List<IssuedCertificate>(publications.Count);
        if (signer.Issuer is { } issuer && publications.Count > 0)
        {
            var (list, used) = await OpenAsync(register, issuer, cancellationToken);
            foreach (var publication in publications)
            {
                if (used.Count >= Most)
                {
                    (list, used) = (list + 1, []);
                }

                taken.Add(new(list, Draw(used), issuer, publication.ContentItemId, publication.VersionId, signer.KeyId, nowUtc));
            }
        }

        await register.AddAsync(taken, cancellationToken);
        return taken.ToDictionary(place => place.ContentItemId, StringComparer.Ordinal);
    }

    private static async Task<(int List, HashSet<int> Used)> OpenAsync(ICertificateRegister register, string issuer, CancellationToken cancellationToken)
    {
        if (await register.FindNewestListAsync(cancellationToken) is not { } newest)
        {
            return (1, []);
        }

        var issued = await register.ListAsync(newest, cancellationToken);

        // A list says in its own address whose it is: after a move of the site another begins.
        return issued[0].Issuer == issuer ? (newest, [.. issued.Select(certificate => certificate.Index)]) : (newest + 1, []);
    }

    private static int Draw(HashSet<int> used)
    {
        int index;
        do
        {
            index = RandomNumberGenerator.GetInt32(Length);
        }
        while (!used.Add(index));
        return index;
    }
}
