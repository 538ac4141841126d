using GutCms.Core.Delivery;
using GutCms.TestSupport;
using GutCms.Web.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Delivery;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Tests.Storage;

public enum Provider
{
    Sqlite,
    PostgreSql,
}

/// <summary>The storage of one process on a real database of its own; <see cref="SecondProcess"/> is another one on the same database.</summary>
internal sealed class StorageHarness : IAsyncDisposable
{
    private readonly Func<ValueTask> _remove;
    private readonly PostgreSqlFreshness? _listener;

    private StorageHarness(Provider provider, string location, Func<ValueTask> remove, int busySeconds = 30, int idleWriterSeconds = 60)
    {
        (Provider, Location, _remove) = (provider, location, remove);
        var options = Options.Create(new StorageOptions { BusyTimeoutSeconds = busySeconds });
        Cache = new DeliveryCache(new DeliveryCacheOptions { CacheMegabytes = 64 });
        if (provider == Provider.Sqlite)
        {
            var sqlite = new SqliteDatabase(location, busySeconds);
            Database = sqlite;
            Freshness = new SqliteFreshness(sqlite, Cache, TimeProvider.System);
        }
        else
        {
            var postgreSql = new PostgreSqlDatabase(location, busySeconds, idleWriterSeconds);
            Database = postgreSql;
            Freshness = _listener = new PostgreSqlFreshness(postgreSql, Cache, TimeProvider.System, NullLogger<PostgreSqlFreshness>.Instance);
        }

        Store = new EfContentStore(Database, Cache, options, Options.Create(new DeliveryChangesOptions()), TimeProvider.System);
        Reader = new DeliveryReader(Database, Cache, Freshness);
        Migrator = new DatabaseMigrator(Database);
    }

    public Provider Provider { get; }

    /// <summary>Path of the file or connection string.</summary>
    public string Location { get; }

    public Database Database { get; }

    public DeliveryCache Cache { get; }

    public IDeliveryFreshness Freshness { get; }

    public EfContentStore Store { get; }

    public DeliveryReader Reader { get; }

    public DatabaseMigrator Migrator { get; }

    /// <summary>A migrated, empty database.</summary>
    public static Task<StorageHarness> CreateAsync(Provider provider) => CreateAsync(provider, migrated: true);

    /// <summary>A place for a database without anything in it.</summary>
    public static Task<StorageHarness> CreateEmptyAsync(Provider provider) => CreateAsync(provider, migrated: false);

    private static async Task<StorageHarness> CreateAsync(Provider provider, bool migrated)
    {
        var folder = Directory.CreateTempSubdirectory("gutcms_test_").FullName;
        var location = migrated ? await StorageTemplates.NewMigratedAsync(provider, folder) : StorageTemplates.NewLocation(provider, folder);
        if (!migrated && provider == Provider.PostgreSql)
        {
            await StorageTemplates.CreateAsync(location);
        }

        return new StorageHarness(provider, location, () => RemoveAsync(provider, location, folder));
    }

    /// <summary>Removes a database and the folder that was made for it.</summary>
    public static async ValueTask RemoveAsync(Provider provider, string location, string folder)
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        if (provider == Provider.PostgreSql)
        {
            await StorageTemplates.DropAsync(location);
        }
    }

    /// <summary>Another process on the same database.</summary>
    public StorageHarness SecondProcess(int busySeconds = 30, int idleWriterSeconds = 60) => new(Provider, Location, () => ValueTask.CompletedTask, busySeconds, idleWriterSeconds);

    /// <summary>Starts what listens for other processes and waits until it does.</summary>
    public async Task ListenAsync()
    {
        if (_listener is not null)
        {
            await _listener.StartAsync(TestContext.Current.CancellationToken);
            await Eventually.HoldsAsync(_listener.CanUseCache);
        }
    }

    /// <summary>Executes a statement past the store.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = await Database.OpenAsync(TestContext.Current.CancellationToken);
        using var session = new SqlSession(connection);
        return await session.ExecuteAsync(sql, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads one text past the store; null when there is none.</summary>
    public async Task<string?> TextAsync(string sql)
    {
        await using var connection = await Database.OpenAsync(TestContext.Current.CancellationToken);
        using var session = new SqlSession(connection);
        var rows = await session.QueryAsync(sql, reader => reader.IsDBNull(0) ? null : reader.GetValue(0).ToString(), TestContext.Current.CancellationToken);
        return rows.Count == 0 ? null : rows[0];
    }

    public async ValueTask DisposeAsync()
    {
        if (_listener is not null)
        {
            await _listener.StopAsync(CancellationToken.None);
            _listener.Dispose();
        }

        Store.Dispose();
        await Reader.DisposeAsync();
        (Freshness as SqliteFreshness)?.Dispose();
        if (Database is PostgreSqlDatabase postgreSql)
        {
            await postgreSql.DisposeAsync();
        }

        await _remove();
    }
}

/// <summary>A test class that runs on a database of its own for each test.</summary>
public abstract class StorageTests(Provider provider) : IAsyncLifetime
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected Provider Provider => provider;

    internal StorageHarness Storage { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Storage = await StorageHarness.CreateAsync(provider);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Storage is not null)
        {
            await Storage.DisposeAsync();
        }
    }
}
