using System.Collections.Immutable;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Acting;

/// <summary>
/// Writes what becomes of items, and keeps in mind how those stand by then that were read before: nobody has to read them a second time. What an act writes of runs, schedules,
/// withdrawals and what is live, it writes here.
/// </summary>
internal sealed class ItemWrites(IUnitOfWork work, Actor actor)
{
    private readonly Dictionary<string, ItemStand> _stands = new(StringComparer.Ordinal);

    /// <summary>How the items stand that were read, by item, with all that was written since.</summary>
    public IReadOnlyDictionary<string, ItemStand> Stands => _stands;

    /// <summary>An item was read.</summary>
    public void WasRead(ItemStand stand) => _stands[stand.ContentItemId] = stand;

    /// <summary>As <see cref="IReviewStore.SaveReviewAsync"/>.</summary>
    public async Task<Review> SaveReviewAsync(Review review, CancellationToken cancellationToken)
    {
        var saved = await work.Reviews.SaveReviewAsync(review, cancellationToken);
        Now(saved.ContentItemId, stand => stand.With(saved));
        return saved;
    }

    /// <summary>As <see cref="IReviewStore.SaveScheduleAsync"/>.</summary>
    public async Task SaveScheduleAsync(ScheduledPublication schedule, CancellationToken cancellationToken)
    {
        await work.Reviews.SaveScheduleAsync(schedule, cancellationToken);
        Now(schedule.ContentItemId, stand => stand with { Schedule = schedule });
    }

    /// <summary>As <see cref="IReviewStore.RemoveScheduleAsync"/>.</summary>
    public async Task RemoveScheduleAsync(string contentItemId, CancellationToken cancellationToken)
    {
        await work.Reviews.RemoveScheduleAsync(contentItemId, cancellationToken);
        Now(contentItemId, stand => stand with { Schedule = null });
    }

    /// <summary>As <see cref="IReviewStore.SaveTakeDownAsync"/>.</summary>
    public async Task SaveTakeDownAsync(ScheduledTakeDown takeDown, CancellationToken cancellationToken)
    {
        await work.Reviews.SaveTakeDownAsync(takeDown, cancellationToken);
        Now(takeDown.ContentItemId, stand => stand with { TakeDown = takeDown });
    }

    /// <summary>As <see cref="IReviewStore.RemoveTakeDownAsync"/>.</summary>
    public async Task RemoveTakeDownAsync(string contentItemId, CancellationToken cancellationToken)
    {
        await work.Reviews.RemoveTakeDownAsync(contentItemId, cancellationToken);
        Now(contentItemId, stand => stand with { TakeDown = null });
    }

    /// <summary>As <see cref="IReviewStore.SaveWithdrawalAsync"/>.</summary>
    public async Task SaveWithdrawalAsync(Withdrawal withdrawal, CancellationToken cancellationToken)
    {
        await work.Reviews.SaveWithdrawalAsync(withdrawal, cancellationToken);
        Now(withdrawal.ContentItemId, stand => stand with { Withdrawal = withdrawal });
    }

    /// <summary>Makes the latest version live, as it was read; a withdrawal ends with it. Its publication is <see cref="SavePublicationsAsync">written</see> beside it.</summary>
    public async Task MakeLiveAsync(ReviewFacts facts, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var id = facts.ContentItemId;
        await work.SetPublishedVersionAsync(id, facts.Latest.Item.ContentItemVersionId, nowUtc, actor, cancellationToken);
        await work.Reviews.RemoveWithdrawalAsync(id, cancellationToken);
        Now(id, stand => stand with { Published = stand.Latest, Publication = null, Withdrawal = null });
    }

    /// <summary>Takes what is live down, and its publication and the take-down that was to come away.</summary>
    public async Task TakeDownAsync(string contentItemId, CancellationToken cancellationToken)
    {
        await work.SetPublishedVersionAsync(contentItemId, null, null, actor, cancellationToken);
        await work.Reviews.RemovePublicationAsync(contentItemId, cancellationToken);
        Now(contentItemId, stand => stand with { Published = null, Publication = null });
        await RemoveTakeDownAsync(contentItemId, cancellationToken);
    }

    /// <summary>As <see cref="IReviewStore.SavePublicationsAsync"/>.</summary>
    public async Task SavePublicationsAsync(IReadOnlyCollection<Publication> publications, CancellationToken cancellationToken)
    {
        await work.Reviews.SavePublicationsAsync(publications, cancellationToken);
        foreach (var publication in publications)
        {
            Now(publication.ContentItemId, stand => stand.Published?.VersionId != publication.VersionId ? stand
                : stand with { Publication = publication, Published = stand.Published with { ContentHash = publication.ContentHash } });
        }
    }

    /// <summary>As <see cref="IUnitOfWork.AddVersionAsync"/>; how the item stands with it has to be read.</summary>
    public async Task AddVersionAsync(ContentItem item, string contentHash, ImmutableArray<VersionAuthor> authors, CancellationToken cancellationToken)
    {
        await work.AddVersionAsync(item, contentHash, authors, cancellationToken);
        _stands.Remove(item.ContentItemId);
    }

    /// <summary>As <see cref="IUnitOfWork.DeleteAsync"/>.</summary>
    public async Task DeleteAsync(string contentItemId, CancellationToken cancellationToken)
    {
        await work.DeleteAsync(contentItemId, cancellationToken);
        _stands.Remove(contentItemId);
    }

    private void Now(string contentItemId, Func<ItemStand, ItemStand> change)
    {
        if (_stands.TryGetValue(contentItemId, out var stand))
        {
            _stands[contentItemId] = change(stand);
        }
    }
}
