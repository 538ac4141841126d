using System.Diagnostics;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Nodes;

/// <summary>A reader who asks one node for the same document again and again, and keeps when each answer began and which text it was.</summary>
internal sealed class Sight(HttpClient node, string path)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);

    private readonly List<(long Began, string ETag)> _answers = [];
    private readonly Lock _lock = new();
    private TimeSpan _longest;

    /// <summary>How many answers there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _answers.Count;
            }
        }
    }

    /// <summary>The text of the last answer; null before the first.</summary>
    public string? Last
    {
        get
        {
            lock (_lock)
            {
                return _answers.Count == 0 ? null : _answers[^1].ETag;
            }
        }
    }

    /// <summary>How long the longest answer took.</summary>
    public TimeSpan Longest
    {
        get
        {
            lock (_lock)
            {
                return _longest;
            }
        }
    }

    /// <summary>Asks until it ends.</summary>
    public async Task WatchAsync(CancellationToken end)
    {
        using var pace = new PeriodicTimer(Pace);
        while (!end.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await node.GetAsync(path, CancellationToken.None);
            Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}");
            lock (_lock)
            {
                _answers.Add((began, answer.Headers.ETag!.Tag));
                _longest = TimeSpan.FromTicks(Math.Max(_longest.Ticks, Stopwatch.GetElapsedTime(began).Ticks));
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Returns when there were some more answers.</summary>
    public async Task HasSeenMoreAsync()
    {
        var more = Count + 20;
        await Eventually.HoldsAsync(() => Count >= more);
    }

    /// <summary>How long after the acknowledgement of a publication the last answer began that was of a text before it; zero: none was.</summary>
    /// <param name="acknowledged">The texts in the order in which they were published, and when that was acknowledged.</param>
    public TimeSpan LatestOld(IReadOnlyList<(string ETag, long At)> acknowledged)
    {
        var latest = TimeSpan.Zero;
        foreach (var (began, tag) in _answers)
        {
            var next = acknowledged.Select((text, number) => (text.ETag, Number: number)).First(text => text.ETag == tag).Number + 1;
            if (next < acknowledged.Count && began > acknowledged[next].At)
            {
                latest = TimeSpan.FromTicks(Math.Max(latest.Ticks, Stopwatch.GetElapsedTime(acknowledged[next].At, began).Ticks));
            }
        }

        return latest;
    }
}
