using GutCms.Core.Audit;
using GutCms.Core.Security;

namespace GutCms.Core.Tests.Audit;

/// <summary>Floods become sums: nothing is lost, and neither the log nor the memory grows without end.</summary>
public sealed class SummingUpRefusalsTests
{
    private static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 5, DateTimeKind.Utc);

    private readonly RefusalSums _sums = new();

    [Fact]
    public void An_account_has_some_entries_a_minute_and_the_rest_is_one_sum()
    {
        var entries = Try(1000, _ => new("ada", IsStranger: false), Noon);

        Assert.Equal(RefusalSums.PerKind, entries);
        var sum = Assert.Single(_sums.Take());
        Assert.Equal(1000 - entries, sum.Count);
        Assert.Equal(RefusalSums.PerKind, Try(1000, _ => new("ada", IsStranger: false), Noon.AddMinutes(1)));
    }

    [Fact]
    public void Strangers_have_a_bounded_number_of_entries_and_sums_however_many_they_are()
    {
        var entries = Try(10_000, number => new($"10.0.{number / 250}.{number % 250}", IsStranger: true), Noon);

        Assert.Equal(RefusalSums.OfStrangers, entries);
        var sums = _sums.Take();
        Assert.Equal(RefusalSums.MostSumsOfStrangers + 1, sums.Count);
        Assert.Equal(10_000, entries + sums.Sum(sum => sum.Count));
        Assert.Contains(sums, sum => sum.ToDraft(Noon).Details["sources"]?.ToString() == "many");
    }

    [Fact]
    public void A_flood_of_strangers_takes_no_entry_from_an_account()
    {
        Try(10_000, number => new($"10.0.{number / 250}.{number % 250}", IsStranger: true), Noon);

        Assert.Equal(5, Try(5, _ => new("ada", IsStranger: false), Noon));
    }

    [Fact]
    public void What_could_not_be_written_is_there_the_next_time_with_what_came_since()
    {
        var source = new RefusalSource("ada", IsStranger: false);
        Try(30, _ => source, Noon);
        _sums.GiveBack(_sums.Take());
        _sums.Count(source, Draft(Noon.AddSeconds(30)));

        var sum = Assert.Single(_sums.Take());

        Assert.Equal((11L, Noon, Noon.AddSeconds(30)), (sum.Count, sum.FromUtc, sum.ToUtc));
        Assert.Equal("11", sum.ToDraft(Noon).Details["more"]!.ToString());
        Assert.Empty(_sums.Take());
    }

    private int Try(int times, Func<int, RefusalSource> source, DateTime at) => Enumerable.Range(0, times).Count(number => _sums.Admits(source(number), Draft(at), at));

    private static AuditDraft Draft(DateTime at) => new(at, new Actor("ada-id", "ada"), AuditActions.Refused(AuditActions.ReviewApprove));
}
