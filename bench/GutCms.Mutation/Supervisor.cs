using System.Diagnostics;
using System.Globalization;

namespace GutCms.Mutation;

/// <summary>Judges mutants in processes of their own, and ends those that do not come to an end.</summary>
internal sealed class Supervisor(IReadOnlyList<Mutant> mutants, IReadOnlyList<CoveredTest> coverage, Verdicts verdicts)
{
    /// <summary>How long the tests may take that a mutant meets while it shares a process; what none of them kills meets all of them later.</summary>
    private const double QuickMilliseconds = 3000;

    private readonly Dictionary<int, Mutant> _byId = mutants.ToDictionary(mutant => mutant.Id);
    private readonly HashSet<int> _early = [.. coverage.SelectMany(test => test.Early)];
    private readonly Dictionary<int, CoveredTest[]> _tests = coverage.SelectMany(test => test.Met.Select(id => (id, test))).GroupBy(pair => pair.id, pair => pair.test).ToDictionary(group => group.Key, group => group.OrderBy(test => test.Milliseconds).ToArray());

    /// <summary>Judges what has no verdict yet, until there is nothing left or the time is over.</summary>
    public async Task RunAsync(IReadOnlyList<Mutant> asked, Func<Mutant, bool> isExplained, DateTime? until)
    {
        bool TimeIsOver() => until <= TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var mutant in asked.Where(mutant => verdicts.Of(mutant) is null && !_tests.ContainsKey(mutant.Id)))
        {
            verdicts.Add(mutant, Verdict.Survived, "no test meets it");
        }

        // What is decided while a type is initialised needs a process for each mutant; the others share one.
        var pending = new Queue<Mutant>(asked.Where(mutant => verdicts.Of(mutant) is null && !_early.Contains(mutant.Id)));
        while (pending.Count > 0 && !TimeIsOver())
        {
            var job = pending.Take(40).ToArray();
            foreach (var judged in await JudgeAsync(job, alone: false))
            {
                pending.Dequeue();
                Tell(judged, asked);
            }
        }

        foreach (var mutant in asked.Where(mutant => !isExplained(mutant) && (verdicts.Of(mutant) == Verdict.Doubtful || verdicts.Of(mutant) is null)).OrderBy(mutant => _early.Contains(mutant.Id)).ToArray())
        {
            if (TimeIsOver())
            {
                return;
            }

            await JudgeAsync([mutant], alone: true);
            Tell(mutant, asked);
        }
    }

    private void Tell(Mutant mutant, IReadOnlyList<Mutant> asked) =>
        Console.WriteLine($"{asked.Count(other => verdicts.Of(other) is not null)}/{asked.Count} {verdicts.Of(mutant),-9} {mutant.Key}");

    /// <summary>Those of a job that have a verdict now, from the first on; at least one.</summary>
    private async Task<IReadOnlyList<Mutant>> JudgeAsync(Mutant[] job, bool alone)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, job.Select(mutant => string.Join(' ', (alone ? TestsOf(mutant) : QuickTestsOf(mutant)).Select(test => test.Id).Prepend(mutant.Id.ToString(CultureInfo.InvariantCulture)))));
        using var process = Workspace.Start(alone ? ["judge", file, "alone"] : ["judge", file], alone ? job[0].Id : -1);
        var errors = process.StandardError.ReadToEndAsync();
        var judged = new List<Mutant>();
        var watch = new Watch(process);
        watch.Begin(TestsOf(job[0]));
        while (await watch.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith(Worker.Mark, StringComparison.Ordinal) || line[Worker.Mark.Length..].Split(' ', 3) is not [var word, var number, ..] parts)
            {
                continue;
            }

            var mutant = _byId[int.Parse(number, CultureInfo.InvariantCulture)];
            switch (word)
            {
                case "begin":
                    watch.Begin(TestsOf(mutant));
                    break;
                case "spoilt":
                    // Whether it was this one or one before it that left something behind, a process of its own will tell.
                    await JudgeAsync([mutant], alone: true);
                    break;
                default:
                    verdicts.Add(mutant, word == "killed" ? Verdict.Killed : alone ? Verdict.Survived : Verdict.Doubtful, parts.ElementAtOrDefault(2) ?? "");
                    judged.Add(mutant);
                    break;
            }
        }

        File.Delete(file);
        if (judged.Count == job.Length || process.ExitCode == Worker.Spoilt)
        {
            return judged;
        }

        var broken = job[judged.Count];
        if (alone || watch.IsOver)
        {
            verdicts.Add(broken, Verdict.Killed, watch.IsOver ? "(did not end)" : $"(the process broke: {(await errors).Split('\n')[0]})");
        }
        else
        {
            await JudgeAsync([broken], alone: true);
        }

        return [.. judged, broken];
    }

    private CoveredTest[] TestsOf(Mutant mutant) => _early.Contains(mutant.Id)
        ? [.. coverage.OrderByDescending(test => test.Met.Any(id => _byId.TryGetValue(id, out var near) && near.File == mutant.File)).ThenBy(test => test.Milliseconds)]
        : _tests.GetValueOrDefault(mutant.Id) ?? [];

    private IEnumerable<CoveredTest> QuickTestsOf(Mutant mutant)
    {
        var sum = 0d;
        return TestsOf(mutant).TakeWhile((test, index) => (sum += test.Milliseconds) <= QuickMilliseconds || index == 0);
    }

    /// <summary>Ends a process that computes, or waits, for much longer than the tests took without a mutant.</summary>
    private sealed class Watch(Process process)
    {
        private TimeSpan _mostWork = TimeSpan.MaxValue;
        private TimeSpan _longest = TimeSpan.MaxValue;
        private Stopwatch _since = Stopwatch.StartNew();

        public bool IsOver { get; private set; }

        public void Begin(CoveredTest[] tests)
        {
            var usual = TimeSpan.FromMilliseconds(tests.Sum(test => test.Milliseconds));
            _mostWork = process.TotalProcessorTime + TimeSpan.FromSeconds(20) + (usual * 3);
            _longest = TimeSpan.FromSeconds(120) + (usual * 10);
            _since = Stopwatch.StartNew();
        }

        public async Task<string?> ReadLineAsync()
        {
            var line = process.StandardOutput.ReadLineAsync();
            while (await Task.WhenAny(line, Task.Delay(1000)) != line)
            {
                if (!process.HasExited && (process.TotalProcessorTime > _mostWork || _since.Elapsed > _longest))
                {
                    IsOver = true;
                    process.Kill(entireProcessTree: true);
                }
            }

            if (await line is null)
            {
                await process.WaitForExitAsync();
            }

            return await line;
        }
    }
}
