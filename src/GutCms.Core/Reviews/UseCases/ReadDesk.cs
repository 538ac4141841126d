using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Everything that the review desk shows of an item, of one moment, for whoever may read drafts of it: what there is to know is read once. It changes nothing but what the reader has opened, where that is asked for.</summary>
public sealed class ReadDesk(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="Live">The live text in place of the latest, if there is one.</param>
    /// <param name="FromVersionId">Version to compare with; null: the one that was approved last, or else the live one.</param>
    /// <param name="SinceLastLook">Without a version to compare with: the one of <see cref="LastLook"/>, if there is one.</param>
    /// <param name="IsOpened">The reader opens the text: it counts as seen from now on.</param>
    public sealed record Request(string ContentItemId, bool Live = false, string? FromVersionId = null, bool SinceLastLook = false, bool IsOpened = false);

    /// <summary>The desk.</summary>
    /// <param name="View">How the item stands.</param>
    /// <param name="Text">The text.</param>
    /// <param name="Impact">For a changed disclaimer that is in review: what the change is said to be, and the content concerned; null otherwise.</param>
    public sealed record Result(ReviewView View, GetReviewText.Result Text, DisclaimerImpact? Impact)
    {
        /// <summary>The version that the reader has seen last before the latest one, see <see cref="LastLook"/>; null: none.</summary>
        public string? SeenVersionId { get; init; }
    }

    /// <summary>Reads.</summary>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) => OpenAsync(actor, request, cancellationToken).OnRecordAsync(ports, actor);

    private async Task<Outcome<Result>> OpenAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        var (outcome, known) = await ReadAsync(actor, request, cancellationToken);
        if (request.IsOpened && outcome is { Succeeded: true, Value.Text: { } text } && text.Versions.FirstOrDefault(version => version.VersionId == text.Item.ContentItemVersionId) is { } opened)
        {
            await ports.NoteAsync(actor, request.ContentItemId, opened.Number, known, cancellationToken);
        }

        return outcome;
    }

    private async Task<(Outcome<Result> Outcome, Look? Known)> ReadAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var facts = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), request.ContentItemId, cancellationToken);
        if (facts is null || !Sees.Draft(facts, actor))
        {
            return (TriggerCheck.Hidden(facts), null);
        }

        var look = await ports.FindAsync(work, actor, request.ContentItemId, cancellationToken);
        var view = await GetReview.ViewAsync(work, facts, actor, cancellationToken);
        var subject = request.Live && facts.Published is not null ? Subject.Published : Subject.Latest;
        var before = LastLook.Find(view, facts.Versions, actor, look);
        var isSince = request is { SinceLastLook: true, FromVersionId: null } && subject == Subject.Latest;
        var last = isSince ? before : null;
        var basis = last is null ? ComparisonBasis.Chosen : ComparisonBasis.Seen;
        var seen = isSince && last is null ? LastLook.FindText(view, facts.Versions, actor) : null;
        var text = await GetReviewText.TextAsync(work, facts, new(request.ContentItemId, subject, request.FromVersionId ?? last, basis) { SeenHash = seen }, cancellationToken);
        if (!text.Succeeded)
        {
            return (text.Refusal, null);
        }

        var impact = view.Review is null ? null : await DisclaimerImpact.FindAsync(work, facts, cancellationToken);
        return (new Result(view, text.Value, impact is { HasChanged: true } ? impact : null) { SeenVersionId = before }, look);
    }
}
