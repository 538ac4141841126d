using GutCms.Core.Media;
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
            return;
        }

        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var unfinished = Path.Combine(folder, $".{Guid.NewGuid():N}");
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

    public Task RemoveAsync(MediaFile file, CancellationToken cancellationToken)
    {
        File.Delete(PathOf(file.StoredName));
        if (Directory.Exists(PathOf(file.Sha256)))
        {
            Directory.Delete(PathOf(file.Sha256), recursive: true);
        }

        return Task.CompletedTask;
    }

    private string PathOf(string name) => Path.Combine(FullPath, name);
}
