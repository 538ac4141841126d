using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using GutCms.Core.Storage;
using GutCms.Core.Telemetry;

namespace GutCms.Core.Delivery;

/// <summary>Delivery documents in memory, bounded by bytes. Hits take no lock and allocate nothing. For any number of callers at once.</summary>
/// <remarks>
/// A document that is read while another one is being published must not come in after the invalidation: whoever loads takes <see cref="Epoch"/> first,
/// and <see cref="Add"/> ignores documents of an earlier epoch. Out goes what has not been asked for since it was last passed over (second chance).
/// </remarks>
/// <param name="options">How much it holds.</param>
public sealed class DeliveryCache(DeliveryCacheOptions options)
{
    /// <summary>What an entry costs beside its three bodies, roughly.</summary>
    private const int Overhead = 1024;

    private const int MaxTotals = 1000;

    private readonly long _limit = options.CacheMegabytes * 1024L * 1024L;
    private readonly ConcurrentDictionary<string, Entry>[] _byKey = [.. Enum.GetValues<DeliveryKind>().Select(_ => new ConcurrentDictionary<string, Entry>(StringComparer.Ordinal))];
    private readonly ConcurrentDictionary<string, int> _totals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> _byItem = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _order = [];
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = NewSignal();
    private long _generation = -1;
    private long _expected = -1;
    private long _epoch;
    private long _bytes;

    /// <summary>Changes whenever something is invalidated.</summary>
    public long Epoch => Volatile.Read(ref _epoch);

    /// <summary>Completes when something is invalidated after this was asked for.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Bytes held now.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>The document, if it is here.</summary>
    /// <param name="kind">What it shows.</param>
    /// <param name="key">Its key, lower case.</param>
    /// <param name="document">The document.</param>
    public bool TryGet(DeliveryKind kind, string key, [NotNullWhen(true)] out DeliveredDocument? document)
    {
        if (!_byKey[(int)kind].TryGetValue(key, out var entry))
        {
            document = null;
            return false;
        }

        if (!entry.Touched)
        {
            entry.Touched = true;
        }

        document = entry.Document;
        Measures.DocumentAsked(inMemory: true);
        return true;
    }

    /// <summary>Whether a document is here. Nobody has asked for it: it does not count as used.</summary>
    /// <param name="kind">What it shows.</param>
    /// <param name="key">Its key, lower case.</param>
    public bool Holds(DeliveryKind kind, string key) => _byKey[(int)kind].ContainsKey(key);

    /// <summary>Keeps a document that was loaded in this epoch.</summary>
    public void Add(DeliveredDocument document, long epoch)
    {
        Measures.DocumentAsked(inMemory: false);
        var size = document.Identity.Length + document.Gzip.Length + document.Brotli.Length + Overhead;
        lock (_lock)
        {
            if (epoch != _epoch || size > _limit)
            {
                return;
            }

            Remove(document.ContentItemId);
            MakeRoom(size);
            var entry = new Entry(document, size);
            _order.AddLast(entry.Node);
            _byItem[document.ContentItemId] = entry;
            _byKey[(int)document.Kind][document.Key] = entry;
            _bytes += size;
        }
    }

    /// <summary>A number of rows that was counted in this epoch.</summary>
    /// <param name="list">Which list.</param>
    /// <param name="total">Its rows.</param>
    public bool TryGetTotal(string list, out int total) => _totals.TryGetValue(list, out total);

    /// <summary>Keeps a number of rows that was counted in this epoch.</summary>
    public void AddTotal(string list, int total, long epoch)
    {
        lock (_lock)
        {
            if (epoch != _epoch)
            {
                return;
            }

            if (_totals.Count >= MaxTotals)
            {
                _totals.Clear();
            }

            _totals[list] = total;
        }
    }

    /// <summary>A transaction of this process is about to commit this generation; news of it that comes before <see cref="Invalidate"/> is no news.</summary>
    public void Expect(long generation)
    {
        lock (_lock)
        {
            _expected = generation;
        }
    }

    /// <summary>The transaction that was announced by <see cref="Expect"/> did not confirm its commit: what it did is not known.</summary>
    public void Abandon()
    {
        lock (_lock)
        {
            _expected = -1;
            Forget();
            Begin(_generation);
        }
    }

    /// <summary>A transaction of this process that made this generation has changed the documents of these items.</summary>
    public void Invalidate(IReadOnlyCollection<string> contentItemIds, long generation)
    {
        lock (_lock)
        {
            if (generation != _generation + 1)
            {
                // Another process was in between, and it is not known what it changed.
                Forget();
            }

            foreach (var id in contentItemIds)
            {
                Remove(id);
            }

            _expected = -1;
            Begin(Math.Max(generation, _generation));
        }
    }

    /// <summary>The database is at this generation; if that is news, another process has changed something.</summary>
    public void Notice(long generation)
    {
        lock (_lock)
        {
            if (generation > _generation && generation != _expected)
            {
                Forget();
                Begin(generation);
            }
        }
    }

    /// <summary>Forgets everything, for when changes may have gone unnoticed.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            Forget();
            Begin(_generation);
        }
    }

    private void Begin(long generation)
    {
        _generation = generation;
        _totals.Clear();
        Volatile.Write(ref _epoch, _epoch + 1);
        Interlocked.Exchange(ref _next, NewSignal()).SetResult();
    }

    // Whoever waits goes on elsewhere, not within the lock.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Forget()
    {
        foreach (var entries in _byKey)
        {
            entries.Clear();
        }

        _byItem.Clear();
        _order.Clear();
        _bytes = 0;
    }

    private void Remove(string contentItemId)
    {
        if (_byItem.Remove(contentItemId, out var entry))
        {
            _byKey[(int)entry.Document.Kind].TryRemove(KeyValuePair.Create(entry.Document.Key, entry));
            _order.Remove(entry.Node);
            _bytes -= entry.Size;
        }
    }

    private void MakeRoom(int size)
    {
        while (_bytes + size > _limit && _order.First is { } oldest)
        {
            if (oldest.Value.Touched)
            {
                oldest.Value.Touched = false;
                _order.RemoveFirst();
                _order.AddLast(oldest);
            }
            else
            {
                Remove(oldest.Value.Document.ContentItemId);
            }
        }
    }

    private sealed class Entry
    {
        public Entry(DeliveredDocument document, int size)
        {
            Document = document;
            Size = size;
            Node = new LinkedListNode<Entry>(this);
        }

        public DeliveredDocument Document { get; }

        public int Size { get; }

        public LinkedListNode<Entry> Node { get; }

        /// <summary>Asked for since it was last passed over. Set without a lock; a lost update costs nothing but a little fairness.</summary>
        public bool Touched { get; set; }
    }
}
