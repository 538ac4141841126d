using System.Collections.Immutable;
using System.Globalization;
using GutCms.Core.Texts;

namespace GutCms.Core.Diff.Marking;

/// <summary>Says in readers' words what changed in the form of a text: which words are bold now, what became a list, where a link leads.</summary>
/// <param name="runs">The comparison as a whole.</param>
internal sealed class FormatWords(ImmutableArray<TextRun> runs)
{
    private const int MostOfWords = 60;

    /// <summary>A stretch holds nothing but ends of elements whose beginnings have been told of.</summary>
    public bool IsTold(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (runs[at].Markup is not { } tag || TagOf.IsFormula(tag) || (tag.StartsWith('<') && !(TagOf.IsEnd(tag) && BeginsWithin(at))))
            {
                return false;
            }
        }

        return runs[start..end].Any(run => run.Markup!.StartsWith('<'));
    }

    /// <summary>What changed in the form within a stretch.</summary>
    /// <param name="start">Its first run.</param>
    /// <param name="end">The run behind its last.</param>
    /// <param name="beside">Words changed as well: what is plain from them is left out.</param>
    public Sentence? Of(int start, int end, bool beside)
    {
        var removed = Begins(start, end, RunChange.Removed);
        var added = Begins(start, end, RunChange.Added);
        List<Sentence> said = [];
        foreach (var one in removed.ToList())
        {
            if (added.FindIndex(other => TagOf.Name(runs[other].Markup) == TagOf.Name(runs[one].Markup)) is >= 0 and var same)
            {
                said.AddRange(Attribute(runs[one].Markup!, runs[added[same]].Markup!));
                removed.Remove(one);
                added.RemoveAt(same);
            }
        }

        if (!beside || (Has(start, end, RunChange.Removed) && Has(start, end, RunChange.Added)))
        {
            said.AddRange(Replaced(removed, added, beside));
        }

        if (said.Count == 0 && !beside)
        {
            said.AddRange(Enumerable.Range(start, end - start).Where(at => TagOf.Depth(runs[at].Markup) < 0 && !BeginsWithin(at)).Select(at => Sentence.Of("Format.EndsElsewhere", Element(at))));
        }

        return said.Count > 0 ? Sentence.Join("; ", said.DistinctBy(sentence => sentence.ToString())) : beside ? null : Sentence.Of("Format.Unseen");
    }

    private IEnumerable<Sentence> Replaced(List<int> removed, List<int> added, bool beside)
    {
        var (before, after) = (removed.Where(at => !IsInline(at)).ToList(), added.Where(at => !IsInline(at)).ToList());
        for (var at = 0; at < Math.Max(before.Count, after.Count); at++)
        {
            if (at < before.Count && at < after.Count)
            {
                yield return Sentence.Of("Format.Became", Element(before[at]), Element(after[at]));
            }
            else if (!beside)
            {
                yield return at < after.Count ? Sentence.Of("Format.Begins", Element(after[at])) : Sentence.Of("Format.BeginsNoMore", Element(before[at]));
            }
        }

        foreach (var at in removed.Where(IsInline))
        {
            yield return About(at, "Format.NoMore", "Format.NoMoreWords");
        }

        foreach (var at in added.Where(IsInline))
        {
            yield return TagOf.Attributes(runs[at].Markup!).FirstOrDefault(attribute => attribute.Name == "href").Value is { } address ? Sentence.Of("Format.Linked", address, Words(at)) : About(at, "Format.Now", "Format.NowWords");
        }
    }

    private Sentence About(int at, string name, string withWords) => Words(at) is { Length: > 0 } words ? Sentence.Of(withWords, Element(at), words) : Sentence.Of(name, Element(at));

    private static IEnumerable<Sentence> Attribute(string before, string after)
    {
        var (one, other) = (TagOf.Attributes(before), TagOf.Attributes(after));
        foreach (var name in one.Concat(other).Select(attribute => attribute.Name).Distinct(StringComparer.Ordinal))
        {
            var (was, now) = (Value(one, name), Value(other, name));
            if (was?.ToString() != now?.ToString())
            {
                yield return name == "href" ? Sentence.Of("Format.Href", was ?? Sentence.Of("Format.None"), now ?? Sentence.Of("Format.None"))
                    : Sentence.Of("Format.Attribute", Sentence.Of($"Format.Element.{TagOf.Name(after)}"), FormatNames.Attributes.Contains(name) ? Sentence.Of($"Format.Attribute.{name}") : name, was ?? Sentence.Of("Format.None"), now ?? Sentence.Of("Format.None"));
            }
        }
    }

    private static Sentence? Value(IReadOnlyList<(string Name, string Value)> attributes, string name) =>
        attributes.Where(attribute => attribute.Name == name).Select(attribute => attribute.Value.Length == 0 ? Sentence.Of("Format.Yes") : Sentence.Verbatim(attribute.Value)).FirstOrDefault();

    private List<int> Begins(int start, int end, RunChange change) =>
        [.. Enumerable.Range(start, end - start).Where(at => runs[at].Change == change && runs[at].Markup is { } tag && tag.StartsWith('<') && !TagOf.IsEnd(tag) && !TagOf.IsFormula(tag))];

    private bool Has(int start, int end, RunChange change) => runs[start..end].Any(run => run.Change == change && run.Markup is null && !string.IsNullOrWhiteSpace(run.Text));

    private bool IsInline(int at) => TagOf.IsInline(runs[at].Markup!);

    private Sentence Element(int at) => Sentence.Of($"Format.Element.{TagOf.Name(runs[at].Markup)}");

    /// <summary>Whether the beginning of an element that ends here changed as its end did.</summary>
    private bool BeginsWithin(int end)
    {
        var (name, depth) = (TagOf.Name(runs[end].Markup), 0);
        for (var at = end; at >= 0; at--)
        {
            if (IsOfSide(at, runs[end].Change) && TagOf.Name(runs[at].Markup) == name && (depth -= TagOf.Depth(runs[at].Markup)) == 0)
            {
                return runs[at].Change == runs[end].Change;
            }
        }

        return false;
    }

    private bool IsOfSide(int at, RunChange side) => runs[at].Change == RunChange.Equal || runs[at].Change == side;

    /// <summary>The words in an element that begins here, on its side.</summary>
    private string Words(int begin)
    {
        var (name, depth, words) = (TagOf.Name(runs[begin].Markup), 0, new System.Text.StringBuilder());
        for (var at = begin; at < runs.Length; at++)
        {
            if (IsOfSide(at, runs[begin].Change))
            {
                depth += TagOf.Name(runs[at].Markup) == name ? TagOf.Depth(runs[at].Markup) : 0;
                words.Append(runs[at].Text.Replace('\n', ' '));
                if (depth == 0)
                {
                    break;
                }
            }
        }

        var whole = new StringInfo(words.ToString().Trim());
        return whole.LengthInTextElements <= MostOfWords ? whole.String : whole.SubstringByTextElements(0, MostOfWords).TrimEnd() + "…";
    }
}
