using System.Collections.Immutable;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Workloads;

/// <summary>
/// Asks people by name to decide about reviews in which nobody is asked: each time whoever has least of those who may decide about that text. Each review is assigned in a transaction of its own, by the
/// same rules as one by one; what is refused for one does not stop the others.
/// </summary>
public sealed class ShareReviews(ReviewPorts ports)
{
    /// <summary>At most so many at once.</summary>
    public const int MostItems = 100;

    /// <summary>What became of a review.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="Title">Its title; null when it has none.</param>
    /// <param name="People">Printed names of those who are asked now; empty: nobody.</param>
    /// <param name="Fault">Why nobody is; null: somebody is.</param>
    public sealed record Line(string ContentItemId, string? Title, ImmutableArray<string> People, Sentence? Fault);

    /// <summary>Does it.</summary>
    /// <param name="actor">Who assigns.</param>
    /// <param name="contentItemIds">The items; those beyond <see cref="MostItems"/> are left out.</param>
    /// <param name="cancellationToken">Cancels what has not begun.</param>
    public async Task<IReadOnlyList<Line>> ExecuteAsync(Actor actor, IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        Dictionary<string, int> loads;
        await using (var work = await ports.Store.ReadAsync(cancellationToken))
        {
            loads = OpenWork.Loads(await OpenWork.FindAsync(work, actor, GetWorkload.Most, cancellationToken) ?? []);
        }

        List<Line> lines = [];
        foreach (var id in contentItemIds.Distinct(StringComparer.Ordinal).Take(MostItems))
        {
            lines.Add(await ShareAsync(actor, id, loads, cancellationToken));
        }

        return lines;
    }

    private async Task<Line> ShareAsync(Actor actor, string id, Dictionary<string, int> loads, CancellationToken cancellationToken)
    {
        if (await FactsAsync(id, cancellationToken) is not { } facts || !Sees.Draft(facts, actor))
        {
            return new(id, null, [], Sentence.Of("Refused.NoItem"));
        }

        var title = facts.Latest.Item.DisplayText;
        if (facts.CurrentReview is not { State: ReviewState.InReview, CurrentStage: { } run } review || review.Policy.Stages.FirstOrDefault(known => known.Name == run.Name) is not { } stage)
        {
            return new(id, title, [], Sentence.Of("MustBePermittedInState.Assign"));
        }

        var (tag, people) = (facts.Tag, ImmutableArray.CreateBuilder<string>());
        foreach (var role in StageProgress.Of(review.Policy, stage, facts.Decisions, facts.Eligible(Subject.Latest)).Open.Where(role => OpenWork.Asked(review).All(assignment => assignment.Role != role)))
        {
            if (Least(AssignReview.Fit(facts, review, stage, role), loads) is not { } chosen)
            {
                return new(id, title, people.ToImmutable(), Sentence.Of("Refused.NobodyFits", stage.Name, role));
            }

            var outcome = await new AssignReview(ports).ExecuteAsync(actor, new(id, ExpectedTag.Of(tag), stage.Name, role, [chosen.UserId]), cancellationToken);
            if (!outcome.Succeeded)
            {
                return new(id, title, people.ToImmutable(), outcome.Refusal.Sentence);
            }

            tag = outcome.Value.Tag;
            loads[chosen.UserId] = loads.GetValueOrDefault(chosen.UserId) + 1;
            people.Add(chosen.PrintedName);
        }

        return new(id, title, people.ToImmutable(), people.Count == 0 ? Sentence.Of("Refused.AskedAlready") : null);
    }

    private async Task<ReviewFacts?> FactsAsync(string id, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        return await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), id, cancellationToken);
    }

    private static Reviewer? Least(IEnumerable<Reviewer> fit, Dictionary<string, int> loads) =>
        fit.OrderBy(reviewer => loads.GetValueOrDefault(reviewer.UserId)).ThenBy(reviewer => reviewer.UserName, StringComparer.Ordinal).FirstOrDefault();
}
