using System.Threading.Channels;
using GutCms.Web.Features.Jobs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GutCms.Web.Tests.Jobs;

/// <summary>A job runs once in each period, whatever the run before came to.</summary>
public sealed class RepeatedJobTests
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_first_after_one_period_and_again_after_each_though_one_failed()
    {
        var time = new Clock();
        var log = new Journal();
        using var job = new Job(time, log);
        await job.StartAsync(Token);
        await time.HasTimer;
        Assert.False(job.Runs.TryRead(out _));

        time.Advance(Period);
        Assert.Equal(1, await job.Runs.ReadAsync(Token));
        time.Advance(Period);
        Assert.Equal(2, await job.Runs.ReadAsync(Token));
        Assert.Equal("Counting failed; it will be tried again.", await log.Lines.ReadAsync(Token));
        time.Advance(Period);
        Assert.Equal(3, await job.Runs.ReadAsync(Token));

        await job.StopAsync(Token);
        Assert.True(job.ExecuteTask!.IsCompletedSuccessfully);
        Assert.False(log.Lines.TryRead(out _));
    }

    /// <summary>A clock that stands until it is moved, and tells when somebody waits for it.</summary>
    private sealed class Clock : FakeTimeProvider
    {
        private readonly TaskCompletionSource _made = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HasTimer => _made.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _made.TrySetResult();
            return timer;
        }
    }

    private sealed class Job(TimeProvider time, ILogger logger) : RepeatedJob("Counting", Period, time, logger)
    {
        private readonly Channel<int> _runs = Channel.CreateUnbounded<int>();
        private int _count;

        public ChannelReader<int> Runs => _runs.Reader;

        protected override async Task RunAsync(CancellationToken cancellationToken)
        {
            await _runs.Writer.WriteAsync(++_count, cancellationToken);
            if (_count == 2)
            {
                throw new InvalidOperationException("The second run fails.");
            }
        }
    }

    private sealed class Journal : ILogger
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public ChannelReader<string> Lines => _lines.Reader;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Writer.TryWrite(formatter(state, exception));
    }
}
