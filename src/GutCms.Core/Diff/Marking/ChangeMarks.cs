using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace GutCms.Core.Diff.Marking;

/// <summary>Writes compared texts as HTML in which each change is marked by elements and words, never by colour alone, and numbers the changes of a page.</summary>
/// <param name="words">What the marks say.</param>
public sealed class ChangeMarks(ChangeWords words)
{
    /// <summary>Changes so far; each has the id <c>change-</c> and its number from 1.</summary>
    public int Count { get; private set; }

    /// <summary>Words of the marks.</summary>
    public ChangeWords Words => words;

    /// <summary>The number of a further change.</summary>
    public int Next() => ++Count;

    /// <summary>The later text with what was removed and added in it.</summary>
    /// <param name="runs">The comparison.</param>
    /// <param name="isHtml">Tags are tags; otherwise they are shown as text.</param>
    public string Write(ImmutableArray<TextRun> runs, bool isHtml)
    {
        var writer = new ChangeWriter(this, isHtml);
        runs = isHtml ? Slides.Of(runs) : runs;
        FormatWords form = new(runs);
        for (var at = 0; at < runs.Length;)
        {
            if (runs[at].Change == RunChange.Equal)
            {
                writer.Keep(runs[at++]);
                continue;
            }

            var end = EndOfChange(runs, at);
            if (isHtml && form.IsTold(at, end))
            {
                writer.Pass(runs[at..end]);
            }
            else
            {
                var start = at;
                writer.Change(runs[at..end], beside => form.Of(start, end, beside)?.ToCurrent());
            }

            at = end;
        }

        return writer.Finish();
    }

    /// <summary>A text that is new as a whole: not marked word by word, but what is dangerous in it stands out.</summary>
    public string WriteAdded(ImmutableArray<TextRun> runs, bool isHtml)
    {
        var html = new StringBuilder();
        foreach (var run in runs.Where(run => run.Change != RunChange.Removed))
        {
            html.Append(
                run.Markup is { } tag ? isHtml ? tag : WebUtility.HtmlEncode(tag)
                : run.Cautions.IsEmpty ? WebUtility.HtmlEncode(run.Text)
                : $"<span class=\"loud-word\" title=\"{WebUtility.HtmlEncode(Reasons(run.Cautions))}\">{WebUtility.HtmlEncode(run.Text)}</span>");
        }

        return html.ToString();
    }

    /// <summary>Why a change is loud, in words; empty when it is not.</summary>
    public string Reasons(IEnumerable<DiffCaution> cautions) => string.Join(", ", cautions.Distinct().Order().Select(caution => words.Caution(caution)));

    // Changed words that only white space separates are one change to a reader.
    private static int EndOfChange(ImmutableArray<TextRun> runs, int start)
    {
        var end = start;
        for (var at = start; at < runs.Length; at++)
        {
            if (runs[at].Change != RunChange.Equal)
            {
                end = at + 1;
            }
            else if (runs[at].Markup is not null || !string.IsNullOrWhiteSpace(runs[at].Text))
            {
                break;
            }
        }

        return end;
    }
}
