using GutCms.Core.Reviews.Due;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What is due is dealt with once, whatever stands in the way of another text, and only a refusal that is final takes a schedule away.</summary>
public sealed class RunningDuePublicationsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Passing => ["conflict", "fault"];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_passes_leaves_the_schedule_and_whatever_is_behind_it(string kind)
    {
        var (first, second) = (await ScheduledAsync("first", 1), await ScheduledAsync("second", 2));
        _site.NowUtc = _site.NowUtc.AddDays(1);
        _site.Faults.Enqueue(kind == "conflict" ? new ContentConflictException("The item was changed.") : new InvalidOperationException("The disk is full."));
        var before = _site.State.Audit.Count;

        var result = await _site.RunDueAsync();

        Assert.Equal((1, 0, first), (result.Published, result.Refused, Assert.Single(result.Failures).Id));
        Assert.Equal([first], _site.State.Schedules.Keys);
        Assert.Equal((ReviewState.Approved, ReviewState.Published), (await _site.StateAsync(first), await _site.StateAsync(second)));
        Assert.Equal(["content.publish"], _site.State.Audit.Skip(before).Select(entry => entry.Action));

        Assert.Equal(new RunDuePublications.Result(1, 0), await _site.RunDueAsync());
        Assert.Equal(ReviewState.Published, await _site.StateAsync(first));
    }

    [Fact]
    public async Task A_node_that_comes_second_attempts_nothing()
    {
        await ScheduledAsync("gut", 1);
        _site.NowUtc = _site.NowUtc.AddDays(1);
        var before = _site.State.Audit.Count;

        Assert.Equal([0, 1], (await RunOnTwoNodesAsync()).Select(result => result.Published).Order());

        Assert.Equal(["content.publish"], _site.State.Audit.Skip(before).Select(entry => entry.Action));
    }

    [Fact]
    public async Task A_refusal_is_recorded_and_told_once_however_many_nodes_find_it()
    {
        await ScheduledAsync("gut", 1);
        _site.NowUtc = _site.NowUtc.AddDays(1);
        _site.HasKey = false;
        var before = _site.State.Audit.Count;

        Assert.Equal([0, 1], (await RunOnTwoNodesAsync()).Select(result => result.Refused).Order());

        Assert.Equal(["content.publish.refused", "content.schedule.cancel"], _site.State.Audit.Skip(before).Select(entry => entry.Action));
        Assert.Single(_site.State.Outbox, message => message.Event == ReviewEvents.ScheduleRefused);
    }

    [Fact]
    public async Task A_run_that_is_stopped_stops()
    {
        await ScheduledAsync("gut", 1);
        _site.NowUtc = _site.NowUtc.AddDays(1);
        using var stop = new CancellationTokenSource();
        await using var writing = await _site.Store.BeginAsync(Token);
        var running = new RunDuePublications(_site.Ports).ExecuteAsync(Actor.System, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private async Task<string> ScheduledAsync(string title, int hours)
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved, title: title);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddHours(hours)));
        return id;
    }

    /// <summary>Both read the list before either may write.</summary>
    private async Task<RunDuePublications.Result[]> RunOnTwoNodesAsync()
    {
        Task<RunDuePublications.Result>[] nodes;
        await using (await _site.Store.BeginAsync(Token))
        {
            nodes = [_site.RunDueAsync(), _site.RunDueAsync()];
        }

        return await Task.WhenAll(nodes);
    }
}
