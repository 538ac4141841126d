using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Backups;

/// <summary>Makes a backup when one is due and removes those that are kept no longer. Sites that share the folder make one between them.</summary>
internal sealed partial class ScheduledBackups(
    CreateBackup create, BackupFolder folder, BackupCopies copies, BackupState state, IOptions<BackupOptions> options, TimeProvider time, ILogger<ScheduledBackups> logger)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(15);

    private DateTime? _failed;
    private bool _copied;

    /// <summary>Does it.</summary>
    /// <returns>Whether this process has made one.</returns>
    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        if (folder.FullPath is not { } path)
        {
            return false;
        }

        try
        {
            Directory.CreateDirectory(path);
            var isDue = Look();
            if ((!isDue && _copied) || (_failed is not null && time.GetUtcNow().UtcDateTime - _failed < AfterFailure))
            {
                return false;
            }

            var made = isDue && await MakeAsync(path, cancellationToken);
            if (made || !_copied)
            {
                // What a node that ended in between left is copied by whichever starts next.
                _copied = false;
                await copies.BringUpToDateAsync(cancellationToken);
                _copied = true;
            }

            _failed = null;
            Look();
            return made;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _failed = time.GetUtcNow().UtcDateTime;
            state.Last = new(state.Last?.NewestUtc, Failed: true);
            NotMade(logger, fault, fault.Message);
            return false;
        }
    }

    /// <summary>Makes one, unless another process does.</summary>
    private async Task<bool> MakeAsync(string path, CancellationToken cancellationToken)
    {
        using var alone = Take(path);
        if (alone is null || !Look())
        {
            return false;
        }

        var made = await create.ExecuteAsync(folder.NewPath(time.GetUtcNow().UtcDateTime), cancellationToken);
        RemoveOld();
        Made(logger, made.FullPath, made.Bytes);
        return true;
    }

    /// <summary>Looks what there is.</summary>
    /// <returns>Whether another one is due.</returns>
    private bool Look()
    {
        var newest = folder.List() is [.., var (_, taken)] ? taken : (DateTime?)null;
        state.Last = new(newest, _failed is not null);
        return newest is null || time.GetUtcNow().UtcDateTime - newest >= TimeSpan.FromHours(options.Value.EveryHours);
    }

    private void RemoveOld()
    {
        foreach (var (path, _) in options.Value.OutdatedOf(folder.List(), time.GetUtcNow().UtcDateTime))
        {
            File.Delete(path);
            Removed(logger, path);
        }
    }

    private static FileStream? Take(string folder)
    {
        var path = Path.Combine(folder, ".backup-lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process makes one.
            return null;
        }
    }

    [LoggerMessage(LogLevel.Information, "Backup {Path} was made ({Bytes} bytes).")]
    private static partial void Made(ILogger logger, string path, long bytes);

    [LoggerMessage(LogLevel.Information, "Backup {Path} is older than backups are kept, and was removed.")]
    private static partial void Removed(ILogger logger, string path);

    [LoggerMessage(LogLevel.Error, "The scheduled backup failed; it will be tried again in a quarter of an hour. {Reason}")]
    private static partial void NotMade(ILogger logger, Exception fault, string reason);
}
