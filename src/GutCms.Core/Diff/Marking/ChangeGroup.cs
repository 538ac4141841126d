using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;

namespace GutCms.Core.Diff.Marking;

/// <summary>The marks of one change: all of them look alike, the first one can be gone to and says why the change is loud.</summary>
/// <param name="marks">What marks say, and how many there are.</param>
/// <param name="change">What changed.</param>
internal sealed class ChangeGroup(ChangeMarks marks, ImmutableArray<TextRun> change)
{
    private readonly int _number = marks.Next();
    private readonly string _reasons = Reasons(marks, change);

    /// <summary>Something of it stands on the page.</summary>
    public bool IsWritten { get; private set; }

    /// <summary>Words that were added and removed, as HTML.</summary>
    public string Write(string removed, string added)
    {
        // White space around a change that has only one side is not what changed to a reader.
        var alone = removed.Length == 0 ? added : added.Length == 0 ? removed : "";
        var (before, behind) = string.IsNullOrWhiteSpace(alone) ? ("", "") : (alone[..^alone.TrimStart().Length], alone[alone.TrimEnd().Length..]);
        if (before.Length + behind.Length > 0)
        {
            (removed, added) = (removed.Trim(), added.Trim());
        }

        var marked = (removed.Length > 0 ? Element("del", marks.Words.Removed, removed.Replace("\n", "<br>", StringComparison.Ordinal)) : "") + (added.Length > 0 ? Element("ins", marks.Words.Added, added) : "");
        return before + Mark(marked, _reasons) + behind;
    }

    /// <summary>A formula, which is one piece.</summary>
    public string WriteFormula(TextRun run) => Mark(run.Change == RunChange.Removed ? Element("del", marks.Words.Removed, run.Markup!) : Element("ins", marks.Words.Added, run.Markup!), _reasons);

    /// <summary>What changed in the form of the text.</summary>
    public string WriteForm(string said) => Mark($"<span class=\"change-why is-form\">{WebUtility.HtmlEncode(said)}</span>", _reasons);

    /// <summary>An element that is gone as a whole, as what it was. Each of its pieces says for itself why it is loud.</summary>
    public string WriteGone(ImmutableArray<TextRun> runs)
    {
        var html = new StringBuilder();
        List<TextRun> piece = [];
        var label = marks.Words.Removed;
        foreach (var run in runs)
        {
            if (run.Markup is not { } tag || TagOf.IsFormula(tag))
            {
                piece.Add(run);
                continue;
            }

            // What stands between two tags is one piece; white space alone is not struck.
            if (piece.Exists(part => !string.IsNullOrWhiteSpace(part.Text)))
            {
                html.Append(Mark(Element("del", label, string.Concat(piece.Select(part => part.Markup ?? WebUtility.HtmlEncode(part.Text)))), Reasons(marks, piece), isWhole: true));
                label = "";
            }

            piece.Clear();
            html.Append(html.Length == 0 ? TagOf.WithoutId(tag).Insert(1 + TagOf.Name(tag).Length, " class=\"was\"") : TagOf.WithoutId(tag));
        }

        return html.ToString();
    }

    private static string Reasons(ChangeMarks marks, IEnumerable<TextRun> runs) => marks.Reasons(runs.SelectMany(run => run.Cautions));

    private static string Element(string name, string label, string html) => $"<{name}>{(label.Length == 0 ? "" : $"<span class=\"visually-hidden\">{WebUtility.HtmlEncode(label)} </span>")}{html}</{name}>";

    private string Mark(string html, string reasons, bool isWhole = false)
    {
        var id = IsWritten ? "" : string.Create(CultureInfo.InvariantCulture, $" id=\"change-{_number}\" tabindex=\"-1\"");
        var why = reasons.Length > 0 && (isWhole || !IsWritten) ? $"<span class=\"change-why\">{WebUtility.HtmlEncode(reasons)}</span>" : "";
        IsWritten = true;
        return $"<span class=\"change{(reasons.Length > 0 ? " is-loud" : "")}\"{id}>{html}{why}</span>";
    }
}
