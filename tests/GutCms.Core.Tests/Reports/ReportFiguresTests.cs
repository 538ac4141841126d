using GutCms.Core.Reports;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;

namespace GutCms.Core.Tests.Reports;

/// <summary>What reports make of decisions, runs and dates.</summary>
public sealed class ReportFiguresTests
{
    private static readonly DateTime Monday = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);
    private static readonly ReviewPolicy Policy = new("Article", "1", [new("Medical", [new("MedicalReviewer", Threshold.One)], 5)]);

    [Fact]
    public void Time_to_a_decision_counts_from_the_end_of_the_stage_before()
    {
        StageDates[] stages = [new("Editing", null, Monday.AddDays(3)), new("Medical", null, Monday.AddDays(10))];

        var times = DecisionTimes.Of([Decision("Editing", 3, stages: stages), Decision("Medical", 10, stages: stages), Decision("Medical", 5, stages: stages)]);

        Assert.Equal([("Editing", 1, 3d, 3d), ("Medical", 2, 2d, 7d)], times.Select(row => (row.Stage, row.Count, row.Median.TotalDays, row.MostOfTen.TotalDays)));
    }

    [Fact]
    public void Half_and_nine_of_ten_are_values_that_occurred()
    {
        var times = Assert.Single(DecisionTimes.Of(Enumerable.Range(1, 10).Select(days => Decision("Medical", days))));

        Assert.Equal((10, 5d, 9d), (times.Count, times.Median.TotalDays, times.MostOfTen.TotalDays));
    }

    [Fact]
    public void Stage_that_is_opened_again_is_not_waited_for_since_a_later_end()
    {
        StageDates[] stages = [new("Editing", null, Monday.AddDays(8)), new("Medical", null, null)];

        Assert.Equal(4, Decision("Medical", 4, stages: stages).Waited.TotalDays);
    }

    [Fact]
    public void Overdue_counts_for_each_who_is_asked_in_the_present_stage_and_for_nobody_otherwise()
    {
        var asked = Run(dueDays: 1) with { Assignments = [new("Medical", "MedicalReviewer", "rosa-id", "rosa", "emil-id", Monday), new("Editing", "Editor", "emil-id", "emil", "emil-id", Monday)] };
        StageDates[] late = [new("Medical", Monday.AddDays(1), null)];

        var people = PersonLoad.Of([Decision("Medical", 2, "rosa-id", late), Decision("Medical", 1, "sam-id", late)], [asked, asked with { Stages = [new("Medical", Monday.AddDays(-1), null)] }, Run(dueDays: 2)]);

        Assert.Equal(
            [("rosa-id", "rosa", 2, Monday.AddDays(-1), 1, 1), (null, "", 1, Monday.AddDays(2), 0, 0), ("sam-id", "Dr sam-id", 0, null, 1, 0)],
            people.Select(person => (person.UserId, person.Name, person.Overdue, person.OldestUtc, person.Decided, person.Late)));
    }

    [Fact]
    public void Voided_decisions_are_counted_by_reason_and_text()
    {
        VoidedFact Voided(string item, string reason) => new(item, item, "Dr Rosa", Monday, reason);

        var reasons = VoidedByReason.Of([Voided("a", "Left."), Voided("a", "Edited."), Voided("a", "Edited."), Voided("b", "Edited.")]);

        Assert.Equal([new("Edited.", 3, 2), new("Left.", 1, 1)], reasons);
    }

    [Fact]
    public void Months_begin_with_this_one_which_holds_what_was_due_before()
    {
        var months = DueInMonth.Of([Monday.AddYears(-1), Monday, Monday.AddDays(1), Monday.AddMonths(11)], Monday);

        Assert.Equal(12, months.Length);
        Assert.Equal(new(new DateOnly(2026, 3, 1), 3, 2), months[0]);
        Assert.Equal(new(new DateOnly(2027, 2, 1), 1, 0), months[11]);
        Assert.Equal(4, months.Sum(month => month.Count));
        Assert.Equal(new DateTime(2027, 3, 1, 0, 0, 0, DateTimeKind.Utc), DueInMonth.EndOf(Monday));
    }

    [Theory]
    [InlineData(null, null, "2025-12-03", "2026-03-02", true)]
    [InlineData("2026-03-02", "2026-03-02", "2026-03-02", "2026-03-02", true)]
    [InlineData("2026-03-03", null, "2026-03-03", "2026-03-02", false)]
    [InlineData(null, "0001-01-02", "0001-01-01", "0001-01-02", true)]
    [InlineData("9999-12-01", "9999-12-31", "9999-12-01", "9999-12-31", false)]
    [InlineData("1990-01-01", "2026-03-02", "1990-01-01", "2026-03-02", false)]
    public void Period_has_its_days_in_order_and_not_too_many(string? from, string? to, string first, string last, bool isValid)
    {
        var period = ReportPeriod.Of(from is null ? null : Day(from), to is null ? null : Day(to), Monday);

        Assert.Equal((Day(first), Day(last), isValid), (period.From, period.To, period.IsValid));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);

    private static DecisionFact Decision(string stage, int days, string reviewer = "rosa-id", StageDates[]? stages = null) =>
        new(stage, "MedicalReviewer", reviewer, "Dr " + reviewer, Monday.AddDays(days), Monday, stages ?? [new(stage, null, null)]);

    private static Review Run(int dueDays) =>
        new("r", ReviewPurpose.Publication, "item", "Article", Policy, "anna-id", "anna", Monday) { Stages = [new("Medical", Monday.AddDays(dueDays), null)] };
}
