using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;
using GutCms.Web.Features.Hosting;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Media;

/// <summary>Pictures as files of a folder: each by its hash, what is made of it in a folder of the same name. The mask of the process makes them its own account's alone.</summary>
internal sealed class MediaFolder(IOptions<MediaOptions> options, DataDirectory data) : IMediaStore
{
    /// <summary>Full path.</summary>
    public string FullPath { get; } = Path.GetFullPath(options.Value.Folder, data.FullPath);

    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public async Task SaveAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            var there = await File.ReadAllBytesAsync(path, cancellationToken);
            if (bytes.Span.SequenceEqual(there))
            {
                return;
            }
        }

        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var unfinished = Path.Combine(folder, UnfinishedName());
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(bytes, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    public Task RemoveAsync(string sha256, CancellationToken cancellationToken)
    {
        foreach (var path in MediaFormats.All.Select(mediaType => PathOf(sha256 + MediaFormats.EndingOf(mediaType))).Where(File.Exists))
        {
            File.Delete(path);
        }

        if (Directory.Exists(PathOf(sha256)))
        {
            Directory.Delete(PathOf(sha256), recursive: true);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListAsync(DateTime beforeUtc, CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(FullPath);
        return Task.FromResult<IReadOnlyList<string>>(folder.Exists
            ? [.. folder.EnumerateFileSystemInfos().Where(entry => entry.LastWriteTimeUtc < beforeUtc).Select(entry => Path.GetFileNameWithoutExtension(entry.Name)).Where(MediaFile.IsId).Distinct()]
            : []);
    }

    public IAsyncEnumerable<string> ListStoredAsync(CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(FullPath);
        IEnumerable<FileInfo> files = folder.Exists ? folder.EnumerateFiles() : [];
        return files.Select(file => file.Name).Where(name => MediaFile.IdOfStored(name) is not null).Order(StringComparer.Ordinal).ToAsyncEnumerable();
    }

    public Task RemoveUnfinishedAsync(DateTime beforeUtc, CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(FullPath);
        if (folder.Exists)
        {
            foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => IsUnfinished(file.Name) && file.LastWriteTimeUtc < beforeUtc).ToList())
            {
                file.Delete();
            }
        }

        return Task.CompletedTask;
    }

    private static string UnfinishedName() => $".{Guid.NewGuid():N}";

    private static bool IsUnfinished(string name) => name.StartsWith('.') && Guid.TryParseExact(name.AsSpan(1), "N", out _);

    private string PathOf(string name) => Path.Combine(FullPath, name);
}
