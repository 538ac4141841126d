using System.Text.Json.Nodes;
using GutCms.Api.Http;
using GutCms.Core.Comments;
using GutCms.Core.Reviews.UseCases;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Review;

/// <summary>A comment: the first of a new thread, or an answer in one.</summary>
public sealed record CommentBody
{
    /// <summary>Plain text of 1 to 4000 characters; may be empty with `addresses`.</summary>
    public string Text { get; init; } = "";

    /// <summary>The answer says that what the thread asks for was done. Only with a thread that is open.</summary>
    public bool Addresses { get; init; }

    /// <summary>The thread that is answered; null or absent: a new one.</summary>
    public string? ThreadId { get; init; }

    /// <summary>Words for those that the `anchor` names, plain text in one line of at most 4000 characters; empty: to leave them out; null or absent: none. Only with a new thread on words; `text` may be empty then.</summary>
    public string? Suggestion { get; init; }

    /// <summary>Place in the latest version: `blockId`, `quote`, `prefix`, `suffix`, `start`, `length`, with an empty quote for the whole block; null or absent: the whole item. Only with a new thread.</summary>
    public JsonObject? Anchor { get; init; }
}

/// <summary>Comments on an item.</summary>
internal static class CommentEndpoints
{
    public static async Task<IResult> AddAsync(string id, HttpContext context, AddComment add, CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadAsync<CommentBody>(context, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        JsonObject? anchor;
        try
        {
            anchor = body.Anchor is null ? null : CommentAnchor.FromJson(body.Anchor).ToJson();
        }
        catch (FormatException fault)
        {
            return JsonBody.Invalid("anchor", fault.Message);
        }

        var outcome = await add.ExecuteAsync(Caller.Of(context), new(id, body.ThreadId, body.Text, anchor) { Addresses = body.Addresses, Suggests = body.Suggestion }, cancellationToken);
        return outcome.ToResult(context, thread => TypedResults.Ok(ThreadResponse.Of(thread, null)));
    }

    public static async Task<IResult> ResolveAsync(string id, string threadId, HttpContext context, ResolveComment resolve, CancellationToken cancellationToken)
    {
        var outcome = await resolve.ExecuteAsync(Caller.Of(context), new(id, threadId), cancellationToken);
        return outcome.ToResult(context, thread => TypedResults.Ok(ThreadResponse.Of(thread, null)));
    }

    public static async Task<IResult> ReopenAsync(string id, string threadId, HttpContext context, ReopenComment reopen, CancellationToken cancellationToken)
    {
        var outcome = await reopen.ExecuteAsync(Caller.Of(context), new(id, threadId), cancellationToken);
        return outcome.ToResult(context, thread => TypedResults.Ok(ThreadResponse.Of(thread, null)));
    }
}
