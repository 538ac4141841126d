using System.Collections.Immutable;
using System.Globalization;

namespace GutCms.Core.Diff;

/// <summary>Says of each token of a text what it is, looking at its neighbours.</summary>
internal sealed class TokenCautions
{
    private readonly DiffVocabulary _vocabulary;
    private readonly ILookup<string, string[]> _drugs;

    public TokenCautions(DiffVocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _drugs = vocabulary.DrugNames
            .Select(name => Tokens.OfText(name).Where(token => !token.IsSpace).Select(DrugWord).ToArray())
            .Where(words => words.Length > 0)
            .ToLookup(words => words[0], StringComparer.Ordinal);
    }

    /// <summary>Cautions of every token, in the same order.</summary>
    public ImmutableArray<DiffCaution>[] Of(IReadOnlyList<Token> tokens)
    {
        var isDrug = FindDrugs(tokens);
        var cautions = new ImmutableArray<DiffCaution>[tokens.Count];
        for (var index = 0; index < cautions.Length; index++)
        {
            cautions[index] = tokens[index].IsSpace ? [] : [.. Of(tokens, index, isDrug[index])];
        }

        return cautions;
    }

    private IEnumerable<DiffCaution> Of(IReadOnlyList<Token> tokens, int index, bool isDrug)
    {
        if (IsNumber(tokens[index]))
        {
            yield return DiffCaution.Number;
        }

        if (IsUnit(tokens, index))
        {
            yield return DiffCaution.Unit;
        }

        if (IsNegation(tokens[index]))
        {
            yield return DiffCaution.Negation;
        }

        if (isDrug)
        {
            yield return DiffCaution.DrugName;
        }
    }

    private bool IsNumber(Token token) =>
        token.Markup is { } tag && !token.IsFormula
            ? Tokens.TagName(tag) is "sup" or "sub"
            : token.Text.Any(IsDigit) || token.Text[0] is '<' or '>' or '≤' or '≥' or '≈' or '~' or '±' || _vocabulary.NumberWords.Contains(Normal(token.Text));

    private static bool IsDigit(char character) =>
        char.IsDigit(character) || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber;

    private bool IsUnit(IReadOnlyList<Token> tokens, int index)
    {
        if (tokens[index].Markup is not null)
        {
            return false;
        }

        var text = tokens[index].Text;
        var normal = Normal(text);
        return _vocabulary.Units.Contains(text)
            || (normal.Length >= 4 && _vocabulary.Units.Contains(normal))
            || (_vocabulary.UnitsAfterNumber.Contains(normal) && FollowsQuantity(tokens, index));
    }

    private bool FollowsQuantity(IReadOnlyList<Token> tokens, int index)
    {
        for (var before = index - 1; before >= 0; before--)
        {
            var token = tokens[before];
            if (token.IsSpace || token.IsInlineMarkup || token.Text is "-" or "‑" or "‐")
            {
                continue;
            }

            return token.Text == "/" || Normal(token.Text) == "per" || IsNumber(token);
        }

        return false;
    }

    private bool IsNegation(Token token)
    {
        if (token.Markup is not null)
        {
            return false;
        }

        var normal = Normal(token.Text);
        return _vocabulary.Negations.Contains(normal) || normal.EndsWith("n't", StringComparison.Ordinal) || normal is "non-" or "non";
    }

    private bool[] FindDrugs(IReadOnlyList<Token> tokens)
    {
        var found = new bool[tokens.Count];
        for (var start = 0; start < found.Length; start++)
        {
            if (tokens[start].Markup is not null)
            {
                continue;
            }

            foreach (var words in _drugs[DrugWord(tokens[start])])
            {
                if (EndOf(tokens, start, words) is { } end)
                {
                    found.AsSpan(start..end).Fill(true);
                }
            }
        }

        return found;
    }

    private static int? EndOf(IReadOnlyList<Token> tokens, int start, string[] words)
    {
        var matched = 0;
        for (var index = start; index < tokens.Count; index++)
        {
            if (tokens[index].IsSpace || tokens[index].IsInlineMarkup)
            {
                continue;
            }

            if (tokens[index].Markup is not null || DrugWord(tokens[index]) != words[matched])
            {
                return null;
            }

            if (++matched == words.Length)
            {
                return index + 1;
            }
        }

        return null;
    }

    private static string DrugWord(Token token)
    {
        var normal = Normal(token.Text);
        return normal.EndsWith("'s", StringComparison.Ordinal) ? normal[..^2] : normal;
    }

    private static string Normal(string text) => text.ToLowerInvariant().Replace('’', '\'').Replace('‐', '-').Replace('‑', '-');
}
