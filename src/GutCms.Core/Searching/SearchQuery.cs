namespace GutCms.Core.Searching;

/// <summary>What a person typed, as words to search for.</summary>
/// <param name="Words">In their order, each once; empty when nothing of it is a word.</param>
public sealed record SearchQuery(IReadOnlyList<SearchWord> Words)
{
    /// <summary>Words at most; the rest is not looked for, so callers refuse more.</summary>
    public const int MostWords = 16;

    /// <summary>Words in which a typing mistake is looked through, at most: each stands for hundreds of spellings.</summary>
    private const int MostMistyped = 4;

    /// <summary>Reads it.</summary>
    public static SearchQuery Parse(string typed)
    {
        var groups = Group(typed, SearchTokens.Split(typed));
        var words = new Dictionary<string, SearchWord>(StringComparer.Ordinal);
        for (var i = 0; i < groups.Count; i++)
        {
            var word = groups[i][0].IsUnit ? OfUnits(groups[i]) : OfWords(typed, groups[i], [.. Pairs(groups, i - 1), .. Pairs(groups, i)]);
            words.TryAdd(string.Join(' ', word.Exact), word);
        }

        return new([.. words.Values.Take(MostWords)]);
    }

    /// <summary>Every word that one of its words may be a mistyped form of; few of them exist.</summary>
    public IReadOnlyCollection<string> Spellings() => Words.Where(word => word.MayBeMistyped).Take(MostMistyped)
        .SelectMany(word => Spelling.Around(word.Exact[0]).Concat(Spelling.Halves(word.Exact[0]).SelectMany(halves => new[] { halves.First, halves.Second })))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The query with what its words may have been meant as.</summary>
    /// <param name="known">Those of <see cref="Spellings"/> that occur in some text.</param>
    public SearchQuery Mistyped(IReadOnlySet<string> known)
    {
        var mistyped = Words.Where(word => word.MayBeMistyped).Take(MostMistyped).ToHashSet();
        return new([.. Words.Select(word => mistyped.Contains(word) ? word with { Near = [.. word.Near, .. Meant(word.Exact[0], known)] } : word)]);
    }

    private static IEnumerable<IReadOnlyList<string>> Meant(string word, IReadOnlySet<string> known) =>
        Spelling.Around(word).Where(spelling => spelling != word && known.Contains(spelling)).Distinct().Select(spelling => (IReadOnlyList<string>)[spelling])
            .Concat(Spelling.Halves(word).Where(halves => known.Contains(halves.First) && known.Contains(halves.Second)).Select(halves => (IReadOnlyList<string>)[halves.First, halves.Second]));

    /// <summary>What a sign joins, and characters that stand side by side, are one.</summary>
    private static List<List<SearchToken>> Group(string typed, List<SearchToken> tokens)
    {
        var groups = new List<List<SearchToken>>();
        foreach (var token in tokens)
        {
            if (groups.Count > 0 && groups[^1][^1] is var last && last.IsUnit == token.IsUnit && Between(typed, last, token) is var between
                && (token.IsUnit ? WordJoint.IsNothing(between) : WordJoint.IsSign(between)))
            {
                groups[^1].Add(token);
            }
            else
            {
                groups.Add([token]);
            }
        }

        return groups;
    }

    private static ReadOnlySpan<char> Between(string typed, SearchToken first, SearchToken second) => typed.AsSpan()[(first.Start + first.Length)..second.Start];

    private static SearchWord OfUnits(List<SearchToken> units)
    {
        var length = Math.Min(units.Count, TextLexemes.MostUnits);
        return new([.. Enumerable.Range(0, units.Count - length + 1).Select(at => string.Concat(units.Skip(at).Take(length).Select(unit => unit.Word))).Distinct()], []);
    }

    private static SearchWord OfWords(string typed, List<SearchToken> tokens, IEnumerable<string> pairs)
    {
        var joined = Join(tokens.Select(token => token.Word));
        if (joined is null)
        {
            return new([.. tokens.Select(token => token.Word)], []);
        }

        List<IReadOnlyList<string>> near = [.. Stems(joined), .. pairs.Select(pair => (IReadOnlyList<string>)[pair])];
        if (Unumlauted(joined) is { } plain)
        {
            near.AddRange([[plain], .. Stems(plain)]);
        }

        // A number that a sign joins to one word belongs to it: omega-3, 2.5. Apart they would say something else.
        if (tokens.Count > 2 || (tokens.Count == 2 && !WordJoint.AnyIsNumber(tokens[0].Word, tokens[1].Word)))
        {
            near.Add(Apart(typed, tokens));
        }

        return new([joined], near);
    }

    /// <summary>The words apart, without the letter that an apostrophe joins: Crohn's, l'anxiété.</summary>
    private static List<string> Apart(string typed, List<SearchToken> tokens)
    {
        var apart = tokens.Where((token, index) => token.Length > 1 || WordJoint.HasDigit(token.Word)
            || !((index > 0 && WordJoint.IsApostrophe(Between(typed, tokens[index - 1], token))) || (index < tokens.Count - 1 && WordJoint.IsApostrophe(Between(typed, token, tokens[index + 1])))));
        return apart.Select(token => token.Word).ToList() is { Count: > 0 } words ? words : [.. tokens.Select(token => token.Word)];
    }

    private static IEnumerable<IReadOnlyList<string>> Stems(string word) =>
        Stemmer.Suits(word) ? Stemmer.All.Select(stemmer => (IReadOnlyList<string>)[stemmer.LexemeOf(word)]) : [];

    /// <summary>What a word and the next one make together, should a space have been typed where others write none.</summary>
    private static IEnumerable<string> Pairs(List<List<SearchToken>> groups, int first)
    {
        if (first < 0 || first + 1 >= groups.Count || groups[first] is not [{ IsUnit: false } left] || groups[first + 1] is not [{ IsUnit: false } right] || WordJoint.AreNumbers(left.Word, right.Word))
        {
            return [];
        }

        return Join([left.Word, right.Word]) is { } pair ? [pair] : [];
    }

    private static string? Join(IEnumerable<string> words)
    {
        Span<char> joined = stackalloc char[SearchTokens.MaxWordLength];
        var length = 0;
        foreach (var word in words)
        {
            length = WordJoint.Append(joined, length, word);
            if (length == 0)
            {
                return null;
            }
        }

        return joined[..length].ToString();
    }

    /// <summary>Ödem typed without an umlaut, as Oedem.</summary>
    private static string? Unumlauted(string word)
    {
        var plain = word.Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal);
        return plain.Length < word.Length && plain.Length > 2 ? plain : null;
    }
}
