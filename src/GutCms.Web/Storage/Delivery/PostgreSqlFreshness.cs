using System.Data.Common;
using System.Globalization;
using GutCms.Core.Delivery;
using GutCms.Web.Storage.Databases;
using Npgsql;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Listens for what other processes publish. While the connection is down the cache is not used.</summary>
internal sealed partial class PostgreSqlFreshness(
    PostgreSqlDatabase database, DeliveryCache cache, TimeProvider time, ILogger<PostgreSqlFreshness> logger) : BackgroundService, IDeliveryFreshness
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private volatile bool _listening;
    private long _lost = long.MinValue;

    /// <inheritdoc />
    public TimeSpan? SinceFresh => _listening ? TimeSpan.Zero : Volatile.Read(ref _lost) is var lost && lost == long.MinValue ? null : time.GetElapsedTime(lost);

    /// <inheritdoc />
    public bool CanUseCache() => _listening;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is DbException or TimeoutException or IOException && !stoppingToken.IsCancellationRequested)
            {
                LogLost(logger, exception);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            finally
            {
                if (_listening)
                {
                    Volatile.Write(ref _lost, time.GetTimestamp());
                    _listening = false;
                }
            }

            await Task.Delay(Retry, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        // A dead network is noticed by the keepalive; such a connection must not come from, or go back to, the pool.
        var text = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false, KeepAlive = 5 };
        await using var connection = new NpgsqlConnection(text.ToString());
        connection.Notification += (_, notification) => Notice(notification.Payload);
        await connection.OpenAsync(cancellationToken);
        await PostgreSqlDatabase.ServeAsync(connection, cancellationToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {PostgreSqlDatabase.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        // What was published while nobody listened went unnoticed.
        cache.Clear();
        _listening = true;
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private void Notice(string payload)
    {
        if (long.TryParse(payload, CultureInfo.InvariantCulture, out var generation))
        {
            cache.Notice(generation);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not listening for publications of other nodes; delivery reads the database until that is back.")]
    private static partial void LogLost(ILogger logger, Exception fault);
}
