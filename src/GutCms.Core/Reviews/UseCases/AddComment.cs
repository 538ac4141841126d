using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Comments;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Writes a comment: the first of a new thread, or an answer in one.</summary>
public sealed class AddComment(ReviewPorts ports)
{
    /// <summary>Longest comment, in characters.</summary>
    public const int MaxLength = 4000;

    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ThreadId">The thread that is answered; null: a new one.</param>
    /// <param name="Text">Plain text of 1 to 4000 characters.</param>
    /// <param name="Anchor">Place in the latest version, as the JSON of a comment anchor; null: the whole item. Only with a new thread.</param>
    public sealed record Request(string ContentItemId, string? ThreadId, string Text, JsonObject? Anchor = null)
    {
        /// <summary>The answer says that what the thread asks for was done; then it needs no words.</summary>
        public bool Addresses { get; init; }

        /// <summary>Words for those that the anchor names, plain text in one line of at most 4000 characters; empty: to leave them out. Null: none. With a new thread on words; then it needs no text.</summary>
        public string? Suggests { get; init; }
    }

    /// <summary>Does it.</summary>
    public Task<Outcome<CommentThread>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<CommentThread>(ports, actor, AuditActions.ReviewComment, request.ContentItemId, async attempt =>
        {
            var (facts, refusal) = await Commenting.LoadAsync(attempt, request.ContentItemId, cancellationToken);
            if (facts is null)
            {
                return refusal!;
            }

            var text = request.Text.Trim();
            if ((text.Length == 0 && !request.Addresses && request.Suggests is null) || text.Length > MaxLength || (request.ThreadId is not null && request.Anchor is not null) || (request.ThreadId is null && request.Addresses))
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Comment", MaxLength));
            }

            if (request.Anchor is { } anchor && !IsAnchor(anchor))
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Anchor")) { Faults = [new("$.anchor", Sentence.Of("Comment.Anchor"))] };
            }

            if (request.Suggests is not null && FindFault(facts.Latest.Item, request) is { } fault)
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Suggestion")) { Faults = [fault] };
            }

            var thread = request.ThreadId is null ? null : facts.Threads.FirstOrDefault(known => known.ThreadId == request.ThreadId);
            if (request.ThreadId is not null && thread is null)
            {
                return TriggerCheck.NotFound;
            }

            if (thread is { IsResolved: true } && request.Addresses)
            {
                return new Refusal(RefusalKind.Conflict, Sentence.Of("Refused.ThreadIsResolved"));
            }

            var message = new CommentMessage(ContentIds.New(), actor.UserId, actor.UserName, text, attempt.NowUtc) { Addresses = request.Addresses, Suggests = request.Suggests, ContentHash = facts.LatestHash };
            thread = thread is null
                ? new(ContentIds.New(), facts.ContentItemId, facts.Latest.Item.ContentItemVersionId, request.Anchor?.DeepClone().AsObject(), [message])
                : thread with { Messages = thread.Messages.Add(message) };
            return await Commenting.SaveAsync(attempt, facts, thread, AuditActions.ReviewComment, cancellationToken);
        }, cancellationToken);

    /// <summary>What is wrong with suggested words: they have to fit into the text as it is.</summary>
    internal static ContentFault? FindFault(ContentItem item, Request request) =>
        request.ThreadId is not null || request.Anchor is null || CommentAnchor.FromJson(request.Anchor) is not { IsWhole: false } anchor ? new("$.anchor", Sentence.Of("Comment.SuggestionPlace"))
        : request.Suggests!.Length > SuggestedWords.MaxLength || request.Suggests.Any(char.IsControl) || request.Suggests == anchor.Quote ? new("$.suggestion", Sentence.Of("Comment.Suggestion", SuggestedWords.MaxLength))
        : SuggestedWords.Apply(ContentItemJson.Write(item), anchor, request.Suggests) is null ? new("$.anchor", Sentence.Of("Comment.SuggestionPlace"))
        : null;

    private static bool IsAnchor(JsonObject json)
    {
        try
        {
            CommentAnchor.FromJson(json);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
