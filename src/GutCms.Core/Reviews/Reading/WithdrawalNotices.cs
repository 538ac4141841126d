using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Reading;

/// <summary>What readers are told about something that was taken down for their safety.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="Reason">Why; plain text of 1 to 2000 characters.</param>
/// <param name="WithdrawnUtc">When, UTC.</param>
/// <param name="ReplacementUrl">What to read instead: http(s), or a path with a leading slash; null when nothing is named, or what was named is no longer live.</param>
public sealed record WithdrawalNotice(string ContentItemId, string Reason, DateTime WithdrawnUtc, string? ReplacementUrl)
{
    /// <summary>Title of what to read instead; null when nothing of this site is named.</summary>
    public string? ReplacementTitle { get; init; }
}

/// <summary>Looks up, where delivery has no document, whether that is because it was withdrawn.</summary>
public sealed class WithdrawalNotices(IContentStore store)
{
    /// <summary>The notice, or null: it was never published, or not taken down for safety.</summary>
    /// <param name="kind">What was asked for.</param>
    /// <param name="key">Slug or id, as <see cref="IDeliveryReader.FindAsync"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<WithdrawalNotice?> FindAsync(DeliveryKind kind, string key, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        var withdrawal = kind switch
        {
            DeliveryKind.Article => await work.Reviews.FindWithdrawalByPathAsync("articles/" + key, cancellationToken),
            DeliveryKind.Series => await work.Reviews.FindWithdrawalByPathAsync("series/" + key, cancellationToken),
            _ => await work.Reviews.FindWithdrawalAsync(key.ToLowerInvariant(), cancellationToken),
        };
        if (withdrawal is null)
        {
            return null;
        }

        var (url, title) = await ReplacementAsync(work, withdrawal, cancellationToken);
        return new(withdrawal.ContentItemId, withdrawal.Reason, withdrawal.WithdrawnUtc, url) { ReplacementTitle = title };
    }

    private static async Task<(string? Url, string? Title)> ReplacementAsync(IUnitOfWork work, Withdrawal withdrawal, CancellationToken cancellationToken)
    {
        if (withdrawal.ReplacementItemId is not { } id)
        {
            return (withdrawal.ReplacementUrl, null);
        }

        var item = (await work.FindAsync([id], VersionSelector.Published, cancellationToken)).GetValueOrDefault(id)?.Item;
        var url = item is null ? null
            : ItemMeaning.PathOf(item) is { } path ? "/" + path
            : item.ContentType == ItemMeaning.Disclaimer ? "/api/delivery/disclaimers/" + id
            : null;
        return (url, url is null ? null : item!.DisplayText);
    }
}
