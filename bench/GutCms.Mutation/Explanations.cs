namespace GutCms.Mutation;

/// <summary>
/// The survivors that are no gap in the tests. A line names a mutant as the report prints it, the indented lines under it say why it changes nothing that can be seen. Lines with # are remarks.
/// </summary>
internal sealed class Explanations
{
    private readonly Dictionary<string, string> _reasons = Read();

    public bool Has(Mutant mutant) => _reasons.ContainsKey(mutant.Key);

    /// <summary>Explained mutants that are not there any more, or that a test kills by now.</summary>
    public IEnumerable<string> Stale(IReadOnlyList<Mutant> mutants, Verdicts verdicts)
    {
        var open = mutants.Where(mutant => verdicts.Of(mutant) != Verdict.Killed).Select(mutant => mutant.Key).ToHashSet(StringComparer.Ordinal);
        return _reasons.Keys.Where(key => !open.Contains(key));
    }

    private static Dictionary<string, string> Read()
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        var waiting = new List<string>();
        foreach (var line in File.ReadLines(Workspace.Explained).Where(line => !string.IsNullOrWhiteSpace(line) && !line.StartsWith('#')))
        {
            if (!char.IsWhiteSpace(line[0]))
            {
                if (waiting.Count > 0 && reasons.ContainsKey(waiting[^1]))
                {
                    waiting.Clear();
                }

                waiting.Add(line);
                continue;
            }

            foreach (var key in waiting)
            {
                reasons[key] = $"{reasons.GetValueOrDefault(key)} {line.Trim()}".Trim();
            }
        }

        return reasons;
    }
}
