using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace GutCms.Web.Tests.Nodes;

/// <summary>The line of one node to the database, which can be cut: connections stay open, as those of a partitioned network do, and nothing comes through until it is mended.</summary>
internal sealed class DatabaseLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly string _database;
    private readonly Task _accepting;
    private volatile TaskCompletionSource _whole = Done();
    private volatile Trap? _trap;

    /// <summary>Lays it.</summary>
    /// <param name="database">Connection string of the database.</param>
    public DatabaseLine(string database)
    {
        _database = database;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    private sealed record Trap(byte[] Text, TaskCompletionSource Passed);

    /// <summary>Connection string of the database at the other end.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_database) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.ConnectionString;

    /// <summary>Cuts it as soon as a statement has gone to the database, before its answer comes back. Returns when it is cut.</summary>
    /// <param name="statement">Words of the statement, which is sent as text and in one piece.</param>
    public Task CutAfterAsync(string statement)
    {
        var trap = new Trap(Encoding.UTF8.GetBytes(statement), new(TaskCreationOptions.RunContinuationsAsynchronously));
        _trap = trap;
        return trap.Passed.Task;
    }

    /// <summary>Mends it.</summary>
    public void Mend() => _whole.TrySetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private async Task AcceptAsync()
    {
        var server = new NpgsqlConnectionStringBuilder(_database);
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token), server.Host!, server.Port));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task CarryAsync(TcpClient near, string host, int port)
    {
        using (near)
        {
            using var far = new TcpClient();
            try
            {
                await far.ConnectAsync(host, port, _end.Token);
                await await Task.WhenAny(CarryAsync(near.GetStream(), far.GetStream(), watched: true), CarryAsync(far.GetStream(), near.GetStream(), watched: false));
            }
            catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Either end has hung up.
            }
        }
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to, bool watched)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, _end.Token) is > 0 and var read)
        {
            await _whole.Task.WaitAsync(_end.Token);
            if (watched && _trap is { } trap && buffer.AsSpan(0, read).IndexOf(trap.Text) >= 0 && Interlocked.CompareExchange(ref _trap, null, trap) == trap)
            {
                // This still goes through; whatever the database answers does not.
                _whole = new(TaskCreationOptions.RunContinuationsAsynchronously);
                await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
                trap.Passed.SetResult();
                continue;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
        }
    }
}
