namespace GutCms.Mutation;

/// <summary>What a run has found.</summary>
internal static class Report
{
    /// <summary>Prints numbers by folder and every survivor that nobody has explained; true when there is none and everything was judged.</summary>
    /// <param name="mutants">Those that were asked for.</param>
    /// <param name="all">All of them.</param>
    /// <param name="verdicts">What was judged.</param>
    /// <param name="explanations">What survives and may.</param>
    public static bool Print(IReadOnlyList<Mutant> mutants, IReadOnlyList<Mutant> all, Verdicts verdicts, Explanations explanations)
    {
        var survivors = mutants.Where(mutant => verdicts.Of(mutant) is Verdict.Survived or Verdict.Doubtful).ToArray();
        var open = survivors.Where(mutant => !explanations.Has(mutant)).ToArray();
        Console.WriteLine();
        Console.WriteLine($"{"",-28} mutants  killed  survived  explained  not judged");
        foreach (var folder in mutants.GroupBy(mutant => Path.GetDirectoryName(mutant.File)!).Append(mutants.GroupBy(_ => "all").Single()))
        {
            var left = folder.Where(survivors.Contains).ToArray();
            Console.WriteLine($"{folder.Key,-28} {folder.Count(),7} {folder.Count(mutant => verdicts.Of(mutant) == Verdict.Killed),7} {left.Count(mutant => !explanations.Has(mutant)),9} "
                + $"{left.Count(explanations.Has),10} {folder.Count(mutant => verdicts.Of(mutant) is null),11}");
        }

        foreach (var file in open.GroupBy(mutant => mutant.File))
        {
            Console.WriteLine();
            foreach (var mutant in file)
            {
                Console.WriteLine($"{mutant.Key}");
                Console.WriteLine($"    line {mutant.Line}{(verdicts.DetailOf(mutant) is { Length: > 0 } detail ? $", {detail}" : "")}");
            }
        }

        foreach (var key in explanations.Stale(all, verdicts))
        {
            Console.WriteLine($"explained, but not a survivor: {key}");
        }

        return open.Length == 0 && mutants.All(mutant => verdicts.Of(mutant) is not null);
    }
}
