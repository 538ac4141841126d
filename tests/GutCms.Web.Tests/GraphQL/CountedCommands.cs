using System.Collections.Concurrent;
using System.Diagnostics;

namespace GutCms.Web.Tests.GraphQL;

/// <summary>Counts the commands to PostgreSQL that an answer takes, by the trace of its request.</summary>
internal static class CountedCommands
{
    /// <summary>Those of a query of GraphQL that has no errors.</summary>
    public static async Task<int> OfQueryAsync(HttpClient client, string query)
    {
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
        using var trace = source.StartActivity("query")!;
        var answer = await client.GetStringAsync($"api/graphql?query={Uri.EscapeDataString(query)}", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("\"errors\"", answer, StringComparison.Ordinal);
        return commands.Count(id => id == trace.TraceId);
    }
}
