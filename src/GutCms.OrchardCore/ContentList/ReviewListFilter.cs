using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.OrchardCore.Gate;
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

    /// <summary>The items whose latest version is in the state; none for a value that is not known.</summary>
    internal static async Task<string[]> FindAsync(IServiceProvider services, string value)
    {
        var (records, now) = (services.GetRequiredService<Records>(), services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var isOverdue = value.Equals(Overdue, StringComparison.OrdinalIgnoreCase);
        if (!Values.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            return [];
        }

        var state = isOverdue ? ReviewState.InReview : Enum.Parse<ReviewState>(value, ignoreCase: true);

        // Found by what is sure to be there, as much as there is work; whether it is the state is for the rule to say.
        string[] candidates = state switch
        {
            ReviewState.ReviewDue => [.. (await records.ListAsync<Publication>(RecordKinds.Publication)).Values
                .Where(publication => publication.ReviewDueReason is not null || publication.NextReviewUtc <= now).Select(publication => publication.ContentItemId)],
            ReviewState.Withdrawn => [.. (await records.ListAsync<Withdrawal>(RecordKinds.Withdrawal)).Keys],
            _ => [.. (await records.ListOpenAsync<Review>(RecordKinds.Review))
                .Where(review => review.Purpose == ReviewPurpose.Publication && review.State == state && (!isOverdue || review.CurrentStage?.DueUtc < now)).Select(review => review.ContentItemId)],
        };
        await using var work = await new JoinedContentStore(services).ReadAsync(CancellationToken.None);
        return [.. (await StatesOfItems.FindAsync(work, candidates, CancellationToken.None)).Where(item => item.Value.Latest.At(now) == state).Select(item => item.Key)];
    }
}
