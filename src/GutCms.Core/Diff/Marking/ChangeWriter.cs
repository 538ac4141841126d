using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace GutCms.Core.Diff.Marking;

/// <summary>
/// Writes one compared text. The tags are those of the later text, so the result is as well-formed as that is; removed words stand between them, in an element
/// that may stand there, and elements that are gone as a whole stand as what they were: a table as a table, an item as an item.
/// </summary>
internal sealed class ChangeWriter(ChangeMarks marks, bool isHtml)
{
    private readonly ChangePage _page = new(isHtml);

    /// <summary>Text or a tag that both have.</summary>
    public void Keep(TextRun run)
    {
        if (isHtml && run.Markup is { } tag && !TagOf.IsFormula(tag))
        {
            _page.WriteTag(tag);
        }
        else
        {
            _page.WriteText(isHtml && run.Markup is { } formula ? formula : WebUtility.HtmlEncode(run.Markup ?? run.Text));
        }
    }

    /// <summary>Words and tags that were removed or added, one behind the other.</summary>
    /// <param name="runs">They.</param>
    /// <param name="form">What changed in the form, in words, without words that changed and beside such.</param>
    public void Change(ImmutableArray<TextRun> runs, Func<bool, string?> form)
    {
        var group = new ChangeGroup(marks, runs);
        if (!isHtml || runs.All(run => run.Markup is null))
        {
            _page.Put(group.Write(WebUtility.HtmlEncode(TextOf(runs, RunChange.Removed)), WebUtility.HtmlEncode(TextOf(runs, RunChange.Added))));
            return;
        }

        var (removed, added) = (new StringBuilder(), new StringBuilder());
        void Flush()
        {
            if (removed.Length + added.Length > 0)
            {
                _page.Put(group.Write(removed.ToString(), added.ToString()));
                removed.Clear();
                added.Clear();
            }
        }

        for (var at = 0; at < runs.Length;)
        {
            var run = runs[at];
            var end = EndOfGone(runs, at);
            if (TagOf.IsFormula(run.Markup))
            {
                Flush();
                _page.Put(group.WriteFormula(run));
                at++;
            }
            else if (end > at && TagOf.IsInline(run.Markup!))
            {
                removed.Append(_page.IsIn("a") ? WebUtility.HtmlEncode(string.Concat(runs[at..end].Select(gone => gone.Text))) : Html(runs[at..end]));
                at = end;
            }
            else if (end > at && _page.MayHold(TagOf.Name(run.Markup)))
            {
                Flush();
                _page.Insert(group.WriteGone(runs[at..end]));
                at = end;
            }
            else
            {
                if (run.Markup is not null && run.Change != RunChange.Removed)
                {
                    Flush();
                    _page.WriteTag(run.Markup);
                }
                else
                {
                    removed.Append(run.Change == RunChange.Added ? "" : WebUtility.HtmlEncode(run.Text));
                    added.Append(run.Change == RunChange.Removed ? "" : WebUtility.HtmlEncode(run.Text));
                }

                at++;
            }
        }

        Flush();
        if (form(group.IsWritten) is { } words)
        {
            _page.Put(group.WriteForm(marks.Words.Markup(words)));
        }
    }

    /// <summary>Tags whose change has been told where they begin.</summary>
    public void Pass(ImmutableArray<TextRun> runs)
    {
        foreach (var run in runs.Where(run => run.Change != RunChange.Removed))
        {
            Keep(run);
        }
    }

    /// <summary>The HTML.</summary>
    public string Finish() => _page.Finish();

    /// <summary>Index behind an element that was removed as a whole and begins here; otherwise the same index.</summary>
    private static int EndOfGone(ImmutableArray<TextRun> runs, int start)
    {
        var depth = 0;
        for (var at = start; at < runs.Length && runs[at].Change == RunChange.Removed; at++)
        {
            depth += TagOf.Depth(runs[at].Markup);
            if (depth <= 0)
            {
                return depth == 0 && at > start ? at + 1 : start;
            }
        }

        return start;
    }

    private static string Html(ImmutableArray<TextRun> runs) => string.Concat(runs.Select(run => run.Markup is { } tag ? TagOf.WithoutId(tag) : WebUtility.HtmlEncode(run.Text)));

    private static string TextOf(ImmutableArray<TextRun> runs, RunChange side) =>
        string.Concat(runs.Where(run => run.Change == RunChange.Equal || run.Change == side).Select(run => run.Markup ?? run.Text));
}
