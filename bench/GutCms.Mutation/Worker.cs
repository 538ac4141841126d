using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit.v3;

namespace GutCms.Mutation;

/// <summary>One test: how long it takes, and which mutants it meets.</summary>
internal sealed record CoveredTest(string Id, double Milliseconds, int[] Met, int[] Early);

/// <summary>What the copy of this program does: the parent reads its lines.</summary>
internal static class Worker
{
    /// <summary>Begins each line to the parent, so that what a test writes is not taken for one.</summary>
    public const string Mark = "mutation> ";

    /// <summary>Exit code of a process in which a mutant has left something behind: the next one needs a process of its own.</summary>
    public const int Spoilt = 3;

    /// <summary>Runs each test on its own, without a mutant, and writes what it meets.</summary>
    public static async Task<int> CoverAsync()
    {
        var host = await TestHost.OpenAsync();
        var covered = new List<CoveredTest>();
        foreach (var test in host.Cases.Values)
        {
            var watch = Stopwatch.StartNew();
            if (await host.MeetAsync(test) is not { } met)
            {
                Console.WriteLine($"Left out, since it fails without a mutant: {test.TestCaseDisplayName}");
                continue;
            }

            covered.Add(new(test.UniqueID, watch.Elapsed.TotalMilliseconds, [.. met.Keys.Order()], [.. met.Where(pair => pair.Value).Select(pair => pair.Key).Order()]));
        }

        await File.WriteAllTextAsync(Workspace.Coverage, JsonSerializer.Serialize(covered));
        return 0;
    }

    /// <summary>Judges mutants one after the other: <c>begin ID</c>, then <c>killed ID TEST</c> or <c>survived ID</c>.</summary>
    /// <param name="jobs">File of lines: number of the mutant, then the ids of the tests.</param>
    /// <param name="alone">Whether the mutant was on from the start of the process.</param>
    public static async Task<int> JudgeAsync(string jobs, bool alone)
    {
        var host = await TestHost.OpenAsync();
        foreach (var line in await File.ReadAllLinesAsync(jobs))
        {
            var parts = line.Split(' ');
            var id = int.Parse(parts[0], CultureInfo.InvariantCulture);
            Say($"begin {id}");
            host.Active = id;
            var killer = await FindKillerAsync(host, [.. parts.Skip(1).Select(test => host.Cases[test])]);
            host.Active = -1;
            Say(killer is { } test ? $"killed {id} {test.TestCaseDisplayName}" : $"survived {id}");
            if (!alone && killer is not null && await host.RunAsync([killer]) is not null)
            {
                Say($"spoilt {id}");
                return Spoilt;
            }
        }

        return 0;
    }

    /// <summary>The fast ones come first, in portions that grow.</summary>
    private static async Task<IXunitTestCase?> FindKillerAsync(TestHost host, IXunitTestCase[] tests)
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

    private static void Say(string line)
    {
        Console.Out.WriteLine(Mark + line.ReplaceLineEndings(" "));
        Console.Out.Flush();
    }
}
