using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Comments;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Previews;

/// <summary>Leaves a comment through a preview link that permits it: a new thread on the whole item, or words for some of its words, under the name that was typed, marked as a guest's.</summary>
public sealed class CommentOnPreview(ReviewPorts ports, IPreviewLinks links)
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxName = 100;

    /// <summary>Most comments that one link takes.</summary>
    public const int MaxComments = 100;

    /// <summary>What is asked for.</summary>
    /// <param name="Token">What stands in the address.</param>
    /// <param name="Name">Name as typed, 1 to 100 characters.</param>
    /// <param name="Text">Plain text of 1 to 4000 characters.</param>
    public sealed record Request(string Token, string Name, string Text)
    {
        /// <summary>Words of the text, as they stand there once, for which others are suggested; null: none, and the comment is about the whole text.</summary>
        public string? Quote { get; init; }

        /// <summary>The words that are suggested for them, plain text in one line of at most 4000 characters; null or empty: to leave them out. With a quote; then the text may be empty.</summary>
        public string? Suggests { get; init; }
    }

    /// <summary>Does it.</summary>
    /// <returns>A refusal of the kind NotFound: there never was such a link; of the kind Conflict: it has ended, or takes no (more) comments.</returns>
    public async Task<Outcome<CommentThread>> ExecuteAsync(Request request, CancellationToken cancellationToken)
    {
        if (await PreviewTokens.FindAsync(ports, links, request.Token, cancellationToken) is not { } known)
        {
            return await PreviewTokens.RefuseAsync(ports, AuditActions.ReviewComment);
        }

        return await Attempt.RunAsync<CommentThread>(ports, Guests.Of(known), AuditActions.ReviewComment, known.ContentItemId, async attempt =>
        {
            var (shown, refusal) = await PreviewTokens.ShowAsync(attempt, links, known.TokenHash, cancellationToken);
            if (shown is null)
            {
                return refusal!;
            }

            if (!shown.Link.MayComment || shown.Link.Comments >= MaxComments)
            {
                return new Refusal(RefusalKind.Conflict, Sentence.Of("Refused.LinkTakesNoComments")) { UnmetRules = [new(Rules.LinkMustTakeComments, Sentence.Of("LinkMustTakeComments"))] };
            }

            var (name, text) = (request.Name.Trim(), request.Text.Trim());
            if (name.Length is 0 or > MaxName || name.Any(char.IsControl) || text.Length > AddComment.MaxLength || (text.Length == 0 && request.Quote is null))
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.GuestComment", MaxName, AddComment.MaxLength));
            }

            var anchor = request.Quote is null ? null : QuoteFinder.FindAnywhere(shown.Item, request.Quote);
            var suggests = request.Quote is null ? null : request.Suggests?.Trim() ?? "";
            if (suggests is not null && (anchor is null || AddComment.FindFault(shown.Item, new(shown.Item.ContentItemId, null, text, anchor.ToJson()) { Suggests = suggests }) is not null))
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Suggestion")) { UnmetRules = [new(Rules.SuggestedWordsMustStand, Sentence.Of("Comment.SuggestionPlace"))] };
            }

            var message = new CommentMessage(ContentIds.New(), attempt.Actor.UserId, name, text, attempt.NowUtc) { Suggests = suggests };
            var thread = await attempt.Work.Reviews.SaveThreadAsync(new(ContentIds.New(), shown.Item.ContentItemId, shown.Item.ContentItemVersionId, anchor?.ToJson(), [message]), cancellationToken);
            await links.SaveAsync(attempt.Work, shown.Link with { Comments = shown.Link.Comments + 1 }, cancellationToken);
            var details = new JsonObject { ["threadId"] = thread.ThreadId, ["linkId"] = shown.Link.LinkId };
            await attempt.AuditAsync(AuditActions.ReviewComment, thread.ContentItemId, thread.VersionId, null, details, cancellationToken);
            await attempt.RaiseAsync(ReviewEvents.Commented, shown.Item, (JsonObject)details.DeepClone(), cancellationToken);
            return thread;
        }, cancellationToken);
    }
}
