using AngleSharp.Dom;
using GutCms.Core.Content.Html;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Drafting;

/// <summary>Shows the document line by line, as text, with what goes at its place.</summary>
internal sealed class OriginalView
{
    private readonly List<OriginalLine> _lines = [];
    private readonly List<OriginalRun> _runs = [];
    private string _kind = "p";

    private OriginalView()
    {
    }

    /// <summary>The lines of a document whose losses are marked.</summary>
    public static IReadOnlyList<OriginalLine> Of(SourceDocument source, IElement body)
    {
        var view = new OriginalView();
        view.Line("h1", source.IsTitleSure ? source.Title : null);
        view.Line("p", source.Subtitle);
        view.Line("p", source.Excerpt);
        view.Walk(body, null);
        view.End();
        foreach (var reference in source.References)
        {
            view.Line("li", reference.Citation);
        }

        foreach (var loss in source.Losses)
        {
            view._lines.Add(new("p", [new(loss.Text, loss.Kind)]));
        }

        return view._lines;
    }

    private void Line(string kind, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            _lines.Add(new(kind, [new(text, null)]));
        }
    }

    private void Walk(INode parent, string? leftOut)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (node is IText text)
            {
                Add(text.Data, leftOut);
            }
            else if (node is IElement element)
            {
                Show(element, leftOut);
            }
        }
    }

    private void Show(IElement element, string? leftOut)
    {
        var name = element.LocalName;
        if (name == Markup.LeftOutElement)
        {
            var kind = LeftOutMarks.KindOf(element);
            Walk(element, kind);
            if (string.IsNullOrWhiteSpace(element.TextContent))
            {
                _runs.Add(new("", kind));
            }
        }
        else if (name is "sup" or "sub" && PlainText.Of(element).Length > 0 && element.QuerySelector(Markup.LeftOutElement) is null)
        {
            Add(PlainText.Moved(element, _runs.Count > 0 ? _runs[^1].Text : ""), leftOut);
        }
        else if (name is "td" or "th")
        {
            Walk(element, leftOut);
            Add(" · ", leftOut);
        }
        else if (name == "br")
        {
            Add(" ", leftOut);
        }
        else if (HtmlProfile.Blocks.Contains(name) || HtmlProfile.ForeignBlocks.Contains(name))
        {
            End();
            _kind = KindOf(element);
            Walk(element, leftOut);
            End();
            _kind = element.ParentElement is { } parent ? KindOf(parent) : "p";
        }
        else
        {
            Walk(element, leftOut);
        }
    }

    private void Add(string text, string? leftOut)
    {
        var words = Collapsed(text);
        if (_runs.Count == 0)
        {
            words = words.TrimStart(' ');
        }

        if (words.Length == 0)
        {
            return;
        }

        if (_runs.Count > 0 && _runs[^1] is var last && last.LeftOut == leftOut)
        {
            _runs[^1] = last with { Text = last.Text + words };
        }
        else
        {
            _runs.Add(new(words, leftOut));
        }
    }

    private void End()
    {
        if (_runs.Any(run => run.LeftOut is not null || !string.IsNullOrWhiteSpace(run.Text)))
        {
            _lines.Add(new(_kind, [.. _runs]));
        }

        _runs.Clear();
    }

    private static string KindOf(IElement element) =>
        element.LocalName is ['h', >= '1' and <= '6'] ? element.LocalName : element.Closest("li, tr")?.LocalName ?? "p";

    private static string Collapsed(string text)
    {
        var words = PlainText.Tidy(text);
        return words.Length == 0 ? text.Length == 0 ? "" : " "
            : (char.IsWhiteSpace(text[0]) && text[0] != '\u00A0' ? " " : "") + words + (char.IsWhiteSpace(text[^1]) && text[^1] != '\u00A0' ? " " : "");
    }
}
