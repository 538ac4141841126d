using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace GutCms.Mutation;

/// <summary>Judges mutants in processes of their own, and ends those that do not come to an end.</summary>
/// <param name="mutants">All of them.</param>
/// <param name="coverage">Which test meets which.</param>
/// <param name="verdicts">Where verdicts are kept.</param>
/// <param name="workers">How many processes judge at once.</param>
/// <param name="until">When the last process is started.</param>
internal sealed class Supervisor(IReadOnlyList<Mutant> mutants, IReadOnlyList<CoveredTest> coverage, Verdicts verdicts, int workers, DateTime? until)
{
    /// <summary>How long the tests may take that a mutant meets at first; what none of them kills meets all of them later.</summary>
    private const double QuickMilliseconds = 2000;

    /// <summary>A test that takes longer is asked late.</summary>
    private const double SlowMilliseconds = 300;

    private readonly Dictionary<int, Mutant> _byId = mutants.ToDictionary(mutant => mutant.Id);
    private readonly HashSet<int> _early = [.. coverage.SelectMany(test => test.Early)];
    private readonly Dictionary<int, CoveredTest[]> _tests = coverage.SelectMany(test => test.Met.Select(id => (id, test))).GroupBy(pair => pair.id, pair => pair.test).ToDictionary(group => group.Key, group => group.ToArray());
    private readonly Dictionary<string, Dictionary<string, int>> _near = Near(mutants, coverage);

    /// <summary>Judges what has no verdict yet, until there is nothing left or the time is over; what passed before comes late, what is explained last.</summary>
    public async Task RunAsync(IReadOnlyList<Mutant> asked, Func<Mutant, bool> isExplained)
    {
        foreach (var mutant in asked.Where(mutant => verdicts.Of(mutant) is null && !_tests.ContainsKey(mutant.Id) && !_early.Contains(mutant.Id)))
        {
            verdicts.Add(mutant, Verdict.Survived, "no test meets it");
        }

        // What is decided while a type is initialised needs the core anew for each mutant.
        var open = asked.Where(mutant => verdicts.Of(mutant) is null).OrderBy(isExplained).ThenBy(verdicts.PassedBefore).ToArray();
        await JudgeAllAsync(asked, open.Where(mutant => !_early.Contains(mutant.Id)).Chunk(100), new(Fresh: false, Full: false));
        await JudgeAllAsync(asked, open.Where(mutant => _early.Contains(mutant.Id)).Chunk(30), new(Fresh: true, Full: false));
        await JudgeAllAsync(asked, asked.Where(mutant => !isExplained(mutant) && verdicts.Of(mutant) is Verdict.Doubtful or null).Chunk(4), new(Fresh: true, Full: true));
    }

    /// <summary>How many mutants of a file each test meets.</summary>
    private static Dictionary<string, Dictionary<string, int>> Near(IReadOnlyList<Mutant> mutants, IReadOnlyList<CoveredTest> coverage)
    {
        var files = mutants.ToDictionary(mutant => mutant.Id, mutant => mutant.File);
        return coverage.SelectMany(test => test.Met.Where(files.ContainsKey).CountBy(id => files[id]).Select(file => (File: file.Key, test.Id, file.Value)))
            .GroupBy(near => near.File).ToDictionary(group => group.Key, group => group.ToDictionary(near => near.Id, near => near.Value, StringComparer.Ordinal));
    }

    private async Task JudgeAllAsync(IReadOnlyList<Mutant> asked, IEnumerable<Mutant[]> jobs, How how)
    {
        var queue = new ConcurrentQueue<Mutant[]>(jobs);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
        {
            while (queue.TryDequeue(out var job))
            {
                for (var left = job; left.Length > 0 && !(until <= TimeProvider.System.GetUtcNow().UtcDateTime);)
                {
                    var judged = await JudgeAsync(left, how);
                    left = left[judged..];
                    Console.WriteLine($"{asked.Count(mutant => verdicts.Of(mutant) is not null)}/{asked.Count} {asked.Count(mutant => verdicts.Of(mutant) == Verdict.Killed)} killed; {job[0].File}");
                }
            }
        }));
    }

    /// <summary>How many of a job have a verdict now, from the first on; at least one.</summary>
    private async Task<int> JudgeAsync(Mutant[] job, How how)
    {
        var tests = job.ToDictionary(mutant => mutant.Id, mutant => TestsOf(mutant, how.Full));
        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, job.Select(mutant => string.Join(' ', tests[mutant.Id].Select(test => $"{test.Class}:{test.Id}").Prepend(mutant.Id.ToString(CultureInfo.InvariantCulture)))));
        using var process = Workspace.Start("judge", file, how.Fresh ? "fresh" : "shared");
        var errors = process.StandardError.ReadToEndAsync();
        var judged = 0;
        var watch = new Watch(process);
        watch.Begin(tests[job[0].Id]);
        while (await watch.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith(Worker.Mark, StringComparison.Ordinal) || line[Worker.Mark.Length..].Split(' ', 3) is not [var word, var number, ..] parts)
            {
                continue;
            }

            var mutant = _byId[int.Parse(number, CultureInfo.InvariantCulture)];
            if (word == "begin")
            {
                watch.Begin(tests[mutant.Id]);
                continue;
            }

            verdicts.Add(mutant, word == "killed" ? Verdict.Killed : how.Full ? Verdict.Survived : Verdict.Doubtful, parts.ElementAtOrDefault(2) ?? "");
            judged++;
        }

        File.Delete(file);
        if (judged == job.Length)
        {
            return judged;
        }

        var broken = job[judged];
        if (how.Fresh || watch.IsOver)
        {
            verdicts.Add(broken, Verdict.Killed, watch.IsOver ? "(did not end)" : $"(the process broke: {(await errors).Split('\n')[0]})");
        }
        else
        {
            await JudgeAsync([broken], how with { Fresh = true });
        }

        return judged + 1;
    }

    /// <summary>Those of the class that is called like the file first, and those that meet much of it; slow ones last. What is decided while a type is initialised can be met by any.</summary>
    private CoveredTest[] TestsOf(Mutant mutant, bool all)
    {
        var name = $".{Path.GetFileNameWithoutExtension(mutant.File)}";
        var near = _near.GetValueOrDefault(mutant.File) ?? [];
        var ordered = (_early.Contains(mutant.Id) ? coverage : _tests.GetValueOrDefault(mutant.Id) ?? [])
            .OrderBy(test => test.Milliseconds > SlowMilliseconds).ThenByDescending(test => test.Class.Contains(name, StringComparison.Ordinal)).ThenByDescending(test => near.GetValueOrDefault(test.Id)).ThenBy(test => test.Milliseconds).ToArray();
        var sum = 0d;
        return all ? ordered : [.. ordered.TakeWhile((test, index) => (sum += test.Milliseconds) <= QuickMilliseconds || index == 0)];
    }

    /// <summary>How mutants are judged.</summary>
    /// <param name="Fresh">Whether core and tests are loaded anew for each.</param>
    /// <param name="Full">Whether every test is asked, so that what passes has survived.</param>
    private sealed record How(bool Fresh, bool Full);

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
