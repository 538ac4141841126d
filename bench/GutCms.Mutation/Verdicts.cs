namespace GutCms.Mutation;

/// <summary>What is known of a mutant.</summary>
internal enum Verdict
{
    /// <summary>A test failed, did not end, or the process broke.</summary>
    Killed,

    /// <summary>The fast ones of the tests that meet it pass, in a process in which other mutants were on before.</summary>
    Doubtful,

    /// <summary>All tests that meet it pass in a process of its own, or no test meets it.</summary>
    Survived,
}

/// <summary>
/// The verdicts on file. A kill counts as long as the member is the same; that a mutant survived counts for the same sources and tests only.
/// </summary>
/// <param name="build">Stands for sources and tests.</param>
internal sealed class Verdicts(string build)
{
    private readonly Dictionary<string, (Verdict Verdict, string Detail)> _known = Read(build);

    public Verdict? Of(Mutant mutant) => _known.TryGetValue(mutant.JudgedAs, out var known) ? known.Verdict : null;

    public string DetailOf(Mutant mutant) => _known.TryGetValue(mutant.JudgedAs, out var known) ? known.Detail : "";

    /// <summary>Appends at once: a run that ends early goes on from here.</summary>
    public void Add(Mutant mutant, Verdict verdict, string detail)
    {
        _known[mutant.JudgedAs] = (verdict, detail);
        File.AppendAllText(Workspace.Verdicts, $"{mutant.JudgedAs}\t{verdict}\t{build}\t{detail.Replace('\t', ' ')}\n");
    }

    private static Dictionary<string, (Verdict, string)> Read(string build)
    {
        var known = new Dictionary<string, (Verdict, string)>(StringComparer.Ordinal);
        foreach (var line in File.Exists(Workspace.Verdicts) ? File.ReadAllLines(Workspace.Verdicts) : [])
        {
            if (line.Split('\t') is [var key, var hash, var verdict, var then, var detail] && Enum.Parse<Verdict>(verdict) is var parsed && (parsed == Verdict.Killed || then == build))
            {
                known[$"{key}\t{hash}"] = (parsed, detail);
            }
        }

        return known;
    }
}
