using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reports;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Storage.Reports;
using static GutCms.Web.Tests.Storage.Reviews.SampleReviews;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage.Reviews;

public sealed class ReportQueriesOnSqliteTests() : ReportQueriesTests(Provider.Sqlite);

public sealed class ReportQueriesOnPostgreSqlTests() : ReportQueriesTests(Provider.PostgreSql);

/// <summary>What the database tells for reports: of the days and types that are asked for, and of nothing else.</summary>
public abstract class ReportQueriesTests(Provider provider) : StorageTests(provider)
{
    private static readonly ReportPeriod Day = new(DateOnly.FromDateTime(Monday), DateOnly.FromDateTime(Monday));
    private static readonly ReportPeriod DayAfter = new(Day.From.AddDays(1), Day.To.AddDays(1));

    private ReportQueries Queries => new(Storage.Database);

    [Fact]
    public async Task Decisions_and_what_became_of_them_are_told_of_their_days_and_types()
    {
        await Storage.Store.WriteAsync(async work =>
        {
            await work.Reviews.SaveReviewAsync(Review("r1", "gut", dueUtc: Monday.AddDays(-1)), Token);
            await work.Reviews.SaveReviewAsync(Review("r2", "series", type: "Series"), Token);
            await work.Reviews.AddDecisionAsync(Decision("d1", "r1"), Token);
            await work.Reviews.AddDecisionAsync(Decision("d2", "r1", "other-id"), Token);
            await work.Reviews.AddDecisionAsync(Decision("d3", "r2"), Token);
            await work.Reviews.VoidDecisionsAsync([Id("d2")], Monday.AddDays(1), "anna", "The text was edited.", Token);
        });

        var decisions = await Queries.ListDecisionsAsync(["Article"], Day, Token);

        Assert.Equal(["other-id", "reviewer-id"], decisions.Select(decision => decision.ReviewerId).Order());
        Assert.All(decisions, decision => Assert.Equal((Monday, true), (decision.SubmittedUtc, decision.IsLate)));
        Assert.Empty(await Queries.ListDecisionsAsync(["Article"], DayAfter, Token));
        Assert.Equal(new VoidedFact(Id("gut"), "gut", "Dr Reviewer", Monday.AddDays(1), "The text was edited."), Assert.Single(await Queries.ListVoidedAsync(["Article"], DayAfter, Token)));
        Assert.Empty(await Queries.ListVoidedAsync(["Article"], Day, Token));
        Assert.Empty(await Queries.ListVoidedAsync(["Series"], DayAfter, Token));
    }

    [Fact]
    public async Task Runs_are_overdue_while_they_are_in_review_and_past_their_date()
    {
        await Storage.Store.WriteAsync(async work =>
        {
            await work.Reviews.SaveReviewAsync(Review("r1", "late", stage: "Open", dueUtc: Monday), Token);
            await work.Reviews.SaveReviewAsync(Review("r2", "early", stage: "Open", dueUtc: Monday.AddDays(1)), Token);
            await work.Reviews.SaveReviewAsync(Review("r3", "dateless", stage: "Open"), Token);
            var closed = await work.Reviews.SaveReviewAsync(Review("r4", "closed", stage: "Open", dueUtc: Monday), Token);
            await work.Reviews.SaveReviewAsync(closed with { State = ReviewState.Draft, ClosedUtc = Monday, CloseReason = "Done." }, Token);
            await work.Reviews.SaveReviewAsync(Review("r5", "series", stage: "Open", dueUtc: Monday, type: "Series"), Token);
        });

        Assert.Equal([Id("late")], (await Queries.ListOverdueAsync(["Article"], Monday.AddHours(1), Token)).Select(run => run.ContentItemId));
    }

    [Fact]
    public async Task Dates_are_those_of_what_is_live_of_these_types()
    {
        await Storage.Store.AddAsync(Article("soon"), Article("later"), Article("due"), Article("never"), Series("series"));
        Publication Live(string item, DateTime? next, DateTime? due = null) => new(Id(item), Id(item + "v1"), "sha256:1", PublicationBasis.Imported, Monday) { NextReviewUtc = next, ReviewDueUtc = due };
        await Storage.Store.WriteAsync(work => work.Reviews.SavePublicationsAsync(
            [Live("soon", Monday.AddDays(1)), Live("later", Monday.AddDays(9)), Live("due", Monday.AddDays(9), Monday.AddDays(-1)), Live("never", null), Live("series", Monday), Live("gone", Monday)], Token));

        Assert.Equal([Monday.AddDays(-1), Monday.AddDays(1)], (await Queries.ListReviewDatesAsync(["Article"], Monday.AddDays(9), Token)).Order());
    }

    [Fact]
    public async Task Refusals_are_counted_with_those_that_were_summed_up()
    {
        await Storage.Store.WriteAsync(async work =>
        {
            foreach (var (action, details, day) in new (string, JsonObject, int)[]
            {
                (AuditActions.ContentPublish, [], 0), (AuditActions.Refused(AuditActions.ContentPublish), [], 0), (AuditActions.Refused(AuditActions.ContentPublish), new() { ["more"] = 41, ["fromUtc"] = "x" }, 0),
                (AuditActions.Refused(AuditActions.ContentPublish), [], 1), (AuditActions.SignInFail, [], 0), (AuditActions.AccessRefused, [], 0), (AuditActions.SiteVerifyFail, [], 0),
            })
            {
                await work.Audit.AppendAsync(new(Monday.AddDays(day), Actor.System, action) { Details = details }, Token);
            }
        });

        Assert.Equal(
            [new("access.refused", 1), new("content.publish.refused", 42), new RefusedFact("sign-in.fail", 1)],
            (await Queries.CountRefusalsAsync(Day, Token)).OrderBy(refused => refused.Action, StringComparer.Ordinal));
    }
}
