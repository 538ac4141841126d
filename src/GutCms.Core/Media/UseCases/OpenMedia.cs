using System.Security.Cryptography;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;

namespace GutCms.Core.Media.UseCases;

/// <summary>Hands out the bytes at an address, to anybody: an address holds the hash of the picture, which nobody can guess. A variant is made when it is asked for first, and kept.</summary>
public sealed class OpenMedia(IContentStore content, IMediaLibrary library, IMediaStore store, IPictures pictures, KnownMedia known, MediaTurns turns)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Making> _making = new(StringComparer.Ordinal);

    /// <summary>What is at an address.</summary>
    /// <param name="Bytes">Its bytes; whoever asks disposes of them.</param>
    /// <param name="MediaType">Their media type.</param>
    public sealed record Result(Stream Bytes, string MediaType);

    /// <summary>Opens it; null: there is nothing.</summary>
    /// <param name="sha256">The picture.</param>
    /// <param name="name">Name of the original or of a variant.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="MediaBusyException">It has to be made first, and too many wait for that.</exception>
    public async Task<Result?> ExecuteAsync(string sha256, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var variant = MediaVariant.Find(name);
        var mediaType = variant?.MediaType ?? (name.StartsWith(MediaAddresses.Original, StringComparison.Ordinal) ? MediaFormats.FindByEnding(name[MediaAddresses.Original.Length..]) : null);
        if (mediaType is null || !MediaFile.IsId(sha256) || !await known.HoldsAsync(sha256, cancellationToken))
        {
            return null;
        }

        var stored = variant is null ? sha256 + MediaFormats.EndingOf(mediaType) : $"{sha256}/{variant.Name}";
        if (await store.OpenAsync(stored, cancellationToken) is { } kept)
        {
            return new(kept, mediaType);
        }

        return variant is not null && await MakeOnceAsync(stored, sha256, variant, cancellationToken) is { } bytes ? new(new MemoryStream(bytes, writable: false), mediaType) : null;
    }

    /// <summary>Whoever asks for the same meanwhile gets the same. It is given up once all of them have gone.</summary>
    private async Task<byte[]?> MakeOnceAsync(string stored, string sha256, MediaVariant variant, CancellationToken cancellationToken)
    {
        Making? making;
        lock (_gate)
        {
            if (!_making.TryGetValue(stored, out making))
            {
                var stop = new CancellationTokenSource();
                making = new(stop, Task.Run(() => MakeAsync(stored, sha256, variant, stop.Token), CancellationToken.None));
                _making.Add(stored, making);
            }

            making.Waiting++;
        }

        try
        {
            return await making.Work.WaitAsync(cancellationToken);
        }
        finally
        {
            bool isLast;
            lock (_gate)
            {
                isLast = --making.Waiting == 0;
                if (isLast)
                {
                    _making.Remove(stored);
                }
            }

            if (isLast)
            {
                await making.Stop.CancelAsync();
            }
        }
    }

    /// <summary>Cropped only in ratios that the site has or had, and as the picture's focus is now, so that nobody can have it cropped in all ways that there are.</summary>
    private async Task<byte[]?> MakeAsync(string stored, string sha256, MediaVariant variant, CancellationToken cancellationToken)
    {
        if (await FindAsync(sha256, cancellationToken) is not { } file || variant.Fit(file.Width, file.Height) is null || (variant.Crop is { } crop && !await IsCroppedSoAsync(file, crop, cancellationToken)))
        {
            return null;
        }

        // Nothing of the picture is in memory before its turn.
        return await turns.Variants.RunAsync(
            async () =>
            {
                if (await ReadAsync(file, cancellationToken) is not { } original)
                {
                    return null;
                }

                var bytes = await pictures.MakeAsync(original, variant, cancellationToken);
                await store.SaveAsync(stored, bytes, CancellationToken.None);
                if (await FindAsync(sha256, CancellationToken.None) is not null)
                {
                    return bytes;
                }

                // Deleted meanwhile, perhaps before this was saved.
                await MediaBytes.RemoveUnlessKnownAsync(content, library, store, sha256);
                return null;
            },
            cancellationToken);
    }

    /// <summary>The picture as it was uploaded; null: its file is gone.</summary>
    /// <exception cref="InvalidDataException">The file is another than what was uploaded; nothing is made of it.</exception>
    private async Task<byte[]?> ReadAsync(MediaFile file, CancellationToken cancellationToken)
    {
        if (await store.OpenAsync(file.StoredName, cancellationToken) is not { } stream)
        {
            return null;
        }

        await using (stream)
        {
            var bytes = new byte[file.Bytes];
            if (stream.Length == file.Bytes)
            {
                await stream.ReadExactlyAsync(bytes, cancellationToken);
                if (Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256)
                {
                    return bytes;
                }
            }
        }

        throw new InvalidDataException($"The file {file.StoredName} is not the picture that was uploaded. Upload the picture again, or bring the file back from a backup.");
    }

    private async Task<bool> IsCroppedSoAsync(MediaFile file, MediaCrop crop, CancellationToken cancellationToken)
    {
        if ((crop.FocusX, crop.FocusY) != (file.FocusX, file.FocusY))
        {
            return false;
        }

        await using var work = await content.ReadAsync(cancellationToken);
        return (await SiteCrops.OfAsync(work, cancellationToken)).Knows(crop.Ratio);
    }

    private async Task<MediaFile?> FindAsync(string sha256, CancellationToken cancellationToken)
    {
        await using var work = await content.ReadAsync(cancellationToken);
        return await library.FindAsync(work, sha256, cancellationToken);
    }

    /// <summary>Something that is being made.</summary>
    /// <param name="stop">Gives it up.</param>
    /// <param name="work">What comes of it.</param>
    private sealed class Making(CancellationTokenSource stop, Task<byte[]?> work)
    {
        public CancellationTokenSource Stop => stop;

        public Task<byte[]?> Work => work;

        /// <summary>How many wait for it.</summary>
        public int Waiting { get; set; }
    }
}
