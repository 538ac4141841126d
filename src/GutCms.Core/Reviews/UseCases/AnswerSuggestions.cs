using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Comments;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>
/// Accepts or refuses suggested words, for whoever may edit the text. What is accepted becomes one new version, whose authors are the actor and, unless the policy says otherwise, whoever suggested;
/// the threads are resolved and say what was done. All of them or none.
/// </summary>
public sealed class AnswerSuggestions(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ExpectedTag">What the actor was looking at.</param>
    /// <param name="ThreadIds">The suggestions, at least one; put into the text in this order.</param>
    /// <param name="Accepts">They are accepted; otherwise refused.</param>
    public sealed record Request(string ContentItemId, ExpectedTag ExpectedTag, ImmutableArray<string> ThreadIds, bool Accepts)
    {
        /// <summary>Of one suggestion that is accepted: other words than suggested; null: as suggested.</summary>
        public string? Words { get; init; }

        /// <summary>What is said about it, plain text of at most 4000 characters; null: nothing.</summary>
        public string? Note { get; init; }

        /// <summary>They are accepted although that ends a review that goes on, voids approvals or cancels a schedule. Otherwise nothing is done then, and the refusal names <see cref="Rules.DecisionsMustStand"/>.</summary>
        public bool EndsReview { get; init; }
    }

    /// <summary>What was done.</summary>
    /// <param name="Threads">The threads.</param>
    /// <param name="Saved">The new version; null when they were refused.</param>
    public sealed record Result(ImmutableArray<CommentThread> Threads, SavedContent? Saved);

    /// <summary>Does it.</summary>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        var action = request.Accepts ? AuditActions.ReviewSuggestionAccept : AuditActions.ReviewSuggestionRefuse;
        return Attempt.RunAsync<Result>(ports, actor, action, request.ContentItemId, async attempt =>
        {
            if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts || !Sees.Draft(facts, actor))
            {
                return TriggerCheck.NotFound;
            }

            if (Drafts.FindObjection(actor, facts, request.ExpectedTag) is { } objection)
            {
                return objection;
            }

            List<CommentThread> threads = [.. request.ThreadIds.Distinct(StringComparer.Ordinal).Select(id => facts.Threads.FirstOrDefault(thread => thread.ThreadId == id)).OfType<CommentThread>()];
            if (threads.Count == 0 || threads.Count != request.ThreadIds.Length || threads.Exists(thread => !thread.IsOpenSuggestion))
            {
                return new Refusal(RefusalKind.Conflict, Sentence.Of("Refused.NoOpenSuggestion"));
            }

            var note = request.Note?.Trim() ?? "";
            if (note.Length > AddComment.MaxLength || (request.Words is { } own && (threads.Count > 1 || !request.Accepts || own.Length > SuggestedWords.MaxLength || own.Any(char.IsControl))))
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Suggestion")) { Faults = [new("$.words", Sentence.Of("Comment.Suggestion", SuggestedWords.MaxLength))] };
            }

            SavedContent? saved = null;
            if (request.Accepts)
            {
                var outcome = await TakeAsync(attempt, facts, threads, request, cancellationToken);
                if (!outcome.Succeeded)
                {
                    return outcome.Refusal;
                }

                saved = outcome.Value;
            }

            var answered = ImmutableArray.CreateBuilder<CommentThread>();
            foreach (var thread in threads)
            {
                var message = new CommentMessage(ContentIds.New(), actor.UserId, actor.UserName, note, attempt.NowUtc) { Took = request.Accepts ? request.Words ?? thread.Suggestion : null, Refuses = !request.Accepts };
                var resolved = thread with { Messages = thread.Messages.Add(message), ResolvedUtc = attempt.NowUtc, ResolvedById = actor.UserId, ResolvedByName = actor.UserName };
                answered.Add((await Commenting.SaveAsync(attempt, facts, resolved, action, cancellationToken)).Value!);
            }

            return new Result(answered.ToImmutable(), saved);
        }, cancellationToken);
    }

    /// <summary>Who becomes an author by accepting a suggestion, beside whoever accepts it; null: nobody, since the policy says so.</summary>
    internal static VersionAuthor? AuthorOf(ReviewFacts facts, CommentThread thread)
    {
        var writer = thread.Messages[0];

        // The name of a guest is what was typed: under it nobody else may be kept from approving.
        return facts.PolicyFor(Subject.Latest) is { SuggestionsMakeAuthors: false } ? null : new(writer.AuthorId, writer.IsByGuest ? writer.AuthorId : writer.AuthorName);
    }

    private static async Task<Outcome<SavedContent>> TakeAsync(Attempt attempt, ReviewFacts facts, List<CommentThread> threads, Request request, CancellationToken cancellationToken)
    {
        var json = ContentItemJson.Write(facts.Latest.Item);
        foreach (var thread in threads)
        {
            var anchor = CommentAnchor.FromJson(thread.Anchor!);
            if (SuggestedWords.Apply(json, anchor, request.Words ?? thread.Suggestion!) is not { } changed)
            {
                var why = Sentence.Of("SuggestedWordsMustStand", anchor.Quote);
                return new Refusal(RefusalKind.Conflict, why) { CurrentState = facts.LatestState, UnmetRules = [new(Rules.SuggestedWordsMustStand, why)] };
            }

            json = changed;
        }

        var (item, faults) = Drafts.Read(json, facts.Text.Definitions);
        if (item is null)
        {
            return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Content")) { Faults = faults };
        }

        ImmutableArray<VersionAuthor> authors = [.. Authorship.Of(attempt.Actor).Concat(threads.Select(thread => AuthorOf(facts, thread)).OfType<VersionAuthor>()).Distinct()];
        var details = new JsonObject { ["suggestions"] = new JsonArray([.. threads.Select(thread => (JsonNode)thread.ThreadId)]) };
        return await Drafts.SaveAsync(attempt, facts, Drafts.Complete(item, facts, attempt.Actor, null, attempt.NowUtc), authors, AuditActions.ContentSave, details, cancellationToken, keepsDecisions: !request.EndsReview);
    }
}
