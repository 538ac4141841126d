using GutCms.TestSupport;
using GutCms.Web.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Tests.ReviewApi;
using GutCms.Web.Tests.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

[assembly: AssemblyFixture(typeof(StorageTemplates))]

namespace GutCms.Web.Tests.Storage;

/// <summary>Databases that tests copy: to make them anew for each would take most of their time. Removed at the end of the run.</summary>
public sealed class StorageTemplates : IAsyncDisposable
{
    private static readonly StorageTemplate Migrated = new(MigrateAsync);
    private static readonly StorageTemplate Seeded = new(ReviewApiSite.SeedAsync);

    /// <summary>Makes a new database with all tables and nothing in them; its path or connection string.</summary>
    public static Task<string> NewMigratedAsync(Provider provider, string folder) => Migrated.CopyAsync(provider, folder);

    /// <summary>Makes a new database with what the set-up recipe brings; its path or connection string.</summary>
    public static Task<string> NewSeededAsync(Provider provider, string folder) => Seeded.CopyAsync(provider, folder);

    /// <summary>Path or connection string of a database that does not exist yet.</summary>
    public static string NewLocation(Provider provider, string folder) => provider == Provider.Sqlite
        ? Path.Combine(folder, "gutcms.db")
        : new NpgsqlConnectionStringBuilder(Require.Postgres()) { Database = "gutcms_test_" + Guid.NewGuid().ToString("N"), MaxPoolSize = 20 }.ConnectionString;

    /// <summary>Removes a PostgreSQL database.</summary>
    public static Task DropAsync(string location) => ExecuteAsync($"DROP DATABASE IF EXISTS {NameOf(location)} WITH (FORCE)");

    /// <summary>Creates a PostgreSQL database.</summary>
    /// <param name="location">Its connection string.</param>
    /// <param name="template">Connection string of the one to copy; null: an empty one.</param>
    public static Task CreateAsync(string location, string? template = null) => ExecuteAsync($"CREATE DATABASE {NameOf(location)}{(template is null ? "" : " TEMPLATE " + NameOf(template))}");

    public async ValueTask DisposeAsync()
    {
        await Migrated.RemoveAsync();
        await Seeded.RemoveAsync();
    }

    private static string NameOf(string location) => new NpgsqlConnectionStringBuilder(location).Database!;

    private static async Task ExecuteAsync(string sql)
    {
        await using var server = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Require.Postgres()) { Pooling = false });
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static async Task MigrateAsync(Provider provider, string location)
    {
        if (provider == Provider.Sqlite)
        {
            await new DatabaseMigrator(new SqliteDatabase(location, 30)).MigrateAsync(CancellationToken.None);
            return;
        }

        await using var database = new PostgreSqlDatabase(location, 30);
        await new DatabaseMigrator(database).MigrateAsync(CancellationToken.None);
    }
}

/// <summary>One database per provider that is made when the first copy is asked for.</summary>
/// <param name="fillAsync">Fills an empty one and closes every connection to it.</param>
internal sealed class StorageTemplate(Func<Provider, string, Task> fillAsync)
{
    private readonly Lazy<Task<string>> _sqlite = new(() => CreateAsync(Provider.Sqlite, fillAsync));
    private readonly Lazy<Task<string>> _postgreSql = new(() => CreateAsync(Provider.PostgreSql, fillAsync));

    public async Task<string> CopyAsync(Provider provider, string folder)
    {
        var location = StorageTemplates.NewLocation(provider, folder);
        if (provider == Provider.Sqlite)
        {
            File.Copy(await _sqlite.Value, location);
        }
        else
        {
            await StorageTemplates.CreateAsync(location, await _postgreSql.Value);
        }

        return location;
    }

    public async Task RemoveAsync()
    {
        if (_sqlite is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            Directory.Delete(Path.GetDirectoryName(await _sqlite.Value)!, recursive: true);
        }

        if (_postgreSql is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await StorageTemplates.DropAsync(await _postgreSql.Value);
        }
    }

    private static async Task<string> CreateAsync(Provider provider, Func<Provider, string, Task> fillAsync)
    {
        var location = StorageTemplates.NewLocation(provider, provider == Provider.Sqlite ? Directory.CreateTempSubdirectory("gutcms_test_").FullName : "");
        await fillAsync(provider, location);

        // The last connection to a file to close writes everything into it, and a database with a connection cannot be copied.
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        return location;
    }
}
