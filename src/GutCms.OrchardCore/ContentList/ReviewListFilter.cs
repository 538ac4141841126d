using GutCms.Core.Reviews.Model;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Records;
using OrchardCore.Contents.Services;
using YesSql;
using YesSql.Filters.Query;
using YesSql.Services;

namespace GutCms.OrchardCore.ContentList;

/// <summary>The term <c>review:</c> of Orchard Core's content list, for instance <c>review:inReview</c>. What it finds is what has work to do: values are those of <see cref="Values"/>.</summary>
internal sealed class ReviewListFilter : IContentsAdminListFilterProvider
{
    /// <summary>The term.</summary>
    public const string Term = "review";

    private const string Overdue = "overdue";

    private static readonly string InReview = ReviewState.InReview.ToName();
    private static readonly string ReviewDue = ReviewState.ReviewDue.ToName();

    /// <summary>What can be asked for.</summary>
    public static IReadOnlyList<string> Values { get; } =
    [
        InReview, Overdue, ReviewState.ChangesRequested.ToName(), ReviewState.Approved.ToName(), ReviewDue, ReviewState.Withdrawn.ToName(),
    ];

    /// <inheritdoc/>
    public void Build(QueryEngineBuilder<ContentItem> builder) => builder.WithNamedTerm(Term, term => term
        .OneCondition((value, query, context) => ValueTask.FromResult(
            string.IsNullOrEmpty(value) ? query : Narrow(query, value, ((ContentQueryContext)context).ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime)))
        .MapTo<ReviewListOptions>((value, model) => model.State = value)
        .MapFrom<ReviewListOptions>(model => (!string.IsNullOrEmpty(model.State), model.State ?? "")));

    /// <summary>Only items whose latest version is in the state; none for a value that is not known. The database joins what is kept of states.</summary>
    internal static IQuery<ContentItem> Narrow(IQuery<ContentItem> query, string value, DateTime nowUtc)
    {
        var name = Values.FirstOrDefault(known => known.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? "";
        var (inReview, due) = (InReview, ReviewDue);
        return name switch
        {
            Overdue => query.With<ContentItemIndex>(index => index.ContentItemId.IsIn<GutCmsItemStateIndex>(state => state.ContentItemId, state => state.State == inReview && state.DueUtc < nowUtc)),
            _ when name == ReviewDue => query.With<ContentItemIndex>(index =>
                index.ContentItemId.IsIn<GutCmsItemStateIndex>(state => state.ContentItemId, state => state.State == due || (state.State != inReview && state.DueUtc <= nowUtc))),
            _ => query.With<ContentItemIndex>(index => index.ContentItemId.IsIn<GutCmsItemStateIndex>(state => state.ContentItemId, state => state.State == name)),
        };
    }
}
