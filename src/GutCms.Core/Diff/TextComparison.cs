using System.Collections.Immutable;

namespace GutCms.Core.Diff;

/// <summary>Compares texts word by word.</summary>
/// <param name="cautions">Says what is dangerous.</param>
/// <param name="work">What may be done.</param>
internal sealed class TextComparison(TokenCautions cautions, ComparisonWork work)
{
    /// <summary>Runs from which both texts can be rebuilt, and whether a stretch stands for another as a whole somewhere.</summary>
    public (ImmutableArray<TextRun> Runs, bool IsCoarse) Compare(IReadOnlyList<Token> from, IReadOnlyList<Token> to)
    {
        var runs = ImmutableArray.CreateBuilder<TextRun>();
        var (fromCautions, toCautions) = (cautions.Of(from), cautions.Of(to));
        var (replacements, isCoarse) = new TokenDifference(work).Find(Words(from), Words(to));
        var at = 0;
        foreach (var replacement in replacements)
        {
            AddEqual(runs, from, at, replacement.FromStart);
            AddChanged(runs, RunChange.Removed, from, fromCautions, replacement.FromStart, replacement.FromCount);
            AddChanged(runs, RunChange.Added, to, toCautions, replacement.ToStart, replacement.ToCount);
            at = replacement.FromStart + replacement.FromCount;
        }

        AddEqual(runs, from, at, from.Count);
        return (runs.ToImmutable(), isCoarse);
    }

    private static void AddEqual(ImmutableArray<TextRun>.Builder runs, IReadOnlyList<Token> tokens, int start, int end)
    {
        for (var index = start; index < end; index++)
        {
            var token = tokens[index];
            if (token.Markup is null && index > start && runs[^1].Markup is null)
            {
                var words = tokens.Skip(index).Take(end - index).TakeWhile(next => next.Markup is null).Select(next => next.Text).ToList();
                runs[^1] = runs[^1] with { Text = runs[^1].Text + string.Concat(words) };
                index += words.Count - 1;
            }
            else
            {
                runs.Add(new(RunChange.Equal, token.Text, token.Markup, []));
            }
        }
    }

    private static void AddChanged(ImmutableArray<TextRun>.Builder runs, RunChange change, IReadOnlyList<Token> tokens, ImmutableArray<DiffCaution>[] cautions, int start, int count)
    {
        for (var index = start; index < start + count; index++)
        {
            runs.Add(new(change, tokens[index].Text, tokens[index].Markup, cautions[index]));
        }
    }

    private static string[] Words(IReadOnlyList<Token> tokens) => [.. tokens.Select(token => token.Markup is { } tag ? "\0" + token.Text + tag : token.Text)];
}
