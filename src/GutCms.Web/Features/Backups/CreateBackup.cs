using System.Globalization;
using GutCms.Core.Audit;
using GutCms.Core.Media.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Verification;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Setup;
using GutCms.Web.Storage;
using GutCms.Web.Storage.Backup;

namespace GutCms.Web.Features.Backups;

/// <summary>Writes one moment of the site to one file while it serves: database, pictures, checkpoints of its log. For its operator, who has the files anyway.</summary>
internal sealed partial class CreateBackup(
    DatabaseBackup database, DatabaseMigrator migrator, DataDirectory data, IMediaStore media, ICheckpointKeeper checkpoints, IContentStore store, TimeProvider time, ILogger<CreateBackup> logger)
{
    /// <summary>What was made.</summary>
    /// <param name="FullPath">Path of the file.</param>
    /// <param name="Bytes">Its length.</param>
    /// <param name="Manifest">What it says about itself.</param>
    public sealed record Result(string FullPath, long Bytes, BackupManifest Manifest);

    /// <summary>Does it. The file appears at once and whole, or not at all.</summary>
    /// <param name="path">Full path of the file, which must not exist.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="BackupException">It cannot be made.</exception>
    public async Task<Result> ExecuteAsync(string path, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
        {
            throw new BackupException($"{path} exists already.");
        }

        var (folder, taken) = (Path.GetDirectoryName(path)!, time.GetUtcNow().UtcDateTime);
        var unfinished = Path.Combine(folder, $".{Path.GetFileName(path)}-{Guid.NewGuid():N}");
        try
        {
            var manifest = await WriteAsync(unfinished, folder, taken, cancellationToken);
            File.Move(unfinished, path);
            await RecordAsync(path, manifest, cancellationToken);
            return new(path, new FileInfo(path).Length, manifest);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{path} cannot be written: {fault.Message}", fault);
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    private async Task<BackupManifest> WriteAsync(string unfinished, string folder, DateTime taken, CancellationToken cancellationToken)
    {
        // The mask of the process makes it its own account's alone.
        Directory.CreateDirectory(folder);
        await using var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        BackupManifest manifest;
        await using (var writer = new BackupWriter(file))
        {
            var state = await database.WriteAsync(writer, folder, cancellationToken);

            // After the database: what its log says was kept is there. What was kept since is not of this moment.
            foreach (var kept in (await checkpoints.ListAsync(cancellationToken)).Where(kept => SiteFiles.IsUpTo(kept.Name, state.LastEntry)))
            {
                await writer.AddAsync(SiteFiles.PartOf(kept), to => to.WriteAsync(System.Text.Encoding.ASCII.GetBytes(kept.Jws + "\n"), cancellationToken).AsTask(), cancellationToken);
            }

            foreach (var picture in SiteFiles.PicturesIn(data.FullPath))
            {
                await writer.AddFileAsync(SiteFiles.Look + Path.GetFileName(picture), picture, cancellationToken);
            }

            // After the database, which names none that was not there before.
            await AddPicturesAsync(writer, cancellationToken);
            manifest = new() { Form = BackupManifest.PresentForm, Program = StartupReport.Version, TakenUtc = taken, Database = state, Parts = [.. writer.Parts] };
            await writer.CompleteAsync(manifest, cancellationToken);
        }

        file.Flush(flushToDisk: true);
        return manifest;
    }

    /// <summary>The pictures of the library, wherever they are kept, one at a time. What was deleted meanwhile nothing shows.</summary>
    private async Task AddPicturesAsync(BackupWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var name in media.ListStoredAsync(cancellationToken))
            {
                if (await media.OpenAsync(name, cancellationToken) is { } bytes)
                {
                    await using (bytes)
                    {
                        await writer.AddAsync(SiteFiles.Media + name, to => bytes.CopyToAsync(to, cancellationToken), cancellationToken);
                    }
                }
            }
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or IOException or UnauthorizedAccessException))
        {
            throw new BackupException($"The pictures cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>A backup is worth having where its own entry cannot be written: the database is full, or of an earlier version.</summary>
    private async Task RecordAsync(string path, BackupManifest manifest, CancellationToken cancellationToken)
    {
        try
        {
            if (await migrator.IsUpToDateAsync(cancellationToken))
            {
                await using var work = await store.BeginAsync(cancellationToken);
                await work.Audit.AppendAsync(
                    new(time.GetUtcNow().UtcDateTime, Actor.System, AuditActions.BackupCreate)
                    {
                        Details = new() { ["file"] = Path.GetFileName(path), ["lastEntry"] = manifest.Database.LastEntry, ["takenUtc"] = manifest.TakenUtc.ToString("O", CultureInfo.InvariantCulture) },
                    },
                    cancellationToken);
                await work.CommitAsync(cancellationToken);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            NotRecorded(logger, fault, path);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The backup {Path} was made, and could not be recorded in the audit log.")]
    private static partial void NotRecorded(ILogger logger, Exception fault, string path);
}
