using System.Text.Json.Nodes;
using GutCms.Core.Editorial;
using GutCms.Web.Pages.Admin.Content.Editing;
using GutCms.Web.Pages.Admin.Reviewing;

namespace GutCms.Web.Tests.Pages;

/// <summary>Comparisons lead to sources, and mark the words in which two texts differ.</summary>
public sealed class WordsOfComparisonsTests
{
    [Theory]
    [InlineData("doi", "10.5555/a b", "https://doi.org/10.5555/a%20b")]
    [InlineData("pmid", "12345", "https://pubmed.ncbi.nlm.nih.gov/12345/")]
    [InlineData("url", "https://site.example/a", "https://site.example/a")]
    [InlineData("url.url", "https://site.example/a", "https://site.example/a")]
    [InlineData("url", "javascript:alert(1)", null)]
    [InlineData("grade", "high", null)]
    [InlineData("doi", "", null)]
    public void Sources_are_links_that_can_be_followed(string name, string text, string? address) => Assert.Equal(address, DetailWords.LinkOf(new(name, text) { Text = text }));

    [Fact]
    public void Each_side_of_a_merge_marks_what_the_other_does_not_have()
    {
        var row = Row("Take 20 mg daily.", "Take 10 mg.", isHtml: false);

        Assert.Equal(["Take <mark>20</mark> mg <mark>daily</mark>."], row.MyHtml);
        Assert.Equal(["Take <mark>10</mark> mg."], row.TheirHtml);
        Assert.Equal(["Take 20 mg daily."], (row with { Theirs = null }).MyHtml);
        Assert.Empty((row with { Theirs = null }).TheirHtml);
        Assert.Equal(["&lt;b&gt; <mark>1</mark>"], Row("<b> 1", "<b> 2", isHtml: false).MyHtml);
    }

    [Fact]
    public void Lists_tables_and_emphasis_stand_in_a_merge_as_what_they_are()
    {
        var row = Row("<ul><li>milk</li><li>bread</li></ul><table><tbody><tr><td>5 mg</td></tr></tbody></table>", "<ul><li>milk</li></ul><table><tbody><tr><td>6 mg</td></tr></tbody></table>", isHtml: true);
        var bold = Row("<p>Be <strong>calm</strong>.</p>", "<p>Be calm.</p>", isHtml: true);

        Assert.Equal(["<ul><li>milk</li><li><mark>bread</mark></li></ul><table><tbody><tr><td><mark>5</mark> mg</td></tr></tbody></table>"], row.MyHtml);
        Assert.Equal(["<ul><li>milk</li></ul><table><tbody><tr><td><mark>6</mark> mg</td></tr></tbody></table>"], row.TheirHtml);
        Assert.Equal(("", "now strong: “calm”"), (row.Form, bold.Form));
    }

    [Fact]
    public void Text_that_was_not_saved_yet_is_safe_in_a_merge()
    {
        var text = Assert.Single(MergeText.Of(new JsonObject { ["HtmlBodyPart"] = new JsonObject { ["Html"] = "<p onclick=\"x()\">Hi<script>x()</script></p>" } }));

        Assert.Equal("<p>Hi</p>", text.Html);
    }

    private static MergeRow Row(string mine, string theirs, bool isHtml) => new("k", "Dose", [new("", mine, isHtml)], [new("", theirs, isHtml)], MergeSide.Mine);
}
