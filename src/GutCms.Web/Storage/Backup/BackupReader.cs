using System.IO.Compression;

namespace GutCms.Web.Storage.Backup;

/// <summary>Reads a backup. Nothing of it is handed out that is not as its manifest says.</summary>
internal sealed class BackupReader : IAsyncDisposable
{
    // A hundred thousand tables and files are described in less.
    private const int LargestManifest = 32 * 1024 * 1024;

    // Pictures, of which none is larger.
    private const int LargestInMemory = 32 * 1024 * 1024;

    private readonly FileStream _file;
    private readonly ZipArchive _archive;

    private BackupReader(FileStream file, ZipArchive archive, BackupManifest manifest) => (_file, _archive, Manifest) = (file, archive, manifest);

    /// <summary>What it says about itself.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Full path of the file.</summary>
    public string FullPath => _file.Name;

    /// <summary>Opens one.</summary>
    /// <exception cref="BackupException">It is none, was cut off, or is of another version.</exception>
    public static async Task<BackupReader> OpenAsync(string path, CancellationToken cancellationToken)
    {
        FileStream? file = null;
        ZipArchive? archive = null;
        try
        {
            file = File.OpenRead(path);
            archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var manifest = await ReadManifestAsync(archive, path, cancellationToken);
            CheckNames(archive, manifest);
            return new(file, archive, manifest);
        }
        catch (Exception fault)
        {
            if (archive is not null)
            {
                await archive.DisposeAsync();
            }

            if (file is not null)
            {
                await file.DisposeAsync();
            }

            throw fault switch
            {
                InvalidDataException => new BackupException($"{path} is no backup, or was cut off or damaged ({fault.Message.TrimEnd('.')}).", fault),
                IOException or UnauthorizedAccessException => new BackupException($"{path} cannot be read: {fault.Message}", fault),
                _ => fault,
            };
        }
    }

    /// <summary>Reads every part and compares it with the manifest.</summary>
    /// <exception cref="BackupException">One is not as it was written.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var part in Manifest.Parts)
        {
            await CopyAsync(part.Name, Stream.Null, cancellationToken);
        }
    }

    /// <summary>Writes a part to a file that does not exist yet.</summary>
    public async Task ExtractAsync(string name, string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await CopyAsync(name, file, cancellationToken);
        file.Flush(flushToDisk: true);
    }

    /// <summary>The bytes of a part that is small enough to be in memory.</summary>
    /// <exception cref="BackupException">It is not there, not as it was written, or larger than any that is read so.</exception>
    public async Task<byte[]> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var length = Manifest.Parts.FirstOrDefault(part => part.Name == name)?.Bytes ?? 0;
        if (length > LargestInMemory)
        {
            throw new BackupException($"{FullPath} has a part {name} of {length} bytes, more than it can have.");
        }

        using var bytes = new MemoryStream((int)length);
        await CopyAsync(name, bytes, cancellationToken);
        return bytes.ToArray();
    }

    /// <summary>Copies a part and compares it with the manifest; whoever keeps what was copied waits for this to end.</summary>
    /// <exception cref="BackupException">It is not there, or not as it was written.</exception>
    public async Task CopyAsync(string name, Stream to, CancellationToken cancellationToken)
    {
        var part = Manifest.Parts.FirstOrDefault(part => part.Name == name) ?? throw new BackupException($"{FullPath} has no part {name}.");
        await using var hashed = new HashedStream(to);
        try
        {
            await using var entry = await _archive.GetEntry(name)!.OpenAsync(cancellationToken);
            await entry.CopyToAsync(hashed, cancellationToken);
        }
        catch (InvalidDataException fault)
        {
            throw new BackupException($"{FullPath} is damaged: {name} cannot be read ({fault.Message.TrimEnd('.')}).", fault);
        }

        if (hashed.Length != part.Bytes || hashed.Sha256 != part.Sha256)
        {
            throw new BackupException($"{FullPath} is damaged: {name} is not as it was written ({hashed.Length} bytes, SHA-256 {hashed.Sha256}; the manifest says {part.Bytes}, {part.Sha256}).");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _archive.DisposeAsync();
        await _file.DisposeAsync();
    }

    private static async Task<BackupManifest> ReadManifestAsync(ZipArchive archive, string path, CancellationToken cancellationToken)
    {
        if (archive.GetEntry(BackupWriter.ManifestName) is not { Length: <= LargestManifest } entry)
        {
            throw new BackupException($"{path} is no backup of GutCms: it holds no {BackupWriter.ManifestName}.");
        }

        using var bytes = new MemoryStream();
        await using var stream = await entry.OpenAsync(cancellationToken);
        await stream.CopyToAsync(bytes, cancellationToken);
        return BackupManifest.Read(bytes.ToArray());
    }

    private static void CheckNames(ZipArchive archive, BackupManifest manifest)
    {
        var there = archive.Entries.Select(entry => entry.FullName).Where(name => name != BackupWriter.ManifestName).Order(StringComparer.Ordinal).ToList();
        var named = manifest.Parts.Select(part => part.Name).Order(StringComparer.Ordinal).ToList();
        if (!there.SequenceEqual(named))
        {
            var differing = there.Except(named).Concat(named.Except(there)).FirstOrDefault() ?? "a name that stands there twice";
            throw new BackupException($"The backup is damaged: its manifest and its parts do not name the same ({differing}).");
        }
    }
}
