using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using Microsoft.Extensions.Options;
using YesSql;
using YesSql.Services;

namespace GutCms.OrchardCore.Storage;

/// <summary>Writes down what a transaction changes in what readers get. Numbers are taken from <see cref="DeliveryGeneration"/>, whose row the transaction holds from then on: no other one takes any before it has ended.</summary>
/// <param name="session">The transaction.</param>
/// <param name="delivery">Told that something changes.</param>
/// <param name="records">Holds the name of the numbers.</param>
/// <param name="time">The clock.</param>
/// <param name="options">For how long it is known what was removed.</param>
internal sealed class ChangeWriter(ISession session, DeliveryChanges delivery, Records records, TimeProvider time, IOptions<DeliveryChangesOptions> options)
{
    private const int Chunk = 200;

    /// <summary>Documents are written. With the bytes that they had, that is no change.</summary>
    public async Task DocumentsChangeAsync(IReadOnlyCollection<(string ContentItemId, DeliveryKind Kind, string Key, DeliveredVersion Version)> documents)
    {
        var known = await FindAsync([.. documents.Select(document => document.ContentItemId)]);
        var changes = new List<GutCmsChange>();
        foreach (var (id, kind, key, version) in documents)
        {
            var change = known.GetValueOrDefault(id) ?? new GutCmsChange { Subject = id, ContentItemId = id, Key = key };
            if (change.IsLive && change.Key == key && change.ToEntry().Document is { } shown && shown.ETag == version.ETag)
            {
                if (shown != version)
                {
                    change.Show(version);
                    await SaveAsync(change);
                }

                continue;
            }

            // What goes from one address to another is removed and written in one transaction; readers never missed it.
            if (!change.IsLive && !delivery.Removed.Contains(id))
            {
                change.Appeared = long.MaxValue;
            }

            if (change.Key != key)
            {
                change.Moved = long.MaxValue;
            }

            (change.Kind, change.Key, change.IsLive, change.IsDeleted, change.Reason) = (kind, key, true, false, null);
            change.Show(version);
            changes.Add(change);
        }

        await NumberAsync(changes);
    }

    /// <summary>Documents are removed. Those of which nothing is known here were there before changes were written down, and whoever has them is told as well.</summary>
    public async Task DocumentsGoAsync(IReadOnlyCollection<(string ContentItemId, DeliveryKind Kind, string Key)> documents)
    {
        var known = await FindAsync([.. documents.Select(document => document.ContentItemId)]);
        var gone = new List<GutCmsChange>();
        foreach (var (id, kind, key) in documents.DistinctBy(document => document.ContentItemId, StringComparer.Ordinal))
        {
            var change = known.GetValueOrDefault(id) ?? new GutCmsChange { Subject = id, ContentItemId = id, Kind = kind, Key = key, IsLive = true };
            if (change.IsLive)
            {
                change.IsLive = false;
                delivery.Removed.Add(id);
                gone.Add(change);
            }
        }

        await NumberAsync(gone);
        if (gone.Count > 0)
        {
            await DropAsync();
        }
    }

    /// <summary>An item is deleted. While it has a document, that goes with it and is told then.</summary>
    public Task ItemGoesAsync(string contentItemId) => TellAsync(contentItemId, change => change.IsDeleted = true);

    /// <summary>Readers are told why an item was taken down, or are told so no more.</summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="withdrawal">What they are told; null: nothing any more.</param>
    public Task WithdrawalChangesAsync(string contentItemId, Withdrawal? withdrawal) => TellAsync(contentItemId, change => (change.Reason, change.WithdrawnTicks) = (withdrawal?.Reason, withdrawal?.WithdrawnUtc.Ticks ?? 0));

    /// <summary>A former address is kept, leads to another item or is released.</summary>
    public async Task AddressChangesAsync(FormerAddress address)
    {
        var subject = FormerAddress.NameOf(address.Kind, address.Key);
        var change = (await FindAsync([subject])).GetValueOrDefault(subject) ?? new GutCmsChange { Subject = subject, IsAddress = true, Kind = address.Kind, Key = address.Key };
        if (change.Number > 0 && change.ContentItemId == address.ContentItemId)
        {
            return;
        }

        (change.ContentItemId, change.IsLive) = (address.ContentItemId, address.ContentItemId is not null);
        await NumberAsync([change]);
    }

    /// <summary>Something was withdrawn before changes were written down, so that nothing is known of it here, or only that it was taken down.</summary>
    public async Task WithdrawnBeforeAsync(Withdrawal withdrawal)
    {
        var known = (await FindAsync([withdrawal.ContentItemId])).GetValueOrDefault(withdrawal.ContentItemId);
        if (DeliveryChange.KindOf(withdrawal.ContentType) is not { } kind || known is { IsLive: true } or { Reason: not null })
        {
            return;
        }

        var key = FormerAddress.CanMove(kind) ? ItemMeaning.SlugOf(withdrawal.Path, withdrawal.ContentItemId) : withdrawal.ContentItemId;
        var change = known ?? new GutCmsChange { Subject = withdrawal.ContentItemId, ContentItemId = withdrawal.ContentItemId, Kind = kind, Key = key };
        (change.Reason, change.WithdrawnTicks) = (withdrawal.Reason, withdrawal.WithdrawnUtc.Ticks);
        await NumberAsync([change]);
    }

    private async Task TellAsync(string contentItemId, Action<GutCmsChange> say)
    {
        if ((await FindAsync([contentItemId])).GetValueOrDefault(contentItemId) is not { } change)
        {
            return;
        }

        say(change);
        if (change.IsLive)
        {
            await SaveAsync(change);
        }
        else
        {
            await NumberAsync([change]);
        }
    }

    /// <summary>Gives changes the next numbers, in their order, and writes them.</summary>
    private async Task NumberAsync(List<GutCmsChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        await delivery.NoteAsync();
        if (await records.FindAsync<ChangeHistory>(ChangeHistory.Kind, ChangeHistory.Key) is null)
        {
            await records.SaveAsync(ChangeHistory.Kind, ChangeHistory.Key, new ChangeHistory(ContentIds.New()));
        }

        var (number, now) = (await DeliveryGeneration.TakeAsync(session, changes.Count), time.GetUtcNow().UtcDateTime);
        foreach (var change in changes)
        {
            number++;
            (change.Number, change.ChangedUtc) = (number, now);
            (change.Appeared, change.Moved) = (Math.Min(change.Appeared, number), Math.Min(change.Moved, number));
            await SaveAsync(change);
        }
    }

    private Task SaveAsync(GutCmsChange change) => session.SaveAsync(change, collection: GutCmsDelivery.Collection);

    /// <summary>Forgets what was removed long ago. What was withdrawn is kept, since readers are told of it for good.</summary>
    private async Task DropAsync()
    {
        var before = time.GetUtcNow().UtcDateTime.AddDays(-options.Value.ChangesDays);
        var dropped = (await session.Query<GutCmsChange, GutCmsChangeIndex>(index => index.IsKept == false && index.ChangedUtc < before, GutCmsDelivery.Collection).ListAsync()).ToList();
        if (dropped.Count == 0)
        {
            return;
        }

        await CounterTable.RaiseToAsync(session, ChangeHistory.LostTable, dropped.Max(change => change.Number));
        foreach (var change in dropped)
        {
            session.Detach(change, GutCmsDelivery.Collection);
            session.Delete(change, GutCmsDelivery.Collection);
        }
    }

    private async Task<Dictionary<string, GutCmsChange>> FindAsync(IReadOnlyCollection<string> subjects)
    {
        var found = new Dictionary<string, GutCmsChange>(StringComparer.Ordinal);
        foreach (var chunk in subjects.Distinct(StringComparer.Ordinal).Chunk(Chunk))
        {
            foreach (var change in await session.Query<GutCmsChange, GutCmsChangeIndex>(index => index.Subject.IsIn(chunk), GutCmsDelivery.Collection).ListAsync())
            {
                found[change.Subject] = change;
            }
        }

        return found;
    }
}
