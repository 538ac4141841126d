using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>
/// Who is to be told of an event about an item, and what. Who is named twice is told what comes first. Nobody's rights are looked at here, and nothing is written.
/// </summary>
/// <param name="message">The event.</param>
/// <param name="audience">Whom the item concerns.</param>
/// <param name="everybody">All accounts.</param>
/// <param name="decisions">Decisions of the run that the event is about, void ones too.</param>
internal sealed class PlanNotices(OutboxMessage message, ItemAudience audience, Everybody everybody, IReadOnlyList<Decision> decisions)
{
    private string Type => audience.ContentType;

    private IEnumerable<string?> Concerned => audience.WriterIds.Concat(audience.DecidedIds);

    /// <summary>Them.</summary>
    public IEnumerable<PlannedNotice> All() => message.Event switch
    {
        ReviewEvents.Submitted => Submitted(),
        ReviewEvents.Assigned => Assigned(),
        ReviewEvents.Decided => Decided(),
        ReviewEvents.Voided => Voided(),
        ReviewEvents.Scheduled => PlannedNotice.For(audience.WriterIds, NoticeKinds.Scheduled, ("atUtc", Fact("atUtc")), ("reason", Fact("reason"))),
        ReviewEvents.ScheduleRefused => PlannedNotice.For(audience.WriterIds.Concat(everybody.WhoMay(Permissions.PublishContent, Type)), NoticeKinds.ScheduleRefused, ("reason", Fact("reason"))),
        ReviewEvents.TakeDownScheduled => PlannedNotice.For(audience.WriterIds, NoticeKinds.Scheduled, ("atUtc", Fact("atUtc")), ("takeDown", "true")),
        ReviewEvents.TakeDownRefused => PlannedNotice.For(
            audience.WriterIds.Concat(everybody.WhoMay(Permissions.PublishContent, Type)), NoticeKinds.ScheduleRefused, ("reason", Fact("reason")), ("takeDown", "true")),
        ReviewEvents.Published => PlannedNotice.For(Concerned, NoticeKinds.Published),
        ReviewEvents.Unpublished => PlannedNotice.For(Concerned, NoticeKinds.Unpublished),
        ReviewEvents.Withdrawn => PlannedNotice.For(Concerned.Concat(everybody.WhoMay(Permissions.AssignReview, Type)), NoticeKinds.Withdrawn, ("words", Fact("reason"))),
        ReviewEvents.ReviewDue => PlannedNotice.For(
            Concerned.Concat(everybody.WhoMay(Permissions.AssignReview, Type)),
            Fact("reason") == nameof(ReviewDueReason.Disclaimer) ? NoticeKinds.DisclaimerChanged : NoticeKinds.ReviewDue),
        ReviewEvents.SourceChanged => PlannedNotice.For(audience.WriterIds, NoticeKinds.SourceChanged),
        ReviewEvents.Renewed => PlannedNotice.For(audience.WriterIds, NoticeKinds.Renewed),
        ReviewEvents.Commented => Commented(),
        _ => [],
    };

    private IEnumerable<PlannedNotice> Submitted() =>
        Mentions(audience.Review?.Message)
            .Concat(PlannedNotice.For(audience.DeciderIds, NoticeKinds.Submitted, ("stage", audience.Review?.CurrentStage?.Name), ("words", audience.Review?.Message)));

    private IEnumerable<PlannedNotice> Assigned()
    {
        var asked = (message.Data["assignees"]?.AsArray() ?? []).Select(id => (string?)id);
        return PlannedNotice.For(asked, NoticeKinds.Assigned, ("stage", Fact("stage")), ("dueUtc", Fact("dueUtc")));
    }

    private IEnumerable<PlannedNotice> Decided()
    {
        var decision = decisions.FirstOrDefault(known => known.DecisionId == Fact("decisionId"));
        var mentioned = Mentions(decision?.Comment);
        if (Fact("outcome") == nameof(DecisionOutcome.ChangesRequested))
        {
            return mentioned.Concat(PlannedNotice.For(audience.WriterIds, NoticeKinds.ChangesRequested, ("stage", Fact("stage")), ("words", decision?.Comment)));
        }

        var approved = mentioned.Concat(PlannedNotice.For(audience.WriterIds, NoticeKinds.Approved, ("stage", Fact("stage")), ("words", decision?.Comment)));
        return (audience.Review is { State: ReviewState.Approved } review && review.ReviewId == Fact("reviewId"), audience.Review) switch
        {
            (true, _) => PlannedNotice.For(everybody.WhoMay(Permissions.PublishContent, Type), NoticeKinds.ReadyToPublish, ("words", decision?.Comment)).Concat(approved),
            (_, { State: ReviewState.InReview, CurrentStage: { } stage }) when stage.Name != Fact("stage") => approved.Concat(PlannedNotice.For(audience.DeciderIds, NoticeKinds.Submitted, ("stage", stage.Name))),
            _ => approved,
        };
    }

    private IEnumerable<PlannedNotice> Voided()
    {
        var signers = decisions.Where(decision => decision.VoidedUtc == message.OccurredUtc).Select(decision => (string?)decision.ReviewerId);

        // Whoever wrote it hears of the changes that are asked for, by the decision itself.
        var people = decisions.Any(decision => decision.Outcome == DecisionOutcome.ChangesRequested && decision.DecidedUtc == message.OccurredUtc) ? signers : signers.Concat(audience.WriterIds);
        return PlannedNotice.For(people, NoticeKinds.Voided, ("reason", Fact("reason")));
    }

    private IEnumerable<PlannedNotice> Commented()
    {
        var thread = audience.Threads.FirstOrDefault(known => known.ThreadId == Fact("threadId"));
        var written = thread?.Messages.FirstOrDefault(known => known.WrittenUtc == message.OccurredUtc && known.AuthorId == message.ActorId);
        if (thread is null || written is null)
        {
            // Somebody has resolved it or opened it again, and written nothing.
            return [];
        }

        if (written.Took is not null || written.Refuses)
        {
            var said = written.Text.Length > 0 ? written.Text : written.Took ?? thread.Suggestion;
            return Mentions(written.Text).Concat(PlannedNotice.For(
                thread.Messages.Select(known => (string?)known.AuthorId).Concat(audience.WriterIds),
                NoticeKinds.SuggestionDecided,
                ("threadId", thread.ThreadId),
                ("words", said),
                ("outcome", written.Refuses ? "refused" : "accepted")));
        }

        (string, string?)[] facts = [("threadId", thread.ThreadId), ("words", written.Text), (Notice.By, written.AuthorName)];
        return Mentions(written.Text, facts).Concat(
            thread.Messages[0] == written
                ? PlannedNotice.For(Concerned.Concat(audience.DeciderIds), NoticeKinds.Commented, facts)
                : PlannedNotice.For(thread.Messages.Select(known => (string?)known.AuthorId).Concat(audience.WriterIds), NoticeKinds.Answered, facts));
    }

    private IEnumerable<PlannedNotice> Mentions(string? words, (string Name, string? Value)[]? facts = null) =>
        PlannedNotice.For(MentionedNames.In(words).Select(name => everybody.FindByName(name)?.User.Id), NoticeKinds.Mentioned, facts ?? [("words", words)]);

    private string? Fact(string name) => (string?)message.Data[name];
}
