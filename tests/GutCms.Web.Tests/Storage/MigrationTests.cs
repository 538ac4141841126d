using GutCms.Web.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Migrations;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Tests.Storage;

public sealed class MigrationOnSqliteTests() : MigrationTests(Provider.Sqlite)
{
    [Fact]
    public async Task Creates_the_folder_of_the_database()
    {
        await using var place = await StorageHarness.CreateEmptyAsync(Provider.Sqlite);
        var migrator = new DatabaseMigrator(new SqliteDatabase(Path.Combine(Path.GetDirectoryName(place.Location)!, "a", "b", "gutcms.db"), 30));

        await migrator.MigrateAsync(Token);

        Assert.True(File.Exists(migrator.FilePath));
        Assert.Contains(migrator.FilePath!, migrator.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_the_folder_cannot_be_written()
    {
        await using var place = await StorageHarness.CreateEmptyAsync(Provider.Sqlite);
        var file = Path.Combine(Path.GetDirectoryName(place.Location)!, "file");
        await File.WriteAllTextAsync(file, "", Token);
        var migrator = new DatabaseMigrator(new SqliteDatabase(Path.Combine(file, "gutcms.db"), 30));

        var exception = await Assert.ThrowsAsync<DatabaseNotWritableException>(() => migrator.MigrateAsync(Token));

        Assert.Contains(file, exception.Message, StringComparison.Ordinal);
        Assert.Contains("GutCms:DataDirectory", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_a_file_is_no_database()
    {
        await using var place = await StorageHarness.CreateEmptyAsync(Provider.Sqlite);
        await File.WriteAllTextAsync(place.Location, new string('x', 5000), Token);

        await Assert.ThrowsAsync<StorageException>(() => place.Migrator.MigrateAsync(Token));
    }

    [Fact]
    public async Task Is_not_held_up_by_the_lock_of_a_process_that_was_killed_while_migrating()
    {
        await using var storage = await StorageHarness.CreateAsync(Provider.Sqlite);
        await storage.ExecuteAsync("CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
        await storage.ExecuteAsync("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-11-23')");

        await storage.Migrator.MigrateAsync(Token);
    }

    [Fact]
    public async Task Sets_up_connections_for_durable_commits_and_concurrent_readers()
    {
        await using var storage = await StorageHarness.CreateAsync(Provider.Sqlite);

        Assert.Equal("wal", await storage.TextAsync("PRAGMA journal_mode"));
        Assert.Equal("2", await storage.TextAsync("PRAGMA synchronous"));
        Assert.Equal("1", await storage.TextAsync("PRAGMA foreign_keys"));
        await using var context = storage.Database.CreateContext();
        Assert.Equal(1, (await context.Database.SqlQueryRaw<long>("SELECT foreign_keys AS \"Value\" FROM pragma_foreign_keys").ToListAsync(Token))[0]);
    }
}

public sealed class MigrationOnPostgreSqlTests() : MigrationTests(Provider.PostgreSql)
{
    [Fact]
    public async Task Describes_the_database_without_the_password()
    {
        await using var storage = await StorageHarness.CreateEmptyAsync(Provider.PostgreSql);

        Assert.StartsWith("the PostgreSQL database gutcms_test_", storage.Migrator.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("assword", storage.Migrator.Description, StringComparison.Ordinal);
        Assert.Null(storage.Migrator.FilePath);
    }

    [Fact]
    public async Task Creates_a_database_that_is_missing()
    {
        await using var storage = await StorageHarness.CreateEmptyAsync(Provider.PostgreSql);
        var missing = new Npgsql.NpgsqlConnectionStringBuilder(storage.Location) { Database = "gutcms_test_" + Guid.NewGuid().ToString("N") };
        await using var database = new PostgreSqlDatabase(missing.ToString(), 30);
        var migrator = new DatabaseMigrator(database);

        await migrator.MigrateAsync(Token);

        Assert.True(await migrator.IsUpToDateAsync(Token));
        await database.DataSource.DisposeAsync();
        await storage.ExecuteAsync($"DROP DATABASE \"{missing.Database}\" WITH (FORCE)");
    }
}

/// <summary>Databases are created and brought up to date.</summary>
public abstract class MigrationTests(Provider provider)
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Creates_an_empty_database_and_changes_nothing_the_second_time()
    {
        await using var storage = await StorageHarness.CreateEmptyAsync(provider);
        Assert.False(await storage.Migrator.IsUpToDateAsync(Token));

        await storage.Migrator.MigrateAsync(Token);
        await storage.Migrator.MigrateAsync(Token);

        Assert.True(await storage.Migrator.IsUpToDateAsync(Token));
        Assert.Equal("0", await storage.TextAsync("SELECT \"Generation\" FROM \"DeliveryState\""));
    }

    [Fact]
    public async Task Refuses_a_database_of_a_newer_version()
    {
        await using var storage = await StorageHarness.CreateAsync(provider);
        await storage.ExecuteAsync("INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('29990101000000_Future', '99.0')");

        var exception = await Assert.ThrowsAsync<DatabaseIsNewerException>(() => storage.Migrator.MigrateAsync(Token));

        Assert.Contains("29990101000000_Future", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_processes_can_start_at_once()
    {
        await using var storage = await StorageHarness.CreateEmptyAsync(provider);
        StorageHarness[] processes = [.. Enumerable.Range(0, 4).Select(_ => storage.SecondProcess())];

        await Task.WhenAll(processes.Select(process => Task.Run(() => process.Migrator.MigrateAsync(Token), Token)));

        Assert.True(await storage.Migrator.IsUpToDateAsync(Token));
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_list_of_migrations_is_that_of_the_program()
    {
        await using var storage = await StorageHarness.CreateEmptyAsync(provider);
        await using var context = storage.Database.CreateContext();

        Assert.Equal(context.Database.GetMigrations(), KnownMigrations.Of(storage.Database.ContextType));
    }

    [Fact]
    public async Task The_migrations_say_all_that_the_model_says()
    {
        await using var storage = await StorageHarness.CreateEmptyAsync(provider);
        await using var context = storage.Database.CreateContext();

        Assert.False(
            context.Database.HasPendingModelChanges(),
            "The model has changed: add a migration for both providers, see docs/storage.md.");
    }

    [Fact]
    public async Task Tables_of_users_clients_and_keys_can_be_used()
    {
        await using var storage = await StorageHarness.CreateAsync(provider);
        await using (var context = storage.Database.CreateContext())
        {
            var user = new GutCms.Web.Storage.Model.GutCmsUser { UserName = "ada", PrintedName = "Dr. Ada", LockoutEnd = DateTimeOffset.UnixEpoch };
            context.Users.Add(user);
            context.UserRoles.Add(new GutCms.Web.Storage.Model.GutCmsUserRole { UserId = user.Id, RoleName = "Author" });
            context.DataProtectionKeys.Add(new() { FriendlyName = "key", Xml = "<key />" });
            context.Add(new OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreToken { CreationDate = TestContent.Monday });
            await context.SaveChangesAsync(Token);
        }

        await using var read = storage.Database.CreateContext();
        var stored = await read.Users.SingleAsync(user => user.UserName == "ada", Token);
        Assert.Equal(("Dr. Ada", true, DateTimeOffset.UnixEpoch), (stored.PrintedName, stored.IsEnabled, stored.LockoutEnd));
        Assert.Equal("Author", (await read.UserRoles.SingleAsync(Token)).RoleName);
        var token = await read.Set<OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreToken>()
            .SingleAsync(token => token.CreationDate < TestContent.Monday.AddDays(1), Token);
        Assert.Equal((TestContent.Monday, DateTimeKind.Utc), (token.CreationDate!.Value, token.CreationDate.Value.Kind));
    }
}
