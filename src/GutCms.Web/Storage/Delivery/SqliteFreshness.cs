using System.Data.Common;
using GutCms.Core.Delivery;
using GutCms.Web.Storage.Databases;
using Microsoft.Data.Sqlite;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Looks at <c>PRAGMA data_version</c>, which changes when another connection commits, at most every 25 ms and only when something is asked for.</summary>
internal sealed class SqliteFreshness(SqliteDatabase database, DeliveryCache cache, TimeProvider time) : IDeliveryFreshness, IDisposable
{
    /// <summary>How long a commit of another process may go unnoticed.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    private readonly long _interval = (long)(Interval.TotalSeconds * time.TimestampFrequency);
    private SqliteConnection? _connection;
    private DbCommand? _dataVersion;
    private DbCommand? _generation;
    private long _lastDataVersion = -1;
    private long _next = long.MinValue;
    private int _looking;
    private volatile bool _works = true;
    private long _fresh = long.MinValue;

    /// <inheritdoc />
    public TimeSpan? SinceFresh => Volatile.Read(ref _fresh) is var fresh && fresh == long.MinValue ? null : _works ? TimeSpan.Zero : time.GetElapsedTime(fresh);

    /// <inheritdoc />
    public bool CanUseCache()
    {
        var now = time.GetTimestamp();
        if (now >= Volatile.Read(ref _next) && Interlocked.CompareExchange(ref _looking, 1, 0) == 0)
        {
            try
            {
                Look();
                _works = true;
                Volatile.Write(ref _fresh, now);
                Volatile.Write(ref _next, now + _interval);
            }
            catch (SqliteException)
            {
                // The database cannot be read; the reader itself will say so to whoever asks.
                _works = false;
            }
            finally
            {
                Volatile.Write(ref _looking, 0);
            }
        }

        return _works;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _dataVersion?.Dispose();
        _generation?.Dispose();
        _connection?.Dispose();
    }

    private void Look()
    {
        if (_connection is null)
        {
            Open();
        }

        var dataVersion = (long)_dataVersion!.ExecuteScalar()!;
        if (dataVersion != _lastDataVersion)
        {
            cache.Notice((long)_generation!.ExecuteScalar()!);
            _lastDataVersion = dataVersion;
        }
    }

    private void Open()
    {
        // A connection of its own: data_version compares with what the same connection saw before.
        var text = new SqliteConnectionStringBuilder(database.ConnectionString) { Pooling = false, Mode = SqliteOpenMode.ReadWrite };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        _dataVersion = connection.CreateCommand();
        _dataVersion.CommandText = "PRAGMA data_version";
        _generation = connection.CreateCommand();
        _generation.CommandText = "SELECT \"Generation\" FROM \"DeliveryState\" WHERE \"Id\" = 1";
        _connection = connection;
    }
}
