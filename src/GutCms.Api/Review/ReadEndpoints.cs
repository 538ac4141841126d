using GutCms.Api.Http;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Review;

/// <summary>What is read about reviews.</summary>
internal static class ReadEndpoints
{
    public static async Task<IResult> QueueAsync(HttpContext context, ListOpenReviews list, TimeProvider time, CancellationToken cancellationToken)
    {
        var actor = Caller.Of(context);
        var query = new ListParameters(context, "stage", "assignee", "overdue", "after", "first");
        var assignee = query.Text("assignee");
        var request = new ListOpenReviews.Request(query.Text("stage"), assignee == "me" ? null : assignee, query.Flag("overdue"), query.After, query.First) { Mine = assignee == "me" };
        if (query.FindProblem() is { } problem)
        {
            return problem;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var outcome = await list.ExecuteAsync(actor, request, cancellationToken);
        return outcome.ToResult(context, page => TypedResults.Ok(new QueueResponse(page.Total, [.. page.Reviews.Select(review => QueuedReviewResponse.Of(review, page.OpenThreads.GetValueOrDefault(review.ContentItemId), now))], page.Next)));
    }

    public static async Task<IResult> GetAsync(string id, HttpContext context, GetReview get, GetContent content, CancellationToken cancellationToken)
    {
        var actor = Caller.Of(context);
        var outcome = await get.ExecuteAsync(actor, id, cancellationToken);
        if (!outcome.Succeeded)
        {
            return outcome.Refusal.ToResult(context);
        }

        // Only to find the places of comments again; the view itself is of one moment.
        var item = outcome.Value.Threads.IsEmpty ? null : (await content.ExecuteAsync(actor, new(id, VersionSelector.Latest), cancellationToken)).Value?.Item;
        EntityTags.Write(context, outcome.Value.Tag);
        return TypedResults.Ok(ReviewResponse.Of(outcome.Value, item));
    }

    public static async Task<IResult> ImpactAsync(string id, HttpContext context, GetDisclaimerImpact get, CancellationToken cancellationToken)
    {
        var outcome = await get.ExecuteAsync(Caller.Of(context), id, cancellationToken);
        return outcome.ToResult(context, impact => TypedResults.Ok(ImpactResponse.Of(impact)));
    }
}
