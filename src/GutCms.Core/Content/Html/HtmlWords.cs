using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace GutCms.Core.Content.Html;

/// <summary>Words in HTML: found and replaced in what is read, never in elements and attributes. A match lies within one run of text, so its formatting stays.</summary>
internal static class HtmlWords
{
    private static readonly HtmlParser Parser = new();

    /// <summary>The runs of text, in order.</summary>
    public static IEnumerable<WordRun> Runs(string html)
    {
        using var document = Parse(html);
        foreach (var (_, run) in Texts(document))
        {
            yield return run;
        }
    }

    /// <summary>The HTML with every run changed, in canonical form.</summary>
    public static string Change(string html, Func<WordRun, string> change)
    {
        using var document = Parse(html);
        foreach (var (text, run) in Texts(document))
        {
            var changed = change(run);
            if (changed != run.Text)
            {
                text.Data = changed;
            }
        }

        return ContentHtml.Sanitize(document.Body?.InnerHtml ?? "");
    }

    private static IHtmlDocument Parse(string html) => Parser.ParseDocument("<!doctype html><html><body>" + html);

    // What is beside a run is told before anything is changed.
    private static List<(IText Text, WordRun Run)> Texts(IHtmlDocument document)
    {
        var texts = new List<(IText Text, (INode? Block, int Line) Place)>();
        var line = 0;
        foreach (var node in document.Body?.Descendants() ?? [])
        {
            if (node is IText text)
            {
                texts.Add((text, (BlockOf(text), line)));
            }
            else if (node is IElement element && (element.LocalName == "br" || HtmlProfile.Blocks.Contains(element.LocalName)))
            {
                line++;
            }
        }

        string Beside(int at, (INode?, int) place) => at >= 0 && at < texts.Count && texts[at].Place == place ? texts[at].Text.Data : "";
        return [.. texts.Select((entry, at) => (entry.Text, new WordRun(entry.Text.Data, Beside(at - 1, entry.Place), Beside(at + 1, entry.Place))))];
    }

    private static INode? BlockOf(INode node)
    {
        var holder = node.Parent;
        while (holder is IElement element && HtmlProfile.Inline.Contains(element.LocalName))
        {
            holder = holder.Parent;
        }

        return holder;
    }
}
