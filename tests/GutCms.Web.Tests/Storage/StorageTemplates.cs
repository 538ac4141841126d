using GutCms.TestSupport;
using GutCms.Web.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Tests.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

[assembly: AssemblyFixture(typeof(StorageTemplates))]

namespace GutCms.Web.Tests.Storage;

/// <summary>One migrated, empty database per provider, which tests copy: to migrate anew for each would take most of their time. Removed at the end of the run.</summary>
public sealed class StorageTemplates : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> SqliteFile = new(CreateSqliteAsync);
    private static readonly Lazy<Task<string>> PostgreSqlName = new(CreatePostgreSqlAsync);

    /// <summary>Copies the SQLite template to a path.</summary>
    public static async Task CopySqliteAsync(string path) => File.Copy(await SqliteFile.Value, path);

    /// <summary>The clause that makes a new PostgreSQL database a copy of the template.</summary>
    public static async Task<string> PostgreSqlClauseAsync() => $"TEMPLATE {await PostgreSqlName.Value}";

    /// <summary>A name that no other database has.</summary>
    public static string NewName() => "gutcms_test_" + Guid.NewGuid().ToString("N");

    public async ValueTask DisposeAsync()
    {
        if (SqliteFile.IsValueCreated)
        {
            Directory.Delete(Path.GetDirectoryName(await SqliteFile.Value)!, recursive: true);
        }

        if (PostgreSqlName.IsValueCreated && PostgreSqlName.Value.IsCompletedSuccessfully)
        {
            await using var server = NpgsqlDataSource.Create(Require.Postgres());
            await using var drop = server.CreateCommand($"DROP DATABASE {await PostgreSqlName.Value} WITH (FORCE)");
            await drop.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private static async Task<string> CreateSqliteAsync()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("gutcms_test_").FullName, "template.db");
        await new DatabaseMigrator(new SqliteDatabase(path, 30)).MigrateAsync(CancellationToken.None);

        // The last connection to close writes everything into the one file.
        SqliteConnection.ClearAllPools();
        return path;
    }

    private static async Task<string> CreatePostgreSqlAsync()
    {
        var own = new NpgsqlConnectionStringBuilder(Require.Postgres()) { Database = NewName() };
        await using var database = new PostgreSqlDatabase(own.ToString(), 30);
        await new DatabaseMigrator(database).MigrateAsync(CancellationToken.None);
        return own.Database!;
    }
}
