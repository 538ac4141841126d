using System.Collections.Concurrent;

namespace GutCms.Mutation;

/// <summary>What is known of a mutant.</summary>
internal enum Verdict
{
    /// <summary>A test failed, did not end, or the process broke.</summary>
    Killed,

    /// <summary>The fast ones of the tests that meet it pass.</summary>
    Doubtful,

    /// <summary>All tests that meet it pass with the core loaded anew, or no test meets it.</summary>
    Survived,
}

/// <summary>
/// The verdicts on file. A kill counts as long as the member is the same; that a mutant survived counts for the same sources and tests only.
/// </summary>
internal sealed class Verdicts
{
    private readonly string _build;
    private readonly ConcurrentDictionary<string, (Verdict Verdict, string Detail)> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _passed = new(StringComparer.Ordinal);

    /// <param name="build">Stands for sources and tests.</param>
    public Verdicts(string build)
    {
        _build = build;
        foreach (var line in File.Exists(Workspace.Verdicts) ? File.ReadAllLines(Workspace.Verdicts) : [])
        {
            if (line.Split('\t') is not [var key, var hash, var verdict, var then, var detail])
            {
                continue;
            }

            if (Enum.Parse<Verdict>(verdict) is var parsed && (parsed == Verdict.Killed || then == build))
            {
                _known[$"{key}\t{hash}"] = (parsed, detail);
            }
            else
            {
                _passed.Add($"{key}\t{hash}");
            }
        }
    }

    public Verdict? Of(Mutant mutant) => _known.TryGetValue(mutant.JudgedAs, out var known) ? known.Verdict : null;

    /// <summary>It passed the tests of another build: it takes long to judge it anew.</summary>
    public bool PassedBefore(Mutant mutant) => _passed.Contains(mutant.JudgedAs);

    public string DetailOf(Mutant mutant) => _known.TryGetValue(mutant.JudgedAs, out var known) ? known.Detail : "";

    /// <summary>Appends at once: a run that ends early goes on from here.</summary>
    public void Add(Mutant mutant, Verdict verdict, string detail)
    {
        _known[mutant.JudgedAs] = (verdict, detail);
        lock (_known)
        {
            File.AppendAllText(Workspace.Verdicts, $"{mutant.JudgedAs}\t{verdict}\t{_build}\t{detail.Replace('\t', ' ')}\n");
        }
    }
}
