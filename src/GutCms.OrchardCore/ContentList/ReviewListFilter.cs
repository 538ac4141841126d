using GutCms.Core.Reviews;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Records;
using OrchardCore.Contents.Services;
using YesSql.Filters.Query;
using YesSql.Services;

namespace GutCms.OrchardCore.ContentList;

/// <summary>The term <c>review:</c> of Orchard Core's content list, for instance <c>review:inReview</c>. What it finds is what has work to do: values are those of <see cref="Values"/>.</summary>
internal sealed class ReviewListFilter : IContentsAdminListFilterProvider
{
    /// <summary>The term.</summary>
    public const string Term = "review";

    private const string Overdue = "overdue";

    /// <summary>What can be asked for.</summary>
    public static IReadOnlyList<string> Values { get; } =
    [
        ReviewState.InReview.ToName(), Overdue, ReviewState.ChangesRequested.ToName(), ReviewState.Approved.ToName(), ReviewState.ReviewDue.ToName(), ReviewState.Withdrawn.ToName(),
    ];

    /// <inheritdoc/>
    public void Build(QueryEngineBuilder<ContentItem> builder) => builder.WithNamedTerm(Term, term => term
        .OneCondition(async (value, query, context) =>
        {
            if (!string.IsNullOrEmpty(value))
            {
                var ids = await FindAsync(((ContentQueryContext)context).ServiceProvider, value);
                query.With<ContentItemIndex>(index => index.ContentItemId.IsIn(ids));
            }

            return query;
        })
        .MapTo<ReviewListOptions>((value, model) => model.State = value)
        .MapFrom<ReviewListOptions>(model => (!string.IsNullOrEmpty(model.State), model.State ?? "")));

    /// <summary>The items; none for a value that is not known.</summary>
    private static async Task<string[]> FindAsync(IServiceProvider services, string value)
    {
        var (records, now) = (services.GetRequiredService<Records>(), services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        if (Is(Overdue))
        {
            return await RunsAsync(records, review => review.State == ReviewState.InReview && review.CurrentStage?.DueUtc < now);
        }

        if (Is(ReviewState.ReviewDue.ToName()))
        {
            var publications = await records.ListAsync<Publication>(RecordKinds.Publication);
            return [.. publications.Where(entry => entry.Value.ReviewDueReason is not null || entry.Value.NextReviewUtc <= now).Select(entry => entry.Key)];
        }

        if (Is(ReviewState.Withdrawn.ToName()))
        {
            return [.. (await records.ListAsync<Withdrawal>(RecordKinds.Withdrawal)).Keys];
        }

        return await RunsAsync(records, review => Is(review.State.ToName()));

        bool Is(string name) => name.Equals(value, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string[]> RunsAsync(Records records, Func<Review, bool> wanted) =>
        [.. (await records.ListOpenAsync<Review>(RecordKinds.Review)).Where(review => review.Purpose == ReviewPurpose.Publication && wanted(review)).Select(review => review.ContentItemId)];
}
