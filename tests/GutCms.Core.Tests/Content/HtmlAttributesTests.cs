using System.Text.RegularExpressions;
using GutCms.Core.Content.Html;

namespace GutCms.Core.Tests.Content;

/// <summary>What an attribute may say: a value that is not one of these goes, and the text stays.</summary>
public sealed class HtmlAttributesTests
{
    private const string Longest = "de-1234567890123456789012345678901a";

    [Theory]
    [InlineData("p", "lang", "en-GB", "en-GB")]
    [InlineData("p", "lang", Longest, Longest)]
    [InlineData("p", "lang", Longest + "b", null)]
    [InlineData("p", "lang", "", null)]
    [InlineData("p", "lang", "en GB", null)]
    [InlineData("p", "lang", "fran\u00e7ais", null)]
    [InlineData("p", "dir", "RTL", "rtl")]
    [InlineData("p", "dir", "auto", "auto")]
    [InlineData("p", "dir", "up", null)]
    [InlineData("p", "title", "x", null)]
    [InlineData("p", "id", "x", null)]
    [InlineData("abbr", "title", "Irritable bowel", "Irritable bowel")]
    [InlineData("abbr", "title", "", null)]
    [InlineData("ol", "start", "3", "3")]
    [InlineData("ol", "start", "1", "1")]
    [InlineData("ol", "start", "03", "3")]
    [InlineData("ol", "start", "1000", "1000")]
    [InlineData("ol", "start", "1001", null)]
    [InlineData("ol", "start", "0", null)]
    [InlineData("ol", "start", "-1", null)]
    [InlineData("ol", "start", "+1", null)]
    [InlineData("ol", "start", "1.5", null)]
    [InlineData("ol", "start", "99999999999", null)]
    [InlineData("ol", "type", "a", "a")]
    [InlineData("ol", "type", "A", "A")]
    [InlineData("ol", "type", "i", "i")]
    [InlineData("ol", "type", "disc", null)]
    [InlineData("ol", "reversed", "reversed", "")]
    [InlineData("ul", "type", "a", null)]
    [InlineData("li", "value", "7", "7")]
    [InlineData("li", "value", "x", null)]
    [InlineData("p", "id", "note-a", "note-a")]
    [InlineData("p", "id", "note-", null)]
    [InlineData("p", "id", "note-A", null)]
    [InlineData("span", "lang", "he", "he")]
    [InlineData("bdo", "dir", "rtl", "rtl")]
    [InlineData("ul", "start", "3", null)]
    [InlineData("td", "colspan", "2", "2")]
    [InlineData("td", "rowspan", "2", "2")]
    [InlineData("td", "rowspan", "0", null)]
    [InlineData("td", "scope", "row", null)]
    [InlineData("th", "scope", "COLGROUP", "colgroup")]
    [InlineData("th", "scope", "table", null)]
    [InlineData("a", "rel", "NoFollow noopener UGC", "nofollow ugc")]
    [InlineData("a", "rel", "noopener", null)]
    [InlineData("a", "target", "_blank", null)]
    [InlineData("a", "style", "color:red", null)]
    public void Stays_when_it_may_be_said(string tag, string name, string value, string? kept)
    {
        var element = $"<{tag}{(tag == "a" ? " href=\"/x\"" : "")} {name}=\"{value}\">{(tag is "ol" or "ul" ? "<li>text</li>" : "text")}</{tag}>";

        var sanitised = ContentHtml.Sanitize(tag is "td" or "th" ? $"<table><tbody><tr>{element}</tr></tbody></table>" : element);

        var said = Regex.Match(sanitised, $" {name}=\"([^\"]*)\"");
        Assert.Equal(kept, said.Success ? said.Groups[1].Value : null);
        Assert.Equal("text", ContentHtml.ToText(sanitised));
    }
}
