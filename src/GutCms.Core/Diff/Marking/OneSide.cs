using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace GutCms.Core.Diff.Marking;

/// <summary>Writes one of two compared texts as it is, with marks on the words that the other does not have.</summary>
public static class OneSide
{
    /// <summary>The text as HTML.</summary>
    /// <param name="runs">The comparison.</param>
    /// <param name="own">Added: the later text; removed: the earlier one.</param>
    /// <param name="isHtml">Tags are tags; otherwise they are shown as text.</param>
    public static string Write(ImmutableArray<TextRun> runs, RunChange own, bool isHtml)
    {
        var html = new StringBuilder();
        var isOpen = false;
        foreach (var run in runs.Where(run => run.Change == RunChange.Equal || run.Change == own))
        {
            var isTag = isHtml && run.Markup is not null;
            var differs = run.Change == own && (run.Markup is null ? !string.IsNullOrWhiteSpace(run.Text) : !isHtml || TagOf.IsFormula(run.Markup));
            if (differs != isOpen)
            {
                html.Append(differs ? "<mark>" : "</mark>");
                isOpen = differs;
            }

            html.Append(isTag ? TagOf.WithoutId(run.Markup!) : WebUtility.HtmlEncode(run.Markup ?? run.Text));
        }

        return html.Append(isOpen ? "</mark>" : "").ToString();
    }

    /// <summary>What is different in the form of the later text, in words, in the language of the request under way.</summary>
    public static string Form(ImmutableArray<TextRun> runs)
    {
        var said = new List<string>();
        FormatWords form = new(runs);
        for (var at = 0; at < runs.Length; at++)
        {
            var start = at;
            while (at < runs.Length && runs[at].Change != RunChange.Equal)
            {
                at++;
            }

            if (at > start && !form.IsTold(start, at) && form.Of(start, at, beside: false) is { } words)
            {
                said.Add(words.ToCurrent());
            }
        }

        return string.Join("; ", said.Distinct(StringComparer.Ordinal));
    }
}
