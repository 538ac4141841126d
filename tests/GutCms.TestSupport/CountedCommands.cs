using System.Collections.Concurrent;
using System.Diagnostics;

namespace GutCms.TestSupport;

/// <summary>Counts commands to PostgreSQL, by the trace to which all of a request or an act belongs.</summary>
public static class CountedCommands
{
    /// <summary>Those of what is done, in this process: a request to a site in it, or a use case.</summary>
    public static async Task<int> OfAsync(Func<Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        using var source = new ActivitySource(nameof(CountedCommands));
        var commands = new ConcurrentBag<ActivityTraceId>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = listened => listened.Name is "Npgsql" or "Microsoft.AspNetCore" or "System.Net.Http" or nameof(CountedCommands),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = stopped =>
            {
                if (stopped.Source.Name == "Npgsql")
                {
                    commands.Add(stopped.TraceId);
                }
            },
        };
        ActivitySource.AddActivityListener(activities);
        using var trace = source.StartActivity("act")!;
        await act();
        return commands.Count(id => id == trace.TraceId);
    }
}
