using GutCms.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GutCms.Api.Review;

/// <summary>The review feature's table of routes.</summary>
internal static class ReviewEndpoints
{
    public static IEndpointRouteBuilder MapReview(this IEndpointRouteBuilder endpoints)
    {
        var review = endpoints.MapGroup("/api/review").WithTags("Review").AddEndpointFilter(Caller.RequireAsync).ProducesProblem(StatusCodes.Status401Unauthorized);

        review.MapGet("/queue", ReadEndpoints.QueueAsync)
            .Describe("listReviewQueue", "List what waits for a decision", "Open reviews that the caller may see, most urgent first. Query: `stage`, `assignee` (a user id, or `me`), `overdue`, `after`, `first`.")
            .Produces<QueueResponse>().ProducesValidationProblem();
        review.MapGet("/{id}", ReadEndpoints.GetAsync)
            .Describe("getReview", "Get how an item stands", "State, policy, stages, decisions, comments, and what the caller could do. The `ETag` is sent back with every trigger, `contentHash` with every decision.")
            .Produces<ReviewResponse>().ProducesProblem(StatusCodes.Status404NotFound);
        review.MapGet("/{id}/disclaimer-impact", ReadEndpoints.ImpactAsync)
            .Describe("getDisclaimerImpact", "Get which content a disclaimer concerns", "Live content that shows it and content in review that will. `impactTag` is sent back when the change is approved and when it is published.")
            .Produces<ImpactResponse>().ProducesProblem(StatusCodes.Status404NotFound);
        review.MapGet("/{id}/audit", AuditEndpoints.ItemAsync)
            .Describe("listItemAudit", "List the log of an item", "Newest first, refused attempts too. Query: `actor` (a user id, or `me`), `action` (with those below it), `from`, `to`, `after`, `first`.")
            .Produces<AuditPageResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        review.MapPost("/{id}/assign", AssignEndpoint.AssignAsync)
            .Describe("assignReview", "Assign reviewers", "Asks people to decide in a stage, gives it back to everybody who holds its role, or sets its due date.")
            .Accepts<AssignBody>("application/json").Produces<TriggerResponse>().Refuses();
        review.MapPost("/{id}/comments", CommentEndpoints.AddAsync)
            .Describe("addComment", "Write a comment", "The first of a new thread, or an answer in one.")
            .Accepts<CommentBody>("application/json").Produces<ThreadResponse>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status412PreconditionFailed);
        review.MapPost("/{id}/comments/{threadId}/resolve", CommentEndpoints.ResolveAsync)
            .Describe("resolveComment", "Resolve a thread", "One that is resolved already stays as it is.")
            .Produces<ThreadResponse>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        review.MapPost("/{id}/comments/{threadId}/reopen", CommentEndpoints.ReopenAsync)
            .Describe("reopenComment", "Open a thread again", "One that is open stays as it is.")
            .Produces<ThreadResponse>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        review.MapPost("/{id}/suggestions", SuggestionEndpoint.AnswerAsync)
            .Describe("answerSuggestions", "Accept or refuse suggested words", "All of them or none. What is accepted becomes one new version; its authors are the caller and, unless the policy says otherwise, whoever suggested.")
            .Accepts<SuggestionsBody>("application/json").Produces<SuggestionsResponse>().Refuses();
        review.MapPost("/{id}/{trigger}", TriggerEndpoint.PullAsync)
            .Describe(
                "pullTrigger",
                "Pull a trigger",
                "`submit`, `withdrawSubmission`, `approve`, `requestChanges`, `publish`, `unpublish`, `schedule`, `renew` or `withdraw`. `If-Match` names the `ETag` that the caller was shown. "
                + "`approve`, `requestChanges` and `renew` take a person's own session: no token decides. A refusal names the state, what the caller could do instead, and every rule that is not met.")
            .Accepts<TriggerBody>("application/json").Produces<TriggerResponse>().Refuses();

        endpoints.MapGroup("/api/audit").WithTags("Audit").AddEndpointFilter(Caller.RequireAsync).ProducesProblem(StatusCodes.Status401Unauthorized)
            .MapGet("", AuditEndpoints.AllAsync)
            .Describe("listAudit", "List the audit log", "Newest first. Takes the permission `ViewAuditTrail`. Query: `item`, `actor` (a user id, or `me`), `action` (with those below it), `from`, `to`, `after`, `first`.")
            .Produces<AuditPageResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status403Forbidden);
        return endpoints;
    }
}
