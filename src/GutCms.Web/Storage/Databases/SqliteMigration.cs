using GutCms.Web.Storage.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Databases;

/// <summary>Migrates a SQLite file under a lock of the operating system, which a killed process cannot leave behind.</summary>
internal sealed class SqliteMigration(SqliteDatabase database, int busyTimeoutSeconds)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(50);

    public async Task RunAsync(Func<GutCmsDbContext, CancellationToken, Task> migrate, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(database.FilePath)!);
            await using var fileLock = await LockAsync(cancellationToken);
            await using var context = database.CreateContext();
            if (File.Exists(database.FilePath))
            {
                // EF's own lock is a row; a process that was killed while migrating leaves it behind. Whoever holds the file lock is alone.
                await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
            }

            await migrate(context, cancellationToken);
            await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException || IsNotWritable(exception))
        {
            throw new DatabaseNotWritableException(
                $"The folder of {database.Description} cannot be written: {exception.Message} Give this process write access or set GutCms:DataDirectory to another folder.", exception);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is 11 or 26)
        {
            throw new StorageException($"{database.FilePath} is not a usable SQLite database: {exception.Message} Move it away or restore a backup.", exception);
        }
    }

    private static bool IsNotWritable(Exception exception) => exception is SqliteException { SqliteErrorCode: 8 or 10 or 13 or 14 };

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var path = database.FilePath + ".migration-lock";
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(busyTimeoutSeconds), TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && !limit.IsCancellationRequested)
            {
                try
                {
                    await Task.Delay(RetryInterval, either.Token);
                }
                catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                {
                    throw new DatabaseBusyException(
                        $"Another process has been migrating {database.Description} for more than {busyTimeoutSeconds} seconds. Try again when it has finished.");
                }
            }
        }
    }
}
