using System.Collections.Concurrent;
using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;
using GutCms.Core.Storage;

namespace GutCms.Core.Tests.Media;

/// <summary>A library of pictures in memory, with the files of its store. A picture is what its bytes are; decoding it takes as long as a test says.</summary>
internal sealed class MemoryMedia : IMediaLibrary, IMediaStore, IPictures
{
    public ConcurrentDictionary<string, MediaFile> Known { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of files that were never written to their end.</summary>
    public List<string> Unfinished { get; } = [];

    /// <summary>How often the library was asked for a picture.</summary>
    public int Asked { get; private set; }

    /// <summary>What happens while a variant is made.</summary>
    public Func<CancellationToken, Task> WhileMaking { get; set; } = _ => Task.CompletedTask;

    /// <summary>What an upload becomes when it is encoded anew.</summary>
    public Func<byte[], byte[]> Encoded { get; set; } = bytes => bytes;

    public Task<MediaFile?> FindAsync(IUnitOfWork work, string sha256, CancellationToken cancellationToken)
    {
        Asked++;
        return Task.FromResult(Known.GetValueOrDefault(sha256));
    }

    public Task<MediaPage> ListAsync(IUnitOfWork work, MediaQuery query, CancellationToken cancellationToken) => Task.FromResult(new MediaPage(Known.Count, [.. Known.Values], null));

    public Task<IReadOnlySet<string>> FindKnownAsync(IUnitOfWork work, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>(ids.Where(Known.ContainsKey).ToHashSet(StringComparer.Ordinal));

    public Task SaveAsync(IUnitOfWork work, MediaFile file, CancellationToken cancellationToken)
    {
        Known[file.Sha256] = file;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(IUnitOfWork work, string sha256, CancellationToken cancellationToken)
    {
        Known.TryRemove(sha256, out _);
        return Task.CompletedTask;
    }

    public Task<MediaUses> FindUsesAsync(IUnitOfWork work, string sha256, CancellationToken cancellationToken) => Task.FromResult(new MediaUses([], InApproved: false));

    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken) => Task.FromResult<Stream?>(Files.TryGetValue(name, out var bytes) ? new MemoryStream(bytes) : null);

    public Task SaveAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Files[name] = bytes.ToArray();
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string sha256, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var name in Files.Keys.Where(name => name.StartsWith(sha256, StringComparison.Ordinal)))
        {
            Files.TryRemove(name, out _);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListAsync(DateTime beforeUtc, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([.. Files.Keys.Select(name => name[..64]).Distinct()]);

    public IAsyncEnumerable<string> ListStoredAsync(CancellationToken cancellationToken) => Files.Keys.Where(name => MediaFile.IdOfStored(name) is not null).ToAsyncEnumerable();

    public Task RemoveUnfinishedAsync(DateTime beforeUtc, CancellationToken cancellationToken)
    {
        Unfinished.Clear();
        return Task.CompletedTask;
    }

    public Task<(Picture? Picture, PictureFault? Fault)> ReadAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        Task.FromResult<(Picture?, PictureFault?)>((new(Encoded(bytes.ToArray()), "image/png", 2_000, 2_000), null));

    public async Task<byte[]> MakeAsync(ReadOnlyMemory<byte> bytes, MediaVariant variant, CancellationToken cancellationToken)
    {
        await WhileMaking(cancellationToken);
        return [1, .. bytes.Span];
    }
}
