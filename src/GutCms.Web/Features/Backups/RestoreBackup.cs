using System.Globalization;
using GutCms.Core.Audit;
using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;
using GutCms.Core.Security;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Setup;
using GutCms.Web.Features.Verification;
using GutCms.Web.Storage.Backup;

namespace GutCms.Web.Features.Backups;

/// <summary>Puts a site from a backup into its place, which no site serves from meanwhile. For its operator.</summary>
internal sealed class RestoreBackup(DatabaseBackup database, DataDirectory data, IMediaStore media, CheckpointFolder checkpoints, SetupLock setup, ServingLock serving, TimeProvider time)
{
    /// <summary>What was done.</summary>
    /// <param name="Manifest">What the backup says about itself.</param>
    /// <param name="Former">Where the former database lies now; null: there was none, or it is gone.</param>
    /// <param name="Superseded">Folder of checkpoints that do not belong to the restored log; null: there were none.</param>
    public sealed record Result(BackupManifest Manifest, string? Former, string? Superseded);

    /// <summary>Does it. Everything that can fail is done before the database takes its place.</summary>
    /// <param name="path">The backup.</param>
    /// <param name="replace">It may take the place of a site.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="BackupException">It cannot be restored; nothing was changed.</exception>
    public Task<Result> ExecuteAsync(string path, bool replace, CancellationToken cancellationToken) => RestoreAsync(path, replace, recorded: true, cancellationToken);

    /// <summary>Does it in a place that is made for looking at it, so that its log is as it was.</summary>
    /// <param name="path">The backup.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="BackupException">It cannot be restored.</exception>
    public Task UnrecordedAsync(string path, CancellationToken cancellationToken) => RestoreAsync(path, replace: false, recorded: false, cancellationToken);

    private async Task<Result> RestoreAsync(string path, bool replace, bool recorded, CancellationToken cancellationToken)
    {
        data.Prepare();
        using var alone = await setup.TakeAsync(cancellationToken);
        using var nobody = serving.TakeAlone();
        await using var backup = await BackupReader.OpenAsync(path, cancellationToken);
        database.Check(backup.Manifest.Database);
        await backup.CheckAsync(cancellationToken);
        if (!replace && !await database.IsFreeAsync(cancellationToken))
        {
            throw new BackupException($"There is a site in {database.Description}. Restore to another place, or give --replace if the backup shall take its place.");
        }

        var staged = Path.Combine(data.FullPath, ".restored-files");
        try
        {
            await StageAsync(backup, staged, cancellationToken);
            await PlacePicturesAsync(backup, cancellationToken);
            var now = time.GetUtcNow().UtcDateTime;
            var former = await database.RestoreAsync(backup, recorded ? Note(backup, now) : null, cancellationToken);
            var superseded = PlaceCheckpoints(backup.Manifest, staged, now);
            Place(Path.Combine(staged, SiteFiles.Look), Path.Combine(data.FullPath, SiteFiles.Look));

            return new(backup.Manifest, former, superseded);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{path} cannot be restored: {fault.Message}", fault);
        }
        finally
        {
            if (Directory.Exists(staged))
            {
                Directory.Delete(staged, recursive: true);
            }
        }
    }

    private static AuditDraft Note(BackupReader backup, DateTime now) => new(now, Actor.System, AuditActions.BackupRestore)
    {
        Details = new()
        {
            ["file"] = Path.GetFileName(backup.FullPath),
            ["takenUtc"] = backup.Manifest.TakenUtc.ToString("O", CultureInfo.InvariantCulture),
            ["lastEntry"] = backup.Manifest.Database.LastEntry,
            ["lastHash"] = backup.Manifest.Database.LastHash,
            ["program"] = backup.Manifest.Program,
        },
    };

    private static async Task StageAsync(BackupReader backup, string staged, CancellationToken cancellationToken)
    {
        foreach (var folder in new[] { SiteFiles.Look, SiteFiles.Checkpoints })
        {
            if (Directory.Exists(Path.Combine(staged, folder)))
            {
                Directory.Delete(Path.Combine(staged, folder), recursive: true);
            }

            Directory.CreateDirectory(Path.Combine(staged, folder));
            foreach (var name in backup.Manifest.NamesUnder(folder))
            {
                await backup.ExtractAsync(folder + name, Path.Combine(staged, folder, name), cancellationToken);
            }
        }
    }

    /// <summary>
    /// Into the store that is configured, one at a time, and before the database: each is named by what it is, so it takes the place of none but a damaged one. Where the rest fails they are nobody's, and are swept.
    /// What was damaged before the backup is not brought back.
    /// </summary>
    private async Task PlacePicturesAsync(BackupReader backup, CancellationToken cancellationToken)
    {
        var hashes = backup.Manifest.Parts.ToDictionary(part => part.Name, part => part.Sha256, StringComparer.Ordinal);
        foreach (var name in backup.Manifest.NamesUnder(SiteFiles.Media).Where(name => MediaFile.IdOfStored(name) == hashes[SiteFiles.Media + name]))
        {
            var bytes = await backup.ReadAsync(SiteFiles.Media + name, cancellationToken);
            try
            {
                await media.SaveAsync(name, bytes, cancellationToken);
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or IOException or UnauthorizedAccessException))
            {
                throw new BackupException($"The picture {name} cannot be kept, so nothing was restored: {fault.Message}", fault);
            }
        }
    }

    /// <summary>Checkpoints of what came after the backup would accuse the restored log of having been cut off. They are evidence, so they are put aside and not removed.</summary>
    private string? PlaceCheckpoints(BackupManifest manifest, string staged, DateTime now)
    {
        var restored = Path.Combine(staged, SiteFiles.Checkpoints);
        var aside = Path.Combine(checkpoints.FullPath, $"superseded-{now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
        foreach (var file in Directory.Exists(checkpoints.FullPath) ? Directory.GetFiles(checkpoints.FullPath, "*.jws") : [])
        {
            var same = Path.Combine(restored, Path.GetFileName(file));
            if (!SiteFiles.IsUpTo(Path.GetFileNameWithoutExtension(file), manifest.Database.LastEntry) || (File.Exists(same) && !File.ReadAllBytes(same).AsSpan().SequenceEqual(File.ReadAllBytes(file))))
            {
                Directory.CreateDirectory(aside);
                File.Move(file, Path.Combine(aside, Path.GetFileName(file)));
            }
        }

        Place(restored, checkpoints.FullPath);
        return Directory.Exists(aside) ? aside : null;
    }

    private static void Place(string from, string to)
    {
        var files = Directory.GetFiles(from);
        if (files.Length == 0)
        {
            return;
        }

        Directory.CreateDirectory(to);
        foreach (var file in files)
        {
            // Copied, not moved: the folder may be on another disk.
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }
}
