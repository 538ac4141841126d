using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Reviews.Reading;

/// <summary>Finds whom it concerns what becomes of an item, for whoever tells people. Reads only, and shows nothing to anybody by itself.</summary>
public sealed class FindAudience(ReviewPorts ports)
{
    /// <summary>Whoever decided in so many latest runs is concerned: in the open one, and in the one that the live text rests on.</summary>
    private const int LatestRuns = 2;

    /// <summary>Finds them.</summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when there is no such item, or it was deleted.</returns>
    public async Task<ItemAudience?> ExecuteAsync(string contentItemId, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        if (await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), contentItemId, cancellationToken) is not { } facts)
        {
            return null;
        }

        var latest = (await work.Reviews.ListReviewsAsync(contentItemId, cancellationToken)).Take(LatestRuns).Select(run => run.ReviewId).ToList();
        var decisions = await work.Reviews.FindDecisionsAsync(latest, cancellationToken);
        return Of(facts, decisions.Values.SelectMany(run => run), await TimesAway.ReadAsync(work, cancellationToken));
    }

    private static ItemAudience Of(ReviewFacts facts, IEnumerable<Decision> decisions, TimesAway away)
    {
        var runs = new[] { (Run: facts.CurrentReview, facts.Decisions, Subject: Subject.Latest), (Run: facts.CurrentRenewal, Decisions: facts.RenewalDecisions, Subject: Subject.Published) };
        return new(facts.ContentItemId, facts.ContentType, facts.Latest.Item.DisplayText, facts.Owner)
        {
            AuthorIds = [.. facts.Authors(Subject.Latest).Select(author => author.UserId).OfType<string>()],
            Review = facts.CurrentReview,
            Renewal = facts.CurrentRenewal,
            DeciderIds = [.. runs.Where(run => run.Run is not null).SelectMany(run => Deciders(facts, run.Run!, run.Decisions, run.Subject)).Distinct(StringComparer.Ordinal)],
            DecidedIds = [.. decisions.Select(decision => decision.ReviewerId).Distinct(StringComparer.Ordinal)],
            Stuck = facts.CurrentReview is { State: ReviewState.InReview } review ? StuckStages.Find(facts, review, away) : null,
            Threads = [.. facts.Threads],
        };
    }

    private static IEnumerable<string> Deciders(ReviewFacts facts, Review run, IReadOnlyList<Decision> decisions, Subject subject)
    {
        var stage = run.Policy.Stages.FirstOrDefault(stage => stage.Name == run.CurrentStage?.Name);
        if (stage is null || run.State != ReviewState.InReview)
        {
            return [];
        }

        var signed = StageProgress.SignersOfOtherStages(run.Policy, stage, decisions).Concat(decisions.Where(decision => decision.Stands && decision.Stage == stage.Name).Select(decision => decision.ReviewerId)).ToHashSet(StringComparer.Ordinal);
        var able = facts.Able(subject);
        var progress = StageProgress.Of(run.Policy, stage, decisions, facts.Eligible(subject));
        return progress.Open.SelectMany(role =>
        {
            var asked = run.Assignments.Where(assignment => assignment.Stage == stage.Name && assignment.Role == role).ToList();
            var may = (able.GetValueOrDefault(role) ?? []).Select(reviewer => reviewer.UserId).Where(id => !signed.Contains(id)).ToList();
            var named = may.Where(id => asked.Exists(assignment => facts.MayDecideFor(assignment, id))).ToList();

            // Where as many are asked by name as have to approve, nobody else may, even when none of them can any more.
            return named.Count > 0 || asked.Count >= progress.Required[role] ? named : may;
        });
    }
}
