using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using CsCheck;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Html;

namespace GutCms.Core.Tests.Content;

/// <summary>Nothing is left out of HTML without being named.</summary>
public sealed class HtmlLossesTests
{
    [Theory]
    [InlineData("<p>Wait <del>ten</del><ins>two</ins> hours</p>", "del: ten")]
    [InlineData("<p>See <img src=\"a.png\" alt=\"three steps\"> here</p>", "img: ")]
    [InlineData("<p>a</p><script>steal()</script><style>p{}</style>", "script: steal() | style: p{}")]
    [InlineData("<form><p>Name</p><input value=\"x\"><select><option>one<option>two</select></form>", "input:  | select: onetwo")]
    [InlineData("<template><p>hidden</p></template><svg><text>drawn</text></svg>", "template: hidden | svg: drawn")]
    [InlineData("<iframe src=\"https://x.example\"></iframe>", "iframe: ")]
    [InlineData("<math><mi>a</mi><annotation>b</annotation></math>", "annotation: b")]
    [InlineData("<p>if x<y then z>0</p>", "y: y then z")]
    [InlineData("<p>a <x-note>b</x-note></p>", "x-note: x-note")]
    [InlineData("<p>if x<y then", "#markup: <y then")]
    [InlineData("<p><a href=\" javascript:alert(1)\">Dose</a> and <a href=\"//x.example\">more</a></p>", "#address: javascript:alert(1) | #address: //x.example")]
    [InlineData("<svg><a href=\"javascript:x\">drawn</a></svg>", "svg: drawn")]
    public void What_is_left_out_is_named(string html, string losses) =>
        Assert.Equal(losses, string.Join(" | ", HtmlLosses.Find(html).Select(loss => $"{loss.Element}: {loss.Text}")));

    [Theory]
    [InlineData("<p>Plain</p>")]
    [InlineData("<div><font>a</font> <mark>b</mark></div><h1>c</h1><p>d<strike>e</strike> <span style=\"vertical-align:sub\">2</span></p>")]
    [InlineData("<p>Ratio <math><mfenced><mi>a</mi><mn>3</mn></mfenced></math> &lt; 5 < 6</p><!-- note -->")]
    [InlineData("<p><a href=\" /a#b \">a</a> <a href=\"tel:123\">b</a> <a href=\"\">c</a> <a>d</a></p>")]
    [InlineData("<meta charset=utf-8><link rel=x><table>stray<tr><td>cell</table>")]
    public void What_arrives_is_not(string html) => Assert.Empty(HtmlLosses.Find(html));

    [Theory]
    [InlineData(100, "", 100)]
    [InlineData(101, "", 99)]
    [InlineData(98, "😀bbb", 98)]
    [InlineData(97, "😀bbb", 99)]
    public void A_long_one_is_named_in_short_and_no_character_is_cut_in_two(int letters, string rest, int shown)
    {
        var text = new string('a', letters) + rest;

        Assert.Equal(text.Length <= 100 ? text : text[..shown] + "…", Assert.Single(HtmlLosses.Find($"<script>{text}</script>")).Text);
    }

    [Fact]
    public void Words_come_out_as_they_went_in_or_are_named() =>
        HtmlSoup.Any.Sample(html =>
        {
            if (HtmlLosses.Find(html).Count == 0)
            {
                Assert.Equal(Letters(new HtmlParser().ParseDocument("<!doctype html><html><body>" + html).Body!.TextContent), Letters(ContentHtml.ToText(html)));
            }
        });

    [Fact]
    public void Of_an_item_they_are_named_by_their_path()
    {
        var item = JsonNode.Parse("""{ "Body": { "ContentItems": [ {}, { "HtmlBodyPart": { "Html": "<p>a</p><script>b</script>" } } ] }, "Html": 1 }""")!.AsObject();

        var loss = Assert.Single(ContentLosses.Find(item));
        Assert.Equal(("$.Body.ContentItems[1].HtmlBodyPart.Html", "script", "b"), (loss.Path, loss.Element, loss.Text));
        Assert.Equal("<script> is left out, with “b”.", loss.Sentence.ToCurrent());
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
