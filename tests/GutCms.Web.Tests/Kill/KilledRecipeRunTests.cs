using System.Diagnostics;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Kill;

public abstract class KilledRecipeRunTests(SiteDatabase database, ITestOutputHelper output)
{
    private const int Articles = 300;
    private const int Repetitions = 50;

    [Fact]
    public async Task Leaves_all_of_it_or_nothing_when_the_process_is_killed_at_any_moment()
    {
        await using var sample = await NewSiteAsync();
        var nothing = await DatabaseDump.CountAsync(sample);
        var clock = Stopwatch.StartNew();
        await RunAsync(sample, async process =>
        {
            clock.Restart();
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
        });
        var duration = clock.Elapsed;
        var all = await DatabaseDump.CountAsync(sample);

        // Named in every message, so that a failure can be repeated.
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var keptAll = 0;
        var site = await NewSiteAsync();
        try
        {
            for (var i = 0; i < RepeatScale.Of(Repetitions); i++)
            {
                var delay = duration * 1.1 * random.NextDouble();
                await RunAsync(site, process => KillAsync(process, delay));

                var found = await DatabaseDump.CountAsync(site);
                Assert.True(
                    found.SequenceEqual(nothing) || found.SequenceEqual(all),
                    $"Seed {seed}, repetition {i}, killed after {delay.TotalMilliseconds} ms: {Describe(found)}; nothing would be {Describe(nothing)}; all would be {Describe(all)}");
                if (found.SequenceEqual(all))
                {
                    keptAll++;
                    await site.DisposeAsync();
                    site = await NewSiteAsync();
                }
            }

            Assert.Equal(0, (await site.RunAsync("recipe", "run", RecipePath(site))).ExitCode);
            Assert.Equal(all, await DatabaseDump.CountAsync(site));
        }
        finally
        {
            await site.DisposeAsync();
        }

        output.WriteLine($"Seed {seed}: {RepeatScale.Of(Repetitions)} kills within {duration.TotalMilliseconds} ms, all of it kept {keptAll} times.");
    }

    private static string RecipePath(TestSite site) => Path.Combine(site.Folder, "generated.recipe.json");

    private static string Describe(IReadOnlyDictionary<string, long> counts) => string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));

    /// <summary>A site that is set up, and the recipe beside it.</summary>
    private async Task<TestSite> NewSiteAsync()
    {
        var site = await TestSite.CreateSeededAsync(database);
        await GeneratedRecipe.WriteAsync(RecipePath(site), Articles);
        Assert.Equal(0, (await site.RunAsync("recipe", "check", RecipePath(site))).ExitCode);
        return site;
    }

    /// <summary>Runs the recipe and hands the process over at the first line of its progress.</summary>
    private static async Task RunAsync(TestSite site, Func<Process, Task> afterFirstLine)
    {
        using var process = site.Begin(["recipe", "run", RecipePath(site)], null, out _, out var progress);
        await progress.WaitForAsync(line => line.StartsWith("checking", StringComparison.Ordinal));
        await afterFirstLine(process);
    }

    private static async Task KillAsync(Process process, TimeSpan delay)
    {
        // Not a wait for something to happen: the moment of the kill is what is chosen at random.
        await Task.WhenAny(Task.Delay(delay), process.WaitForExitAsync());
        process.Kill();
        await process.WaitForExitAsync();
    }
}

public sealed class KilledRecipeRunOnSqliteTests(ITestOutputHelper output) : KilledRecipeRunTests(SiteDatabase.Sqlite, output);

public sealed class KilledRecipeRunOnPostgresTests(ITestOutputHelper output) : KilledRecipeRunTests(SiteDatabase.PostgreSql, output);
