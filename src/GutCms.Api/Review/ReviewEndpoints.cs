using GutCms.Api.Content;
using GutCms.Api.Http;
using GutCms.Core.Releases;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Api.Review;

/// <summary>The review feature's table of routes.</summary>
internal static class ReviewEndpoints
{
    public static IEndpointRouteBuilder MapReview(this IEndpointRouteBuilder endpoints)
    {
        var review = endpoints.MapGroup("/api/review").WithTags("Review").AddEndpointFilter(Caller.RequireAsync).ProducesProblem(StatusCodes.Status401Unauthorized);

        review.MapGet("/queue", ReadEndpoints.QueueAsync)
            .Describe("listReviewQueue", "List what waits for a decision", "Open reviews that the caller may see, most urgent first.")
            .Produces<QueueResponse>().ProducesValidationProblem()
            .Query("stage", "Name of a stage.").Query("assignee", "A user id, or `me`.").Query(QueryKind.Flag, "overdue", "Only what is past its due date.").Paged();
        review.MapGet("/{id}", ReadEndpoints.GetAsync)
            .Describe("getReview", "Get how an item stands", "State, policy, stages, decisions, comments, and what the caller could do. The `ETag` is sent back with every trigger, `contentHash` with every decision.")
            .Produces<ReviewResponse>().ProducesProblem(StatusCodes.Status404NotFound);
        review.MapGet("/{id}/disclaimer-impact", ReadEndpoints.ImpactAsync)
            .Describe("getDisclaimerImpact", "Get which content a disclaimer concerns", "Live content that shows it and content in review that will. `impactTag` is sent back when the change is approved and when it is published.")
            .Produces<ImpactResponse>().ProducesProblem(StatusCodes.Status404NotFound);
        review.MapGet("/{id}/audit", AuditEndpoints.ItemAsync)
            .Describe("listItemAudit", "List the log of an item", "Newest first, refused attempts too.")
            .Produces<AuditPageResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).OfLog();
        review.MapPost("/{id}/assign", AssignEndpoint.AssignAsync)
            .Describe("assignReview", "Assign reviewers", "Asks people to decide in a stage, gives it back to everybody who holds its role, or sets its due date.")
            .Accepts<AssignBody>("application/json").Produces<TriggerResponse>().Refuses().IfMatch();
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
            .Accepts<SuggestionsBody>("application/json").Produces<SuggestionsResponse>().Refuses().IfMatch();
        review.MapPost("/{id}/withdrawal", WithdrawalEndpoint.CorrectAsync)
            .Describe("correctWithdrawal", "Correct what readers are told about a withdrawal", "It stays withdrawn. What was said before stays in the log; what says the same changes nothing.")
            .Accepts<WithdrawalBody>("application/json").Produces<WithdrawalResponse>().Refuses().IfMatch();
        review.MapPost("/{id}/translations", TranslationEndpoints.BeginAsync)
            .Describe("beginTranslation", "Begin a translation", "A new draft with the text of the item, in another language of its set, to be written over. Which text it was made from is on file. Takes the right to create items of the type.")
            .Accepts<TranslateBody>("application/json").Produces<ContentItemSchema>().Refuses();
        review.MapPost("/{id}/translation", TranslationEndpoints.ConfirmAsync)
            .Describe("confirmTranslation", "Say that a translation is up to date", "By somebody who may edit it: it says what the named text of its source says. On record; neither the text nor its review changes.")
            .Accepts<CurrentTranslationBody>("application/json").Produces<TranslationResponse>().Refuses();
        review.MapPreviews();
        review.MapTriggers();
        if (endpoints.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(GetReleases)))
        {
            // A host without releases has no addresses for them.
            review.MapReleases();
        }

        endpoints.MapGroup("/api/audit").WithTags("Audit").AddEndpointFilter(Caller.RequireAsync).ProducesProblem(StatusCodes.Status401Unauthorized)
            .MapGet("", AuditEndpoints.AllAsync)
            .Describe("listAudit", "List the audit log", "Newest first. Takes the permission `ViewAuditTrail`.")
            .Produces<AuditPageResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status403Forbidden)
            .Query("item", "ContentItemId.").OfLog();
        return endpoints;
    }

    private static RouteHandlerBuilder OfLog(this RouteHandlerBuilder endpoint) => endpoint
        .Query("actor", "A user id, or `me`.").Query("act", "Id of an act: all entries of one request.").Query("action", "Name of an action, with those below it.")
        .Query(QueryKind.Instant, "from", "From this instant on, with its offset from UTC.").Query(QueryKind.Instant, "to", "Before this instant, with its offset from UTC.").Paged();

    private static void MapTriggers(this RouteGroupBuilder review)
    {
        const string Refusal = "`If-Match` names the `ETag` that the caller was shown. A refusal names the state, what the caller could do instead, and every rule that is not met.";
        const string Decision = "Takes a person's own session: no token decides. ";
        foreach (var (trigger, summary, description) in new (Trigger, string, string)[]
        {
            (Trigger.Submit, "Submit for review", ""),
            (Trigger.WithdrawSubmission, "Take a submission back", ""),
            (Trigger.Approve, "Approve", Decision),
            (Trigger.RequestChanges, "Ask for changes", Decision),
            (Trigger.Publish, "Publish what is approved", ""),
            (Trigger.Unpublish, "Take down", ""),
            (Trigger.Schedule, "Set or cancel the instant of publication", ""),
            (Trigger.ScheduleUnpublish, "Set or cancel the instant of a take-down", ""),
            (Trigger.Renew, "Confirm the live text", Decision),
            (Trigger.Withdraw, "Withdraw for the safety of readers", ""),
        })
        {
            var name = trigger.ToName();
            review.MapPost("/{id}/" + name, (string id, HttpContext context, PullTrigger pull, CancellationToken cancellationToken) => TriggerEndpoint.PullAsync(id, name, context, pull, cancellationToken))
                .Describe(name, summary, description + Refusal)
                .Accepts<TriggerBody>("application/json").Produces<TriggerResponse>().Refuses().IfMatch();
        }

        // Whatever else is asked for is told which triggers there are.
        review.MapPost("/{id}/{trigger}", TriggerEndpoint.PullAsync).ExcludeFromDescription();
    }
}
