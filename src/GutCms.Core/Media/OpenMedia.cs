using System.Collections.Concurrent;
using GutCms.Core.Storage;

namespace GutCms.Core.Media;

/// <summary>Hands out the bytes at an address, to anybody: an address holds the hash of the picture, which nobody can guess. A variant is made when it is asked for first, and kept.</summary>
public sealed class OpenMedia(IContentStore content, IMediaLibrary library, IMediaStore store, IPictures pictures)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<byte[]?>>> _making = new(StringComparer.Ordinal);

    /// <summary>What is at an address.</summary>
    /// <param name="Bytes">Its bytes; whoever asks disposes of them.</param>
    /// <param name="MediaType">Their media type.</param>
    public sealed record Result(Stream Bytes, string MediaType);

    /// <summary>Opens it; null: there is nothing.</summary>
    /// <param name="sha256">The picture.</param>
    /// <param name="name">Name of the original or of a variant.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result?> ExecuteAsync(string sha256, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!MediaFile.IsId(sha256))
        {
            return null;
        }

        if (name.StartsWith(MediaAddresses.Original, StringComparison.Ordinal))
        {
            return MediaFormats.FindByEnding(name[MediaAddresses.Original.Length..]) is { } mediaType && await store.OpenAsync(sha256 + MediaFormats.EndingOf(mediaType), cancellationToken) is { } original
                ? new(original, mediaType)
                : null;
        }

        if (MediaVariant.Find(name) is not { } variant)
        {
            return null;
        }

        var stored = $"{sha256}/{variant.Name}";
        if (await store.OpenAsync(stored, cancellationToken) is { } made)
        {
            return new(made, variant.MediaType);
        }

        return await MakeOnceAsync(stored, sha256, variant).WaitAsync(cancellationToken) is { } bytes ? new(new MemoryStream(bytes, writable: false), variant.MediaType) : null;
    }

    /// <summary>Whoever asks for the same meanwhile gets the same; that one of them goes stops nothing.</summary>
    private async Task<byte[]?> MakeOnceAsync(string stored, string sha256, MediaVariant variant)
    {
        try
        {
            return await _making.GetOrAdd(stored, _ => new(() => MakeAsync(stored, sha256, variant))).Value;
        }
        finally
        {
            _making.TryRemove(stored, out _);
        }
    }

    /// <summary>Cropped only as the picture's focus is now, so that nobody can have it cropped in all ways that there are.</summary>
    private async Task<byte[]?> MakeAsync(string stored, string sha256, MediaVariant variant)
    {
        MediaFile? file;
        await using (var work = await content.ReadAsync(CancellationToken.None))
        {
            file = await library.FindAsync(work, sha256, CancellationToken.None);
        }

        if (file is null || variant.Fit(file.Width, file.Height) is null || (variant.Crop is { } crop && (crop.FocusX, crop.FocusY) != (file.FocusX, file.FocusY))
            || await store.OpenAsync(file.StoredName, CancellationToken.None) is not { } stream)
        {
            return null;
        }

        using var original = new MemoryStream();
        await using (stream)
        {
            await stream.CopyToAsync(original);
        }

        var bytes = await pictures.MakeAsync(original.ToArray(), variant, CancellationToken.None);
        await store.SaveAsync(stored, bytes, CancellationToken.None);
        return bytes;
    }
}
