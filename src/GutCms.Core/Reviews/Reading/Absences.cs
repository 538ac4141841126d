using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Reading;

/// <summary>Why delivery has no document at an address where readers found an item.</summary>
/// <param name="ContentItemId">The item.</param>
public abstract record Absence(string ContentItemId);

/// <summary>What readers are told about something that was taken down for their safety.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="Reason">Why; plain text of 1 to 2000 characters.</param>
/// <param name="WithdrawnUtc">When, UTC.</param>
/// <param name="ReplacementUrl">What to read instead: http(s), which is elsewhere, or the path of something live; null when nothing is named, or what was named is no longer live.</param>
public sealed record WithdrawalNotice(string ContentItemId, string Reason, DateTime WithdrawnUtc, string? ReplacementUrl) : Absence(ContentItemId)
{
    /// <summary>Title of what to read instead; null when nothing of this site is named.</summary>
    public string? ReplacementTitle { get; init; }
}

/// <summary>The item is live at another address.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="Key">Slug of the document that shows it, of the kind that was asked for.</param>
public sealed record MovedNotice(string ContentItemId, string Key) : Absence(ContentItemId);

/// <summary>Looks up, where delivery has no document, whether that is because it was withdrawn or is elsewhere.</summary>
public sealed class Absences(IContentStore store)
{
    /// <summary>Why nothing is there, or null: nothing was ever published there, or it was taken down and nobody says why.</summary>
    /// <param name="kind">What was asked for.</param>
    /// <param name="key">Slug or id, as <see cref="IDeliveryReader.FindAsync"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Absence?> FindAsync(DeliveryKind kind, string key, CancellationToken cancellationToken)
    {
        var asked = ItemMeaning.AddressKey(key);
        await using var work = await store.ReadAsync(cancellationToken);
        var withdrawal = FormerAddress.CanMove(kind)
            ? await work.Reviews.FindWithdrawalByPathAsync(FormerAddress.PathOf(kind, asked), cancellationToken)
            : await work.Reviews.FindWithdrawalAsync(asked, cancellationToken);
        if (withdrawal is null && await FormerAddress.FindAsync(work, kind, asked, cancellationToken) is { ContentItemId: { } id })
        {
            var now = (await work.FindDeliveryStampsAsync([id], cancellationToken)).GetValueOrDefault(id);
            if (now?.Kind == kind && now.Key != asked)
            {
                return new MovedNotice(id, now.Key);
            }

            withdrawal = now is null ? await work.Reviews.FindWithdrawalAsync(id, cancellationToken) : null;
        }

        if (withdrawal is null)
        {
            return null;
        }

        var (url, title) = await ReplacementAsync(work, withdrawal, cancellationToken);
        return new WithdrawalNotice(withdrawal.ContentItemId, withdrawal.Reason, withdrawal.WithdrawnUtc, url) { ReplacementTitle = title };
    }

    private static async Task<(string? Url, string? Title)> ReplacementAsync(IUnitOfWork work, Withdrawal withdrawal, CancellationToken cancellationToken)
    {
        // A path that was named before paths became items is followed to what is live there.
        var id = withdrawal.ReplacementItemId ?? (withdrawal.ReplacementUrl is { } path && Replacement.IsPath(path) ? await Replacement.FindLiveAsync(work, path, cancellationToken) : null);
        if (id is null)
        {
            return (withdrawal.ReplacementUrl is { } elsewhere && !Replacement.IsPath(elsewhere) ? elsewhere : null, null);
        }

        var item = (await work.FindAsync([id], VersionSelector.Published, cancellationToken)).GetValueOrDefault(id)?.Item;
        var url = item is null ? null
            : DeliveredTypes.KindOf(item, await work.GetDefinitionsAsync(cancellationToken)) == DeliveryKind.Item ? FormerAddress.UrlOf(DeliveryKind.Item, DeliveredTypes.KeyOf(DeliveryKind.Item, item))
            : ItemMeaning.PathOf(item) is { } own ? "/" + own
            : item.ContentType == ItemMeaning.Disclaimer ? "/api/delivery/disclaimers/" + id
            : null;
        return (url, url is null ? null : item!.DisplayText);
    }
}
