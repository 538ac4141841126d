namespace GutCms.Core.Texts;

/// <summary>Finds what a misspelt name probably meant.</summary>
public static class Suggestion
{
    private const int LongestName = 64;

    /// <summary><c> Did you mean 'X'?</c>, with the leading space; null when no candidate is near.</summary>
    public static Sentence? For(string name, IEnumerable<string> candidates)
    {
        var best = candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(name, candidate)))
            .Where(found => found.Distance <= Math.Max(1, Math.Min(name.Length, found.Candidate.Length) / 3))
            .OrderBy(found => found.Distance)
            .ThenBy(found => found.Candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Candidate is null ? null : Sentence.Of("Suggestion", best.Candidate);
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that lead from one to the other, without regard to case.</summary>
    private static int Distance(string a, string b)
    {
        if (a.Length > LongestName || b.Length > LongestName)
        {
            return int.MaxValue;
        }

        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                var least = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    least = Math.Min(least, rows[i - 2, j - 2] + 1);
                }

                rows[i, j] = least;
            }
        }

        return rows[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
