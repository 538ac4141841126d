using GutCms.Core.Paging;
using GutCms.Core.Storage;

namespace GutCms.Core.Media.UseCases;

/// <summary>What a picture may be.</summary>
/// <param name="MostBytes">Bytes of a file.</param>
/// <param name="MostPixels">Width times height, asked before it is decoded.</param>
public sealed record MediaLimits(int MostBytes, long MostPixels)
{
    private const int Million = 1_000_000;

    /// <summary>Most bytes of a file, in millions.</summary>
    public int MostMegabytes => MostBytes / Million;

    /// <summary>Most pixels of a picture, in millions.</summary>
    public long MostMegapixels => MostPixels / Million;
}

/// <summary>A page of the library that is asked for.</summary>
/// <param name="After">Cursor of an earlier page; null: from the start.</param>
/// <param name="First">Page size, 1 to 100.</param>
public sealed record MediaQuery(string? After, int First) : ListQuery(After, First)
{
    /// <summary>Words that name, alternative text, caption, credit or licence contain; null: any.</summary>
    public string? Search { get; init; }

    /// <summary>Only what has no alternative text yet and is not decorative.</summary>
    public bool Lacking { get; init; }
}

/// <summary>A page of the library.</summary>
/// <param name="Total">Number of pictures over all pages.</param>
/// <param name="Files">Pictures of this page, the latest first.</param>
/// <param name="Next">Cursor that continues after the last one; null: there is no more.</param>
public sealed record MediaPage(long Total, IReadOnlyList<MediaFile> Files, string? Next);

/// <summary>Who shows a picture.</summary>
/// <param name="Items">Items whose latest or live version does.</param>
/// <param name="InApproved">A text that was approved does: it is kept, whatever became of its item.</param>
public sealed record MediaUses(IReadOnlyList<MediaUse> Items, bool InApproved);

/// <summary>Keeps what is known of pictures, inside a unit of work.</summary>
public interface IMediaLibrary
{
    /// <summary>The picture of an id; null: there is none.</summary>
    Task<MediaFile?> FindAsync(IUnitOfWork work, string sha256, CancellationToken cancellationToken);

    /// <summary>A page, the latest first.</summary>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    Task<MediaPage> ListAsync(IUnitOfWork work, MediaQuery query, CancellationToken cancellationToken);

    /// <summary>Those of these ids that there are pictures of.</summary>
    Task<IReadOnlySet<string>> FindKnownAsync(IUnitOfWork work, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Writes or replaces what is known of a picture.</summary>
    Task SaveAsync(IUnitOfWork work, MediaFile file, CancellationToken cancellationToken);

    /// <summary>Forgets a picture.</summary>
    Task RemoveAsync(IUnitOfWork work, string sha256, CancellationToken cancellationToken);

    /// <summary>Who shows a picture.</summary>
    Task<MediaUses> FindUsesAsync(IUnitOfWork work, string sha256, CancellationToken cancellationToken);
}

/// <summary>Keeps the bytes of pictures by name. What is kept under a name never changes.</summary>
public interface IMediaStore
{
    /// <summary>Opens a file for reading; null: there is none. Whoever asks disposes of it.</summary>
    Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken);

    /// <summary>Keeps a file, whole or not at all. One that is there with other bytes, which a fault of the disk leaves, is replaced.</summary>
    Task SaveAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Removes all files of a picture: itself and what was made of it. There may be none.</summary>
    Task RemoveAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>Ids of the pictures that there are files of, written before an instant (UTC); in no order.</summary>
    Task<IReadOnlyList<string>> ListAsync(DateTime beforeUtc, CancellationToken cancellationToken);

    /// <summary>Names of the pictures that there are files of, as they were uploaded and without what was made of them, each once.</summary>
    IAsyncEnumerable<string> ListStoredAsync(CancellationToken cancellationToken);

    /// <summary>Removes what was begun before an instant (UTC) and never written to its end.</summary>
    Task RemoveUnfinishedAsync(DateTime beforeUtc, CancellationToken cancellationToken);
}

/// <summary>Why bytes are no picture that can be taken.</summary>
public enum PictureFault
{
    /// <summary>They are of no kind that is taken.</summary>
    Kind,

    /// <summary>They cannot be decoded.</summary>
    Broken,

    /// <summary>They are several pictures that follow each other.</summary>
    Moving,

    /// <summary>It has more pixels than may be.</summary>
    Pixels,
}

/// <summary>A picture that was decoded and encoded anew, so that it holds nothing but what is seen.</summary>
/// <param name="Bytes">Its bytes.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Width">Width in pixels, as it is looked at.</param>
/// <param name="Height">Height in pixels.</param>
public sealed record Picture(byte[] Bytes, string MediaType, int Width, int Height);

/// <summary>Decodes and encodes pictures.</summary>
public interface IPictures
{
    /// <summary>Reads what somebody sent, upright and without anything that is not seen: the same bytes always become the same.</summary>
    /// <returns>The picture, or why it is none.</returns>
    Task<(Picture? Picture, PictureFault? Fault)> ReadAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Makes a variant that fits a picture that was read before.</summary>
    Task<byte[]> MakeAsync(ReadOnlyMemory<byte> bytes, MediaVariant variant, CancellationToken cancellationToken);
}
