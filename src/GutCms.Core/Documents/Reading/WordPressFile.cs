using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Reading;

/// <summary>Reads an export of WordPress: every post and page is a document.</summary>
/// <remarks>Source: WXR, an RSS feed with elements of <c>http://wordpress.org/export/…</c>, whose number is that of the version.</remarks>
internal static partial class WordPressFile
{
    /// <summary>Reads it.</summary>
    /// <returns>The documents in their order, and what of the export is none.</returns>
    public static (ImmutableArray<SourceDocument> Documents, ImmutableArray<DocumentLoss> Losses) Read(XElement rss)
    {
        var channel = rss.Elements().FirstOrDefault(element => element.Name.LocalName == "channel");
        var documents = ImmutableArray.CreateBuilder<SourceDocument>();
        var losses = ImmutableArray.CreateBuilder<DocumentLoss>();
        foreach (var item in channel?.Elements().Where(element => element.Name.LocalName == "item") ?? [])
        {
            var (type, status) = (Value(item, "post_type"), Value(item, "status"));
            if (type is "post" or "page" && status is not ("trash" or "auto-draft" or "inherit"))
            {
                documents.Add(Document(item, Value(channel!, "language")));
            }
            else
            {
                losses.Add(DocumentLoss.Of("post", $"{Value(item, "title")} ({(type is "post" or "page" ? status : type)})"));
            }
        }

        return (documents.ToImmutable(), losses.ToImmutable());
    }

    private static SourceDocument Document(XElement item, string language) => new()
    {
        Html = Html(item.Elements().FirstOrDefault(element => element.Name.LocalName == "encoded" && element.Name.NamespaceName.Contains("content", StringComparison.Ordinal))?.Value ?? ""),
        Title = Value(item, "title"),
        IsTitleSure = true,
        Excerpt = WithoutTags().Replace(item.Elements().FirstOrDefault(element => element.Name.LocalName == "encoded" && element.Name.NamespaceName.Contains("excerpt", StringComparison.Ordinal))?.Value ?? "", " "),
        Language = language,
        Losses = [.. AboutIt(item)],
    };

    private static IEnumerable<DocumentLoss> AboutIt(XElement item)
    {
        var terms = item.Elements().Where(element => element.Name.LocalName == "category").Select(element => element.Value).Distinct(StringComparer.Ordinal).ToList();
        if (terms.Count > 0)
        {
            yield return DocumentLoss.Of("metadata", string.Join(", ", terms));
        }

        foreach (var name in new[] { "creator", "post_date", "link" })
        {
            if (Value(item, name) is { Length: > 0 } value)
            {
                yield return DocumentLoss.Of("metadata", $"{name}: {value}");
            }
        }

        if (item.Elements().Count(element => element.Name.LocalName == "comment") is > 0 and var replies)
        {
            yield return DocumentLoss.Of("replies", replies.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string Value(XElement parent, string name) => parent.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() ?? "";

    private static string Html(string content) => WithoutShortcodes(content.Contains("<!-- wp:", StringComparison.Ordinal) || Paragraph().IsMatch(content) ? content : Paragraphs(content));

    // What the site itself does when it shows a post that was written without paragraphs.
    private static string Paragraphs(string content)
    {
        var apart = BlockEnd().Replace(BlockStart().Replace(content.ReplaceLineEndings("\n"), "\n\n$0"), "$0\n\n");
        return string.Concat(EmptyLine().Split(apart).Select(part => part.Trim()).Where(part => part.Length > 0)
            .Select(part => part.StartsWith('<') && Block().IsMatch(part) ? part : $"<p>{part.Replace("\n", "<br>\n", StringComparison.Ordinal)}</p>"));
    }

    private static string WithoutShortcodes(string html)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var opened = Shortcode().Replace(html, code =>
        {
            names.Add(code.Groups["name"].Value);
            return Markup.LeftOut("shortcode", code.Value);
        });
        return Closing().Replace(opened, code => names.Contains(code.Groups["name"].Value) ? "" : code.Value);
    }

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex WithoutTags();

    [GeneratedRegex(@"<p[\s>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"<(?:h[1-6]|ul|ol|table|blockquote|pre|dl|figure|div|hr)[\s>/]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BlockStart();

    [GeneratedRegex(@"</(?:h[1-6]|ul|ol|table|blockquote|pre|dl|figure|div)>|<hr\s*/?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BlockEnd();

    [GeneratedRegex(@"\A</?(?:h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|pre|dl|dt|dd|figure|div|hr)[\s>/]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex(@"\n[ \t]*\n\s*", RegexOptions.CultureInvariant)]
    private static partial Regex EmptyLine();

    // One that has attributes, or is one of the program's own: [1] and [sic] are words.
    [GeneratedRegex(@"\[(?<name>caption|wp_caption|gallery|embed|audio|video|playlist|[a-z][a-z0-9_-]*(?=\s+[a-z0-9_-]+=))(?:\s[^\]\[]*)?\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shortcode();

    [GeneratedRegex(@"\[/(?<name>[a-z][a-z0-9_-]*)\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Closing();
}
