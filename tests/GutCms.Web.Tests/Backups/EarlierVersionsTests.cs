using System.Globalization;
using GutCms.Web.Storage.Backup;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Tests.Backups;

/// <summary>A backup of a database of an earlier version is restored and brought up to date.</summary>
public sealed class EarlierVersionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Provider.Sqlite)]
    [InlineData(Provider.PostgreSql)]
    public async Task Rows_of_an_earlier_version_are_there_and_the_tables_are_of_this_one(Provider provider)
    {
        await using var earlier = await StorageHarness.CreateEmptyAsync(provider);
        await using (var context = earlier.Database.CreateContext())
        {
            await context.Database.MigrateAsync(context.Database.GetMigrations().Single(migration => migration.EndsWith("_Initial", StringComparison.Ordinal)), Token);
        }

        await earlier.ExecuteAsync("INSERT INTO \"Documents\" (\"Kind\", \"Name\", \"Json\") VALUES ('settings', 'site', '{}')");
        await earlier.ExecuteAsync("CREATE TABLE \"Beside\" (\"Id\" integer)");
        await using var later = await StorageHarness.CreateEmptyAsync(provider);
        var file = Path.GetTempFileName();
        try
        {
            DatabaseState state;
            await using (var to = File.OpenWrite(file))
            await using (var writer = new BackupWriter(to))
            {
                state = await BackupOf(earlier).WriteAsync(writer, Path.GetTempPath(), Token);
                await writer.CompleteAsync(new() { Form = 1, Program = "0.0.1", TakenUtc = DateTime.UnixEpoch, Database = state, Parts = [.. writer.Parts] }, Token);
            }

            await using var backup = await BackupReader.OpenAsync(file, Token);
            Assert.True(await BackupOf(later).IsFreeAsync(Token));
            await BackupOf(later).RestoreAsync(backup, note: null, Token);

            Assert.EndsWith("_Initial", state.Migrations[^1], StringComparison.Ordinal);
            Assert.Equal(provider == Provider.PostgreSql ? ["Beside"] : null, state.LeftOut);
            Assert.Equal("{}", await later.TextAsync("SELECT \"Json\" FROM \"Documents\" WHERE \"Kind\" = 'settings'"));
            Assert.Equal(0, int.Parse((await later.TextAsync("SELECT COUNT(*) FROM \"RecipeRuns\""))!, CultureInfo.InvariantCulture));
            await later.Migrator.MigrateAsync(Token);
            Assert.True(await later.Migrator.IsUpToDateAsync(Token));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static DatabaseBackup BackupOf(StorageHarness storage) =>
        storage.Database is PostgreSqlDatabase server ? new PostgreSqlBackup(server) : new SqliteBackup((SqliteDatabase)storage.Database, 30, TimeProvider.System);
}
