using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>The last change of an item or of a former address, as a store keeps it: each takes the number of the transaction's next change.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Appeared">Number of the change with which it had a document again, or for the first time.</param>
/// <param name="Moved">Number of the change with which its document had another address; 0: it never had.</param>
/// <param name="Kind">Of what.</param>
/// <param name="Key">See <see cref="DeliveryChange"/>.</param>
/// <param name="ContentItemId">See <see cref="DeliveryChange"/>.</param>
public sealed record ChangeEntry(long Number, long Appeared, long Moved, DeliveryKind Kind, string Key, string? ContentItemId)
{
    /// <summary>It is about a former address, not about an item.</summary>
    public bool IsAddress { get; init; }

    /// <summary>Content type of the item; null where kind and key say it.</summary>
    public string? ContentType { get; init; }

    /// <summary>The document that there is; null: none.</summary>
    public DeliveredVersion? Document { get; init; }

    /// <summary>Why it was withdrawn; null: it was not.</summary>
    public string? Reason { get; init; }

    /// <summary>When that was said, UTC.</summary>
    public DateTime? WithdrawnUtc { get; init; }

    /// <summary>There still is such an item.</summary>
    public bool Exists { get; init; }

    /// <summary>What that is for somebody who has been told everything up to a number.</summary>
    public DeliveryChange Since(long number)
    {
        if (IsAddress)
        {
            return new(ContentItemId is null ? DeliveryChangeType.RedirectRemoved : DeliveryChangeType.Redirected, Kind, Key, ContentItemId);
        }

        if (Document is not null)
        {
            var change = Appeared > number ? DeliveryChangeType.Published : Moved > number ? DeliveryChangeType.AddressChanged : DeliveryChangeType.Republished;
            return Of(change) with { Document = Document };
        }

        return Reason is not null
            ? Of(DeliveryChangeType.Withdrawn) with { Reason = Reason, WithdrawnUtc = WithdrawnUtc }
            : Of(Exists ? DeliveryChangeType.Unpublished : DeliveryChangeType.Deleted);
    }

    private DeliveryChange Of(DeliveryChangeType change) =>
        ContentType is null ? new(change, Kind, Key, ContentItemId) : new(change, Kind, Key, ContentItemId) { ContentType = ContentType };
}

/// <summary>The numbers that a store has given.</summary>
/// <param name="History">Which numbers are meant: see <see cref="DeliveryChangesToken"/>.</param>
/// <param name="Last">The last one that is committed.</param>
/// <param name="Lost">The last one of which it is not known any more what it was.</param>
public sealed record ChangeNumbers(string History, long Last, long Lost);

/// <summary>Changes by the numbers that a store gives them, within the transaction that makes them. Whoever waits holds no thread and no connection.</summary>
/// <param name="cache">Tells when something is committed.</param>
/// <param name="time">The clock.</param>
/// <param name="options">How many may wait.</param>
public abstract class NumberedChanges(DeliveryCache cache, TimeProvider time, DeliveryChangesOptions options) : IDeliveryChanges
{
    /// <summary>How often it is looked what other processes have committed, where they do not tell.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private int _waiting;

    /// <inheritdoc/>
    public async Task<DeliveryChangesPage> ReadAsync(string? after, int first, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        var now = after == DeliveryChangesToken.Now;
        var token = after is null || now ? null : DeliveryChangesToken.Parse(after);
        var (numbers, entries) = await FindAsync(token?.Position ?? 0, token?.Start ?? long.MaxValue, now ? 0 : first + 1, cancellationToken);
        if (token is not null && (token.History != numbers.History || token.Needs > numbers.Last || token.Needs < numbers.Lost))
        {
            throw new DeliveryChangesLostException();
        }

        if (now)
        {
            return new DeliveryChangesPage([], DeliveryChangesToken.At(numbers.History, numbers.Last).ToString(), false);
        }

        token ??= new DeliveryChangesToken(numbers.History, 0, numbers.Last, 0);
        var hasMore = entries.Count > first;
        var told = entries.Take(first).ToList();
        var next = hasMore ? token with { Position = told[^1].Number } : DeliveryChangesToken.At(numbers.History, numbers.Last);
        return new DeliveryChangesPage([.. told.Select(entry => entry.Since(token.Since))], next.ToString(), hasMore);
    }

    /// <inheritdoc/>
    public async Task<DeliveryChangesPage> AwaitAsync(string? after, int first, TimeSpan most, CancellationToken cancellationToken)
    {
        var mayWait = Interlocked.Increment(ref _waiting) <= options.MostWaiting;
        try
        {
            var began = time.GetTimestamp();
            while (true)
            {
                // Taken before reading: what is committed meanwhile ends the wait at once.
                var signal = cache.Next;
                var isTold = await IsToldAsync(cancellationToken);
                var page = await ReadAsync(after, first, cancellationToken);
                if (page.Items.Count > 0 || !mayWait || time.GetElapsedTime(began) >= most)
                {
                    return page;
                }

                await WaitAsync(signal, isTold, most - time.GetElapsedTime(began), cancellationToken);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>The numbers, and the entries above a position in their order, all of one moment.</summary>
    /// <param name="position">Above which number.</param>
    /// <param name="start">Up to this number only what has a document or a reader, or was withdrawn: nobody who asks for the whole state has to hear what is gone.</param>
    /// <param name="most">Entries at most.</param>
    /// <param name="cancellationToken">Cancels.</param>
    protected abstract Task<(ChangeNumbers Numbers, IReadOnlyList<ChangeEntry> Entries)> FindAsync(long position, long start, int most, CancellationToken cancellationToken);

    /// <summary>Brings the cache up to date where that is due, and says whether it tells what other processes commit.</summary>
    protected abstract ValueTask<bool> IsToldAsync(CancellationToken cancellationToken);

    /// <summary>Until something is committed, the time is over, or, where nobody tells what others commit, for a while.</summary>
    private async Task WaitAsync(Task signal, bool isTold, TimeSpan most, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        do
        {
            var left = most - time.GetElapsedTime(began);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var pause = Task.Delay(left < Interval ? Later(left) : Interval, time, end.Token);
            await Task.WhenAny(signal, pause);
            await end.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
        while (isTold && (isTold = await IsToldAsync(cancellationToken)) && !signal.IsCompleted && time.GetElapsedTime(began) < most);
    }

    private static TimeSpan Later(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
