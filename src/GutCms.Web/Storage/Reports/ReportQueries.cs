using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reports;
using GutCms.Core.Reviews.Model;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.Reviews;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Reports;

/// <summary>What reports are made of.</summary>
internal sealed class ReportQueries(Database database) : IReportQueries
{
    private const string Sum = $"\"{RefusalSum.More}\":";

    // By name and not by ending, which no index knows.
    private static readonly string[] Refused = [.. AuditActions.All.Keys.Select(AuditActions.Refused), AuditActions.AccessRefused, AuditActions.SignInFail, AuditActions.SignInSignatureFail];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DecisionFact>> ListDecisionsAsync(IReadOnlyList<string> contentTypes, ReportPeriod period, CancellationToken cancellationToken) => await DecisionSql.ListAsync(
        database,
        "d.\"Stage\", d.\"Role\", d.\"ReviewerId\", d.\"PrintedName\", d.\"DecidedUtc\", r.\"SubmittedUtc\", r.\"Stages\"",
        contentTypes,
        period.FromUtc,
        period.ToUtc,
        reader => new DecisionFact(
            reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.Instant(4)!.Value, reader.Instant(5)!.Value, JsonColumn.Read<StageDates[]>(reader.GetString(6))),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VoidedFact>> ListVoidedAsync(IReadOnlyList<string> contentTypes, ReportPeriod period, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var (types, from, to) = (contentTypes.ToArray(), period.FromUtc, period.ToUtc);
        var rows = await context.Decisions.AsNoTracking().Where(decision => decision.VoidedUtc >= from && decision.VoidedUtc < to)
            .Join(context.Reviews.Where(review => types.Contains(review.ContentType)), decision => decision.ReviewId, review => review.ReviewId,
                (decision, review) => new { review.ContentItemId, review.Title, decision.PrintedName, decision.VoidedUtc, decision.VoidReason, decision.DecisionId })
            .OrderByDescending(row => row.VoidedUtc).ThenBy(row => row.DecisionId).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new VoidedFact(row.ContentItemId, row.Title, row.PrintedName, row.VoidedUtc!.Value, row.VoidReason ?? ""))];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Review>> ListOverdueAsync(IReadOnlyList<string> contentTypes, DateTime nowUtc, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var types = contentTypes.ToArray();
        return await context.Reviews.AsNoTracking()
            .Where(review => review.ClosedUtc == null && review.State == ReviewState.InReview && EF.Property<long>(review, ReviewModel.DueOrder) < nowUtc.Ticks && types.Contains(review.ContentType))
            .ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DateTime>> ListReviewDatesAsync(IReadOnlyList<string> contentTypes, DateTime beforeUtc, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var types = contentTypes.ToArray();
        var dates = await context.Publications.AsNoTracking().Where(publication => publication.ReviewDueUtc != null || publication.NextReviewUtc < beforeUtc)
            .Join(context.ContentVersions.Where(version => version.Published && types.Contains(version.ContentType)), publication => publication.VersionId, version => version.ContentItemVersionId,
                (publication, version) => publication.ReviewDueUtc ?? publication.NextReviewUtc)
            .ToListAsync(cancellationToken);
        return [.. dates.Select(date => date!.Value)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RefusedFact>> CountRefusalsAsync(ReportPeriod period, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var (from, to) = (period.FromUtc, period.ToUtc);
        var rows = context.AuditEntries.AsNoTracking().Where(row => row.OccurredUtc >= from && row.OccurredUtc < to && Refused.Contains(row.Action));
        var entries = await rows.Where(row => !row.Details.Contains(Sum)).GroupBy(row => row.Action).Select(group => new { Action = group.Key, Count = group.LongCount() }).ToListAsync(cancellationToken);
        var sums = await rows.Where(row => row.Details.Contains(Sum)).ToListAsync(cancellationToken);
        return [.. entries.Select(entry => (entry.Action, entry.Count)).Concat(sums.Select(row => (row.Action, Count: AttemptsOf(row))))
            .GroupBy(entry => entry.Action, StringComparer.Ordinal).Select(group => new RefusedFact(group.Key, group.Sum(entry => entry.Count)))];
    }

    /// <summary>How many attempts a row stands for: one, unless it is a sum of those that came beside the ones with entries.</summary>
    private static long AttemptsOf(AuditEntryRow row) => EfAuditLog.Entry(row).Details[RefusalSum.More] is JsonValue value && value.TryGetValue<long>(out var more) ? more : 1;
}
