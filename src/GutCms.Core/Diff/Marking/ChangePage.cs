using System.Text;

namespace GutCms.Core.Diff.Marking;

/// <summary>The text as it is written, which knows in which element it is, and where further words may stand.</summary>
/// <param name="isHtml">Tags are tags; otherwise everything is text.</param>
internal sealed class ChangePage(bool isHtml)
{
    private readonly StringBuilder _html = new();
    private readonly Stack<string> _open = new();
    private string _pending = "";

    private string Top => _open.TryPeek(out var top) ? top : "";

    /// <summary>It is within such an element.</summary>
    public bool IsIn(string name) => _open.Contains(name);

    /// <summary>Such a block may stand here.</summary>
    public bool MayHold(string name) => isHtml && name switch
    {
        "li" => Top is "ul" or "ol",
        "dt" or "dd" => Top is "dl",
        "td" or "th" => Top is "tr",
        "tr" => Top is "table" or "thead" or "tbody" or "tfoot",
        "caption" or "thead" or "tbody" or "tfoot" => Top is "table",
        _ => Top is "" or "blockquote" or "li" or "dd" or "td" or "th",
    };

    /// <summary>Text, as HTML.</summary>
    public void WriteText(string html)
    {
        _html.Append(_pending).Append(html);
        _pending = "";
    }

    /// <summary>A tag of the later text.</summary>
    public void WriteTag(string tag)
    {
        _html.Append(tag);
        var depth = TagOf.Depth(tag);
        if (depth < 0)
        {
            _open.TryPop(out _);
        }
        else if (depth > 0)
        {
            _open.Push(TagOf.Name(tag));
        }
    }

    /// <summary>A whole block, which may stand here.</summary>
    public void Insert(string html) => _html.Append(html);

    /// <summary>Puts words where text may stand: in an item of a list, in a paragraph between others, or before the next text of a table.</summary>
    public void Put(string html)
    {
        switch (isHtml ? Top : "text")
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
                WriteText(html);
                break;
        }
    }

    /// <summary>The HTML.</summary>
    public string Finish()
    {
        if (_pending.Length > 0)
        {
            _html.Append("<p>").Append(_pending).Append("</p>");
        }

        return _html.ToString();
    }
}
