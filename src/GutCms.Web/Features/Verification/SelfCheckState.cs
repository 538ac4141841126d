using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Threading.Channels;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Core.Verification;
using GutCms.Web.Storage.Delivery;

namespace GutCms.Web.Features.Verification;

/// <summary>What this process knows of the last check, whichever node made it, and which documents are not served because of it.</summary>
internal sealed class SelfCheckState(DeliveryCache cache) : IDocumentHold
{
    private readonly ConcurrentDictionary<string, bool> _damaged = new(StringComparer.Ordinal);
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile SelfCheckRecord _record = SelfCheckRecord.None;
    private volatile FrozenSet<string> _held = FrozenSet<string>.Empty;

    /// <summary>The last check; <see cref="SelfCheckRecord.None"/> before the first.</summary>
    public SelfCheckRecord Record => _record;

    /// <summary>Items whose documents are not served.</summary>
    public IReadOnlyCollection<string> HeldBack => _held;

    /// <inheritdoc/>
    public bool IsHeldBack(string contentItemId) => _held is { Count: > 0 } held && held.Contains(contentItemId);

    /// <inheritdoc/>
    /// <remarks>A damaged document is held back everywhere from then on, until it is read whole.</remarks>
    public string? FindDamage(DeliveredDocument document)
    {
        var damage = DocumentIntegrity.FindFault(document)?.Message;
        if (damage is null ? _damaged.TryRemove(document.ContentItemId, out _) : _damaged.TryAdd(document.ContentItemId, true))
        {
            Hold();
        }

        return damage;
    }

    /// <summary>Takes over what a check found.</summary>
    public void Set(SelfCheckRecord record)
    {
        _record = record;
        Hold();
    }

    /// <summary>Has the background job look at once what there is to do.</summary>
    public void Wake() => _woken.Writer.TryWrite(true);

    /// <summary>Waits for <see cref="Wake"/>.</summary>
    public Task WokenAsync(CancellationToken cancellationToken) => _woken.Reader.ReadAsync(cancellationToken).AsTask();

    private void Hold()
    {
        var held = _record.HeldBack.Concat(_damaged.Keys).ToFrozenSet(StringComparer.Ordinal);
        if (!held.SetEquals(_held))
        {
            _held = held;

            // Lists, feeds and pages that others keep in memory are made anew.
            cache.Clear();
        }
    }
}
