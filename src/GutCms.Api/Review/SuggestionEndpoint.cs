using GutCms.Api.Http;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Review;

/// <summary>What becomes of suggested words.</summary>
public sealed record SuggestionsBody
{
    /// <summary>Threads whose suggestions are answered, at least one, in the order in which they are put into the text.</summary>
    public IReadOnlyList<string> ThreadIds { get; init; } = [];

    /// <summary>They are accepted; false: refused.</summary>
    public bool Accept { get; init; }

    /// <summary>Of one suggestion that is accepted: other words than suggested; null or absent: as suggested.</summary>
    public string? Words { get; init; }

    /// <summary>What is said about it, plain text of at most 4000 characters; null or absent: nothing.</summary>
    public string? Note { get; init; }

    /// <summary>They are accepted although that ends a review that goes on, voids approvals or cancels a schedule.</summary>
    public bool EndsReview { get; init; }
}

/// <summary>What was done with suggestions.</summary>
/// <param name="VersionId">The new version; null when they were refused.</param>
/// <param name="Threads">The threads.</param>
public sealed record SuggestionsResponse(string? VersionId, IReadOnlyList<ThreadResponse> Threads);

/// <summary>Accepts and refuses suggested words.</summary>
internal static class SuggestionEndpoint
{
    public static async Task<IResult> AnswerAsync(string id, HttpContext context, AnswerSuggestions answer, CancellationToken cancellationToken)
    {
        var (tag, unconditional) = EntityTags.ReadRequired(context);
        if (tag is null)
        {
            return unconditional!;
        }

        var (body, problem) = await JsonBody.ReadAsync<SuggestionsBody>(context, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var request = new AnswerSuggestions.Request(id, ExpectedTag.Of(tag), [.. body.ThreadIds], body.Accept) { Words = body.Words, Note = body.Note, EndsReview = body.EndsReview };
        var outcome = await answer.ExecuteAsync(Caller.Of(context), request, cancellationToken);
        return outcome.ToResult(context, result =>
        {
            if (result.Saved is { } saved)
            {
                EntityTags.Write(context, saved.Tag);
            }

            return TypedResults.Ok(new SuggestionsResponse(result.Saved?.Item.ContentItemVersionId, [.. result.Threads.Select(thread => ThreadResponse.Of(thread, null))]));
        });
    }
}
