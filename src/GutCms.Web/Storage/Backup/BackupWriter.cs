using System.IO.Compression;

namespace GutCms.Web.Storage.Backup;

/// <summary>Writes a backup: a ZIP file of parts, and last of all the manifest, so that what was cut off has none.</summary>
/// <param name="to">The file; stays open.</param>
internal sealed class BackupWriter(Stream to) : IAsyncDisposable
{
    /// <summary>Name of the entry with the manifest.</summary>
    public const string ManifestName = "manifest.json";

    private readonly ZipArchive _archive = new(to, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<BackupPart> _parts = [];

    /// <summary>The parts so far.</summary>
    public IReadOnlyList<BackupPart> Parts => _parts;

    /// <summary>Adds a part.</summary>
    /// <param name="name">Name of the entry.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task AddAsync(string name, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        await using var entry = await _archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        await using var hashed = new HashedStream(entry);
        await write(hashed);
        _parts.Add(new(name, hashed.Length, hashed.Sha256));
    }

    /// <summary>Adds a file.</summary>
    public async Task AddFileAsync(string name, string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        await AddAsync(name, stream => file.CopyToAsync(stream, cancellationToken), cancellationToken);
    }

    /// <summary>Ends it.</summary>
    public async Task CompleteAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        await using var entry = await _archive.CreateEntry(ManifestName, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        await entry.WriteAsync(manifest.ToJson(), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _archive.DisposeAsync();
}
