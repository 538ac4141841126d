using System.Security.Cryptography;
using GutCms.Core.Storage;
using GutCms.Web.Features.Errors;

namespace GutCms.Web.Features.Keys;

/// <summary>Proves at the start that the signing key opens and signs what its public part verifies, and not when the first article is to be published.</summary>
internal sealed class CheckSigningKey(IContentStore store, SigningKeyDocuments documents)
{
    /// <summary>Does it.</summary>
    /// <exception cref="SiteCannotRunException">It does not open, or is not the key that the public one belongs to.</exception>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        string? keyId = null;
        try
        {
            await using var work = await store.ReadAsync(cancellationToken);
            if (await documents.FindCurrentAsync(work, cancellationToken) is not { } key)
            {
                return;
            }

            keyId = key.KeyId;
            var stored = await work.GetDocumentAsync(SigningKeyDocuments.Kind, keyId, cancellationToken);
            using var published = ECDsa.Create();
            published.ImportSubjectPublicKeyInfo(Convert.FromBase64String((string)stored!["publicKey"]!), out _);
            using var opened = ECDsa.Create();
            opened.ImportPkcs8PrivateKey(key.ExportPkcs8(), out _);
            var probe = RandomNumberGenerator.GetBytes(32);
            if (!published.VerifyData(probe, opened.SignData(probe, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256))
            {
                throw new CryptographicException("what it signs is not verified by its public key");
            }
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
        {
            throw new SiteCannotRunException(
                $"The signing key {keyId} does not open ({exception.Message.TrimEnd('.')}). Name the certificate that encrypts the keys in GutCms:Keys:Certificate, or one of before in GutCms:Keys:FormerCertificates, or restore the database from a backup.",
                exception);
        }
    }
}
