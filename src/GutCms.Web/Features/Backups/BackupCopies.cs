using Amazon.Runtime;
using GutCms.Web.Features.Buckets;
using GutCms.Web.Storage.Backup;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Backups;

/// <summary>Copies of the backups of the folder in a bucket, each under its name. As much is kept there as in the folder.</summary>
internal sealed partial class BackupCopies(BackupFolder folder, IOptions<BackupBucketOptions> place, IOptions<BackupOptions> options, TimeProvider time, ILogger<BackupCopies> logger) : IDisposable
{
    private readonly Bucket? _bucket = place.Value.IsUsed ? new(place.Value) : null;

    /// <summary>Where they go; null: nowhere.</summary>
    public string? Place => _bucket is null ? null : place.Value.Bucket;

    /// <summary>Copies what the bucket lacks, the newest first, and removes what is kept no longer.</summary>
    /// <exception cref="BackupException">The bucket cannot be read or written.</exception>
    public async Task BringUpToDateAsync(CancellationToken cancellationToken)
    {
        if (_bucket is null)
        {
            return;
        }

        try
        {
            var there = await NamesAsync(cancellationToken);
            foreach (var (path, _) in folder.List().Reverse().Where(backup => !there.Contains(Path.GetFileName(backup.Path))))
            {
                await _bucket.PutFileAsync(Path.GetFileName(path), path, cancellationToken);
                Copied(logger, path, Place!);
            }

            List<(string Name, DateTime TakenUtc)> all =
            [
                .. (await NamesAsync(cancellationToken)).Select(name => (Name: name, Taken: BackupFolder.MomentOf(name))).Where(kept => kept.Taken is not null)
                    .Select(kept => (kept.Name, kept.Taken!.Value)).OrderBy(kept => kept.Value),
            ];
            foreach (var (name, _) in options.Value.OutdatedOf(all, time.GetUtcNow().UtcDateTime))
            {
                await _bucket.RemoveAsync(name, cancellationToken);
                Removed(logger, name, Place!);
            }
        }
        catch (Exception fault) when (fault is AmazonClientException or AmazonServiceException or HttpRequestException)
        {
            throw new BackupException($"Backups cannot be copied into the bucket {Place}: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _bucket?.Dispose();

    private async Task<HashSet<string>> NamesAsync(CancellationToken cancellationToken) =>
        await _bucket!.ListAsync("", deep: false, cancellationToken).Select(kept => kept.Name).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);

    [LoggerMessage(LogLevel.Information, "Backup {Path} was copied into the bucket {Bucket}.")]
    private static partial void Copied(ILogger logger, string path, string bucket);

    [LoggerMessage(LogLevel.Information, "Backup {Name} in the bucket {Bucket} is older than backups are kept, and was removed.")]
    private static partial void Removed(ILogger logger, string name, string bucket);
}
