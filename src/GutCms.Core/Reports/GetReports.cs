using System.Collections.Immutable;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reports;

/// <summary>How reviewing goes, for those who steer it: whoever assigns reviews. Reads only.</summary>
public sealed class GetReports(ReviewPorts ports, IReportQueries queries, IEditorialLists lists)
{
    /// <summary>Texts of a list that are named; beyond them it says how many there are.</summary>
    private const int Named = 100;

    /// <summary>The reports, about content of the types whose reviews the actor assigns.</summary>
    /// <param name="Period">The days that they are about.</param>
    /// <param name="Times">Time to decision, by stage and role in alphabetical order.</param>
    /// <param name="People">Who is asked by name or has decided, those with most that is overdue first.</param>
    /// <param name="Voided">Voided decisions by reason, the most frequent first.</param>
    /// <param name="VoidedTexts">Those decisions one by one, newest first, at most a hundred.</param>
    /// <param name="Months">Live texts that are due to be reviewed again, by month: the present one and eleven more; what is due already is in the first.</param>
    /// <param name="Uncited">Written texts that cite nothing: the first hundred, and how many there are.</param>
    /// <param name="Refusals">Refused attempts by action, the most frequent first; null: the actor may not read the log.</param>
    public sealed record Result(
        ReportPeriod Period,
        ImmutableArray<DecisionTimes> Times,
        ImmutableArray<PersonLoad> People,
        ImmutableArray<VoidedByReason> Voided,
        ImmutableArray<VoidedFact> VoidedTexts,
        ImmutableArray<DueInMonth> Months,
        GetDashboard.Part Uncited,
        ImmutableArray<RefusedFact>? Refusals);

    /// <summary>Reads.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="from">The first day, UTC; null: so that there are ninety.</param>
    /// <param name="to">The last day, UTC; null: today.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, DateOnly? from, DateOnly? to, CancellationToken cancellationToken)
    {
        var sight = await Sights.OfAsync(ports, actor, cancellationToken);
        var types = sight.ContentTypes.Where(type => Authorization.Allows(actor, Permissions.AssignReview, type)).ToList();
        if (types.Count == 0)
        {
            return Refusal.Forbidden(Sentence.Of("Refused.Reports"), Permissions.AssignReview);
        }

        var period = ReportPeriod.Of(from, to, sight.NowUtc);
        if (!period.IsValid)
        {
            return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Period", ReportPeriod.MostDays));
        }

        var decisions = await queries.ListDecisionsAsync(types, period, cancellationToken);
        var voided = await queries.ListVoidedAsync(types, period, cancellationToken);
        var uncited = await lists.ListAsync(sight with { ContentTypes = types, OwnTypes = [] }, new(WithoutReferences: true), EditorialOrder.Modified, null, Named, cancellationToken);
        return new Result(
            period,
            DecisionTimes.Of(decisions),
            PersonLoad.Of(decisions, await queries.ListOverdueAsync(types, sight.NowUtc, cancellationToken)),
            VoidedByReason.Of(voided),
            [.. voided.Take(Named)],
            DueInMonth.Of(await queries.ListReviewDatesAsync(types, DueInMonth.EndOf(sight.NowUtc), cancellationToken), sight.NowUtc),
            new(uncited.Rows, uncited.Total),
            Authorization.Allows(actor, Permissions.ViewAuditTrail) ? [.. (await queries.CountRefusalsAsync(period, cancellationToken)).OrderByDescending(refused => refused.Count).ThenBy(refused => refused.Action, StringComparer.Ordinal)] : null);
    }
}
