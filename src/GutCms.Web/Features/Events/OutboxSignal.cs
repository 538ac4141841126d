using System.Threading.Channels;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.Events;

/// <summary>Wakes the outbox of this process; any number of calls wake it once.</summary>
internal sealed class OutboxSignal : IOutboxSignal
{
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <inheritdoc/>
    public void Wake() => _calls.Writer.TryWrite(true);

    /// <summary>Waits for a call, at most so long.</summary>
    public async Task WaitAsync(TimeSpan most, TimeProvider time, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            await _calls.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody called: what other processes and failed attempts left is looked for anyway.
        }
    }
}
