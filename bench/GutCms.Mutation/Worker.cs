using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit.v3;

namespace GutCms.Mutation;

/// <summary>One test: its class and name, how long it takes, and which mutants it meets.</summary>
internal sealed record CoveredTest(string Id, string Class, string Name, double Milliseconds, int[] Met, int[] Early);

/// <summary>What the copy of this program does: the parent reads its lines.</summary>
internal static class Worker
{
    /// <summary>Begins each line to the parent, so that what a test writes is not taken for one.</summary>
    public const string Mark = "mutation> ";

    /// <summary>How many tests that killed something are asked first: what notices one change of a member often notices the next one.</summary>
    private const int MostKillers = 30;

    /// <summary>Runs each test on its own, without a mutant, and writes what it meets.</summary>
    public static async Task<int> CoverAsync()
    {
        var early = new ConcurrentDictionary<int, bool>();
        var host = await TestHost.OpenAsync(early);
        var covered = new List<CoveredTest>();
        foreach (var test in host.Cases.Values)
        {
            var watch = Stopwatch.StartNew();
            if (await host.MeetAsync(test) is not { } met)
            {
                Console.WriteLine($"Left out, since it fails without a mutant: {test.TestCaseDisplayName}");
                continue;
            }

            covered.Add(new(test.UniqueID, test.TestMethod.TestClass.TestClassName, test.TestCaseDisplayName, watch.Elapsed.TotalMilliseconds, [.. met.Keys.Order()], [.. met.Where(pair => pair.Value).Select(pair => pair.Key).Order()]));
        }

        // What is initialised for the rows of theories was there before any test: whichever is said to have been the first.
        covered[0] = covered[0] with { Early = [.. covered[0].Early.Union(early.Where(pair => pair.Value).Select(pair => pair.Key)).Order()] };
        await File.WriteAllTextAsync(Workspace.Coverage, JsonSerializer.Serialize(covered));
        return 0;
    }

    /// <summary>Judges mutants one after the other: <c>begin ID</c>, then <c>killed ID TEST</c> or <c>survived ID</c>.</summary>
    /// <param name="jobs">File of lines: number of the mutant, then the tests as <c>CLASS:ID</c>.</param>
    /// <param name="fresh">Whether nothing is initialised yet when the mutant is switched on; for each of them, core and tests are loaded anew.</param>
    public static async Task<int> JudgeAsync(string jobs, bool fresh)
    {
        var shared = fresh ? null : await TestHost.OpenAsync();
        var killers = new List<string>();
        foreach (var line in await File.ReadAllLinesAsync(jobs))
        {
            var parts = line.Split(' ');
            var id = int.Parse(parts[0], CultureInfo.InvariantCulture);
            var asked = parts.Skip(1).Select(test => test.Split(':')).ToLookup(test => test[1], test => test[0]);
            string[] tests = [.. killers.Where(asked.Contains), .. asked.Select(test => test.Key).Except(killers)];
            Say($"begin {id}");
            var host = shared ?? await OpenAsync();
            var killer = await FindKillerAsync(host, id, tests);
            if (!fresh && killer is not null && await host.RunAsync([killer]) is not null)
            {
                // Whether it was this one or one before it that left something behind: judged anew, and so are those after it.
                shared = await TestHost.OpenAsync();
                killer = await FindKillerAsync(await OpenAsync(), id, tests);
            }

            if (killer is not null)
            {
                killers.Remove(killer.UniqueID);
                killers.Insert(0, killer.UniqueID);
                killers.RemoveRange(Math.Min(killers.Count, MostKillers), Math.Max(0, killers.Count - MostKillers));
            }

            Say(killer is { } test ? $"killed {id} {test.TestCaseDisplayName}" : $"survived {id}");

            Task<TestHost> OpenAsync() => TestHost.OpenAsync(null, id, [.. asked.SelectMany(test => test).Distinct(StringComparer.Ordinal)]);
        }

        return 0;
    }

    /// <summary>The first ones first, in portions that grow.</summary>
    private static async Task<IXunitTestCase?> FindKillerAsync(TestHost host, int id, string[] asked)
    {
        // A table that the mutant changes can be what the rows of a theory are made of: then the others of the classes are asked as well.
        var known = asked.Where(host.Cases.ContainsKey).Select(test => host.Cases[test]);
        IXunitTestCase[] tests = asked.All(host.Cases.ContainsKey) ? [.. known] : [.. known, .. host.Cases.Values.Where(test => !asked.Contains(test.UniqueID))];
        host.Active = id;
        try
        {
            for (var (from, size) = (0, 8); from < tests.Length; from += size, size *= 4)
            {
                var portion = tests[from..Math.Min(from + size, tests.Length)];
                if (await host.RunAsync(portion) is { } failed)
                {
                    return portion.FirstOrDefault(test => test.TestCaseDisplayName == failed) ?? portion[0];
                }
            }

            return null;
        }
        finally
        {
            host.Active = -1;
        }
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(Mark + line.ReplaceLineEndings(" "));
        Console.Out.Flush();
    }
}
