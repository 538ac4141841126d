using System.Collections.Immutable;
using DiffPlex;

namespace GutCms.Core.Diff;

/// <summary>Compares two texts word by word.</summary>
internal static class TextComparison
{
    /// <summary>Runs from which both texts can be rebuilt.</summary>
    public static ImmutableArray<TextRun> Compare(IReadOnlyList<Token> from, IReadOnlyList<Token> to, TokenCautions cautions)
    {
        var runs = ImmutableArray.CreateBuilder<TextRun>();
        var (fromCautions, toCautions) = (cautions.Of(from), cautions.Of(to));
        var result = Differ.Instance.CreateDiffs("from", "to", ignoreWhiteSpace: false, ignoreCase: false, new Prepared(from, to));
        var at = 0;
        foreach (var block in result.DiffBlocks)
        {
            AddEqual(runs, from, at, block.DeleteStartA);
            AddChanged(runs, RunChange.Removed, from, fromCautions, block.DeleteStartA, block.DeleteCountA);
            AddChanged(runs, RunChange.Added, to, toCautions, block.InsertStartB, block.InsertCountB);
            at = block.DeleteStartA + block.DeleteCountA;
        }

        AddEqual(runs, from, at, from.Count);
        return runs.ToImmutable();
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

    /// <summary>Hands DiffPlex the tokens, which it would otherwise cut out of a text itself.</summary>
    private sealed class Prepared(IReadOnlyList<Token> from, IReadOnlyList<Token> to) : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => [.. (text == "from" ? from : to).Select(token => token.Markup is { } tag ? "\0" + token.Text + tag : token.Text)];
    }
}
