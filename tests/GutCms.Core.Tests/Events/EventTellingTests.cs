using GutCms.Core.Events;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Storage;
using Microsoft.Extensions.Time.Testing;

namespace GutCms.Core.Tests.Events;

/// <summary>How an event is told to handlers of which some fail.</summary>
public sealed class EventTellingTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly List<Exception> _faults = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_is_told_once_although_one_fails_first()
    {
        var first = new First { Fails = true };
        var second = new Second();

        var failed = await TellAsync(Waiting(), first, second);
        Assert.Null(failed.ToldUtc);
        Assert.Equal(1, failed.Attempts);
        Assert.Equal(_time.GetUtcNow().UtcDateTime.AddSeconds(30), failed.NextUtc);
        Assert.Equal("First: It is away.", failed.Fault);
        Assert.Single(_faults);

        first.Fails = false;
        var told = await TellAsync(failed, first, second);
        Assert.Equal(_time.GetUtcNow().UtcDateTime, told.ToldUtc);
        Assert.Equal((1, 1), (first.Count, second.Count));
    }

    [Theory]
    [InlineData(1, 3, false)]
    [InlineData(2, 3, true)]
    [InlineData(3, 3, true)]
    [InlineData(0, 1, true)]
    [InlineData(500, null, false)]
    public async Task Is_given_up_at_the_last_attempt_and_not_before(int before, int? most, bool isGivenUp)
    {
        var failed = await TellAsync(Waiting() with { Attempts = before }, most, new First { Fails = true });

        Assert.Equal(isGivenUp, failed.GivenUpUtc is not null);
        Assert.Equal(before + 1, failed.Attempts);
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(5, 480)]
    [InlineData(10, 4 * 3600)]
    [InlineData(int.MaxValue, 4 * 3600)]
    public void Pauses_double_up_to_four_hours(int attempts, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), EventTelling.Pause(attempts));

    [Fact]
    public async Task A_handler_that_hangs_is_left_after_a_minute()
    {
        var telling = TellAsync(Waiting(), new Hanging());
        _time.Advance(EventTelling.PerHandler);

        Assert.Equal("Hanging: took longer than a minute", (await telling).Fault);
    }

    [Fact]
    public async Task A_host_that_stops_notes_nothing()
    {
        using var stopping = new CancellationTokenSource();
        var telling = EventTelling.TellAsync(Waiting(), [new Hanging()], 3, _faults.Add, _time, stopping.Token);
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => telling);
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task A_long_fault_is_cut() =>
        Assert.Equal(EventTelling.LongestFault, (await TellAsync(Waiting(), new First { Fails = true, Words = new string('x', 2000) })).Fault!.Length);

    private static WaitingEvent Waiting() => new(new("message", ReviewEvents.Saved, DateTime.UnixEpoch, "", "", "item", "Article", null, []), [], 0);

    private Task<WaitingEvent> TellAsync(WaitingEvent waiting, params IReviewEventHandler[] handlers) => TellAsync(waiting, 12, handlers);

    private Task<WaitingEvent> TellAsync(WaitingEvent waiting, int? most, params IReviewEventHandler[] handlers) =>
        EventTelling.TellAsync(waiting, handlers, most, _faults.Add, _time, Token);

    private class First : IReviewEventHandler
    {
        public bool Fails { get; set; }

        public string Words { get; init; } = "It is away.";

        public int Count { get; private set; }

        public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            if (Fails)
            {
                throw new InvalidOperationException(Words);
            }

            Count++;
            return Task.CompletedTask;
        }
    }

    private sealed class Second : First;

    private sealed class Hanging : IReviewEventHandler
    {
        public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
