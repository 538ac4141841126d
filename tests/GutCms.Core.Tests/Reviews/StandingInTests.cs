using GutCms.Core.Reviews.Facts;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Whoever is away is stood in for by whoever is there, in turn, and by nobody where that goes round in a circle.</summary>
public sealed class StandingInTests
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(MemorySite.Start);

    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_one_who_is_there_stands_in_for_all_before_him()
    {
        await AwayAsync(("c", "d"), ("a", "b"), ("b", "c"));

        var times = await TimesAsync();

        Assert.Equal(("d", "d", "d", null), (times.DeputyOf("a", _site.NowUtc), times.DeputyOf("b", _site.NowUtc), times.DeputyOf("c", _site.NowUtc), times.DeputyOf("d", _site.NowUtc)));
        Assert.Equal(["a", "b", "c"], times.StoodInForBy("d", _site.NowUtc));
        Assert.Empty(times.StoodInForBy("c", _site.NowUtc));
        Assert.Empty(times.StoodInForBy("d", _site.NowUtc.AddDays(2)));
    }

    [Theory]
    [InlineData("a", "a", "a")]
    [InlineData("b", "a", "a")]
    [InlineData("b", "b", "a")]
    public async Task Nobody_stands_in_where_all_are_away(string forA, string forB, string who)
    {
        await AwayAsync(("a", forA), ("b", forB));

        Assert.Null((await TimesAsync()).DeputyOf(who, _site.NowUtc));
    }

    [Fact]
    public async Task Whoever_is_back_and_whatever_is_no_time_is_left_out()
    {
        await AwayAsync(("a", "b"), ("c", "b"));
        _site.Store.State = _site.State with { Documents = _site.State.Documents.SetItem((TimesAway.DocumentKind, "x"), new() { ["from"] = "soon" }) };
        await using (var work = await _site.Store.BeginAsync(Token))
        {
            await TimesAway.SaveAsync(work, "a", null, Token);
            await work.CommitAsync(Token);
        }

        var times = await TimesAsync();

        Assert.Equal(["c"], times.All.Select(time => time.UserId));
        Assert.Null(times.Find("a"));
        Assert.Equal(new("c", Day, Day.AddDays(1), "b", _site.NowUtc), times.Find("c"));
    }

    private async Task AwayAsync(params (string Who, string Deputy)[] people)
    {
        await using var work = await _site.Store.BeginAsync(Token);
        foreach (var (who, deputy) in people)
        {
            await TimesAway.SaveAsync(work, who, new(who, Day, Day.AddDays(1), deputy, _site.NowUtc), Token);
        }

        await work.CommitAsync(Token);
    }

    private async Task<TimesAway> TimesAsync()
    {
        await using var work = await _site.Store.ReadAsync(Token);
        return await TimesAway.ReadAsync(work, Token);
    }
}
