using System.Security.Cryptography;
using GutCms.Core.Verification;

namespace GutCms.Core.Media.UseCases;

/// <summary>Reads pictures as they lie in the store.</summary>
public sealed class HashMedia(IMediaStore store) : IPictureReading
{
    /// <inheritdoc/>
    public async Task<string?> HashAsync(MediaFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (await store.OpenAsync(file.StoredName, cancellationToken) is not { } bytes)
        {
            return null;
        }

        await using (bytes)
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancellationToken));
        }
    }
}
