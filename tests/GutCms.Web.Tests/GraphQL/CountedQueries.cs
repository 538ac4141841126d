using GutCms.TestSupport;

namespace GutCms.Web.Tests.GraphQL;

/// <summary>Counts the commands to PostgreSQL that a query takes.</summary>
internal static class CountedQueries
{
    /// <summary>Those of a query that has no errors.</summary>
    public static Task<int> OfAsync(HttpClient client, string query) => CountedCommands.OfAsync(async () =>
        Assert.DoesNotContain("\"errors\"", await client.GetStringAsync($"api/graphql?query={Uri.EscapeDataString(query)}", TestContext.Current.CancellationToken), StringComparison.Ordinal));
}
