using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;

namespace GutCms.Core.Diff.Marking;

/// <summary>
/// Writes one compared text. The tags are those of the later text, so the result is as well-formed as that is; removed words stand between them, in an element
/// that may stand there.
/// </summary>
internal sealed class ChangeWriter(ChangeMarks marks, bool isHtml)
{
    private readonly StringBuilder _html = new();
    private readonly Stack<string> _open = new();
    private string _pending = "";

    /// <summary>Text or a tag that both have.</summary>
    public void Keep(TextRun run)
    {
        if (IsFormula(run.Markup) && isHtml)
        {
            WritePending();
            _html.Append(run.Markup);
        }
        else if (run.Markup is { } tag && isHtml)
        {
            WriteTag(tag);
        }
        else
        {
            WritePending();
            _html.Append(Encode(run.Markup ?? run.Text));
        }
    }

    /// <summary>Words and tags that were removed or added, one behind the other.</summary>
    public void Change(ImmutableArray<TextRun> runs)
    {
        var group = new Group(marks.Next(), marks.Reasons(runs.SelectMany(run => run.Cautions)));
        if (!isHtml || runs.All(run => run.Markup is null))
        {
            WriteText(group, TextOf(runs, RunChange.Added), TextOf(runs, RunChange.Removed));
            return;
        }

        var (removed, added) = (new StringBuilder(), new StringBuilder());
        void Flush()
        {
            if (removed.Length + added.Length > 0)
            {
                WriteText(group, removed.ToString(), added.ToString());
                removed.Clear();
                added.Clear();
            }
        }

        foreach (var run in runs)
        {
            if (IsFormula(run.Markup))
            {
                Flush();
                WriteFormula(group, run);
            }
            else if (run.Markup is not null && run.Change != RunChange.Removed)
            {
                Flush();
                WriteTag(run.Markup);
            }
            else if (run.Markup is not null)
            {
                removed.Append(run.Text);
            }
            else
            {
                removed.Append(run.Change == RunChange.Added ? "" : run.Text);
                added.Append(run.Change == RunChange.Removed ? "" : run.Text);
            }
        }

        Flush();
        if (!group.IsWritten)
        {
            Put(Open(group) + $"<span class=\"change-why\">{Encode(marks.Words.Markup(string.Join(' ', runs.Select(run => run.Markup).OfType<string>().Distinct())))}</span></span>");
        }
    }

    /// <summary>The HTML.</summary>
    public string Finish()
    {
        _open.Clear();
        if (_pending.Length > 0)
        {
            _html.Append("<p>").Append(_pending).Append("</p>");
        }

        return _html.ToString();
    }

    private static string TextOf(ImmutableArray<TextRun> runs, RunChange without) =>
        string.Concat(runs.Where(run => run.Change != without).Select(run => run.Markup ?? run.Text));

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Open(Group group)
    {
        var id = group.IsWritten ? "" : string.Create(CultureInfo.InvariantCulture, $" id=\"change-{group.Number}\" tabindex=\"-1\"");
        return $"<span class=\"change{(group.Reasons.Length > 0 ? " is-loud" : "")}\"{id}>";
    }

    private static bool IsFormula(string? markup) => markup?.StartsWith("<math", StringComparison.Ordinal) ?? false;

    private void WriteFormula(Group group, TextRun run)
    {
        var (tag, word) = run.Change == RunChange.Removed ? ("del", marks.Words.Removed) : ("ins", marks.Words.Added);
        Put($"{Open(group)}<{tag}><span class=\"visually-hidden\">{Encode(word)} </span>{run.Markup}</{tag}></span>");
        group.IsWritten = true;
    }

    private void WriteText(Group group, string removed, string added)
    {
        // White space around a change that has only one side is not what changed to a reader.
        var alone = removed.Length == 0 ? added : added.Length == 0 ? removed : "";
        var (before, behind) = string.IsNullOrWhiteSpace(alone) ? ("", "") : (alone[..^alone.TrimStart().Length], alone[alone.TrimEnd().Length..]);
        if (before.Length + behind.Length > 0)
        {
            (removed, added) = (removed.Trim(), added.Trim());
        }

        var html = new StringBuilder(before).Append(Open(group));
        if (removed.Length > 0)
        {
            html.Append("<del><span class=\"visually-hidden\">").Append(Encode(marks.Words.Removed)).Append(" </span>").Append(Encode(removed).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</del>");
        }

        if (added.Length > 0)
        {
            html.Append("<ins><span class=\"visually-hidden\">").Append(Encode(marks.Words.Added)).Append(" </span>").Append(Encode(added)).Append("</ins>");
        }

        if (group.Reasons.Length > 0 && !group.IsWritten)
        {
            html.Append("<span class=\"change-why\">").Append(Encode(group.Reasons)).Append("</span>");
        }

        Put(html.Append("</span>").Append(behind).ToString());
        group.IsWritten = true;
    }

    /// <summary>Puts words where text may stand: in an item of a list, in a paragraph between others, or before the next text of a table.</summary>
    private void Put(string html)
    {
        switch (isHtml ? _open.TryPeek(out var top) ? top : "" : "text")
        {
            case "":
                _html.Append("<p class=\"was\">").Append(html).Append("</p>");
                break;
            case "ul" or "ol":
                _html.Append("<li class=\"was\">").Append(html).Append("</li>");
                break;
            case "dl":
                _html.Append("<dd class=\"was\">").Append(html).Append("</dd>");
                break;
            case "table" or "thead" or "tbody" or "tfoot" or "tr":
                _pending += html;
                break;
            default:
                WritePending();
                _html.Append(html);
                break;
        }
    }

    private void WritePending()
    {
        _html.Append(_pending);
        _pending = "";
    }

    private void WriteTag(string tag)
    {
        _html.Append(tag);
        var name = tag.TrimStart('<', '/').Split(' ', '>', '/')[0];
        if (tag.StartsWith("</", StringComparison.Ordinal))
        {
            _open.TryPop(out _);
        }
        else if (tag.StartsWith('<') && name is not ("br" or "hr"))
        {
            _open.Push(name);
        }
    }

    private sealed class Group(int number, string reasons)
    {
        public int Number => number;

        public string Reasons => reasons;

        public bool IsWritten { get; set; }
    }
}
