using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.Core.Diff;
using GutCms.Core.Diff.Marking;

namespace GutCms.Core.Tests.Diff;

/// <summary>What changed in the form of a text is said in readers' words, and what was removed stands as what it was.</summary>
public sealed partial class FormOfTextsTests
{
    [Theory]
    [InlineData("<p>Be calm now.</p>", "<p>Be <strong>calm</strong> now.</p>", "now strong: “calm”")]
    [InlineData("<p>Be <em>calm</em> now.</p>", "<p>Be calm now.</p>", "no longer stressed: “calm”")]
    [InlineData("<p><strong>Be calm</strong> now.</p>", "<p><strong>Be calm now.</strong></p>", "ends elsewhere: strong|ends elsewhere: strong")]
    [InlineData("<p>See <a href=\"https://a.example\">this</a>.</p>", "<p>See <a href=\"https://b.example\">this</a>.</p>", "the link leads to https://b.example now, before to https://a.example")]
    [InlineData("<p>See this.</p>", "<p>See <a href=\"https://b.example\">this</a>.</p>", "now link to https://b.example: “this”")]
    [InlineData("<p>One thing.</p>", "<h3>One thing.</h3>", "paragraph became heading of level 3")]
    [InlineData("<ul><li>One</li><li>Two</li></ul>", "<ol><li>One</li><li>Two</li></ol>", "list with bullets became numbered list")]
    [InlineData("<ol><li>One</li></ol>", "<ol start=\"3\" type=\"a\"><li>One</li></ol>", "numbered list, first number: none became 3; numbered list, kind of numbers: none became a")]
    [InlineData("<p>One. Two.</p>", "<p>One. </p><p>Two.</p>", "begins here: paragraph")]
    [InlineData("<p>H<sub>2</sub>O</p>", "<p>H<sup>2</sup>O</p>", "no longer lowered: “2”; now raised: “2”")]
    [InlineData("<table><tbody><tr><td>A</td></tr></tbody></table>", "<table><tbody><tr><th scope=\"row\">A</th></tr></tbody></table>", "cell became header cell")]
    public void Form_alone_is_told_in_words_without_tags(string before, string after, string expected)
    {
        var html = Html(before, after);

        Assert.Equal(expected.Split('|'), Told().Matches(html).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups["words"].Value)));
        Assert.DoesNotContain("&lt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p>Take <a href=\"https://a.example\">ten</a> now.</p>", "<p>Take <a href=\"https://b.example\">twelve</a> now.</p>")]
    [InlineData("<p>Take ten now, <a href=\"https://a.example\">says he</a>.</p>", "<p>Take twelve now, <a href=\"https://b.example\">says he</a>.</p>")]
    public void Link_that_leads_elsewhere_is_told_beside_words_that_changed(string before, string after) =>
        Assert.Contains("the link leads to https://b.example now", Html(before, after), StringComparison.Ordinal);

    [Theory]
    [InlineData("<p>First.</p><table><tbody><tr><td>Dose</td><td>5 mg</td></tr></tbody></table><p>Last.</p>", "<p>First.</p><p>Last.</p>", "<table class=\"was\"><tbody><tr><td><del>Dose</del></td><td><del>5 mg</del></td></tr></tbody></table>")]
    [InlineData("<table><tbody><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></tbody></table>", "<table><tbody><tr><td>A</td><td>1</td></tr></tbody></table>", "<tr class=\"was\"><td><del>B</del></td><td><del>2</del></td></tr>")]
    [InlineData("<table><tbody><tr><td>A</td><td>gone</td></tr></tbody></table>", "<table><tbody><tr><td>A</td></tr></tbody></table>", "<td class=\"was\"><del>gone</del></td>")]
    [InlineData("<p>First.</p><ul><li>milk</li><li>bread</li></ul><p>Last.</p>", "<p>First.</p><p>Last.</p>", "<ul class=\"was\"><li><del>milk</del></li><li><del>bread</del></li></ul>")]
    [InlineData("<ol><li>one thing</li><li>other stuff</li><li>third</li></ol>", "<ol><li>one thing</li><li>third</li></ol>", "<li class=\"was\"><del>other stuff</del></li>")]
    [InlineData("<dl><dt>gut</dt><dd>bowel</dd><dt>brain</dt><dd>head</dd></dl>", "<dl><dt>gut</dt><dd>bowel</dd></dl>", "<dt class=\"was\"><del>brain</del></dt><dd class=\"was\"><del>head</del></dd>")]
    [InlineData("<p>First words.</p><h3>Gone</h3><p>Last words.</p>", "<p>First words.</p><p>Last words.</p>", "<h3 class=\"was\"><del>Gone</del></h3>")]
    [InlineData("<p>First words.</p><p>Gone words.</p><p>Last words.</p>", "<p>First words.</p><p>Last words.</p>", "</p><p class=\"was\"><del>Gone words.</del></p><p>")]
    [InlineData("<p>Take <strong>ten</strong> daily.</p>", "<p>Take daily.</p>", "<del><strong>ten</strong></del>")]
    public void What_was_removed_stands_as_what_it_was(string before, string after, string expected) => Assert.Contains(expected, Bare().Replace(Html(before, after), ""), StringComparison.Ordinal);

    [Fact]
    public void Passages_without_changes_stand_apart_and_nothing_is_lost()
    {
        var html = Html("<p>One <math><mi>x</mi></math>.</p><h3>Two</h3><p>Take 5 mg.</p><ul><li>three</li></ul>", "<p>One <math><mi>x</mi></math>.</p><h3>Two</h3><p>Take 6 mg.</p><ul><li>three</li></ul>");

        var passages = Passages.Of(html);

        Assert.Equal([false, true, false], passages.Select(passage => passage.IsMarked));
        Assert.Equal("<p>One <math><mi>x</mi></math>.</p><h3>Two</h3>", passages[0].Html);
        Assert.Equal("<ul><li>three</li></ul>", passages[2].Html);
        Assert.Equal(html, string.Concat(passages.Select(passage => passage.Html)));
    }

    [Fact]
    public void Tags_of_a_marked_text_are_balanced_and_no_id_stands_twice_whatever_changed()
    {
        string[] texts =
        [
            "<p id=\"a\">One <strong>two</strong> <a href=\"https://a.example\">three</a>.</p>", "<ul><li>One<ul><li>two</li></ul></li><li>three</li></ul>", "<table><caption>One</caption><thead><tr><th>two</th></tr></thead><tbody><tr><td><p>three</p><ul><li>One</li></ul></td></tr></tbody></table>",
            "<h3>One</h3><p>two</p><hr><p>three<br>four</p>", "<dl><dt>One</dt><dd>two</dd></dl><blockquote><p>three</p></blockquote>", "<p>One two three</p>", "<p id=\"a\">four <em>two</em></p><p>three</p>", "",
        ];
        foreach (var (before, after) in texts.SelectMany(before => texts.Select(after => (before + texts[0], after))).Concat(texts.SelectMany(before => texts.Select(after => (before, after)))).Where(pair => pair.Item1 != pair.Item2))
        {
            var html = Html(before, after);
            Assert.Equal("", Rest(html));
            Assert.All(Id().Matches(html).GroupBy(match => match.Value), ids => Assert.Single(ids));
        }
    }

    /// <summary>What is left of a text when all that begins and ends again is taken out, from the inside.</summary>
    private static string Rest(string html)
    {
        html = Void().Replace(html, "");
        for (var before = ""; before != html;)
        {
            before = html;
            html = Pair().Replace(html, "");
        }

        return html;
    }

    private static string Html(string before, string after) =>
        new TextMarker(new ChangeMarks(new("Added", "Removed", words => words, caution => "")))
            .Mark(Body(after), VersionDiff.Compare(Body(before), Body(after)), [], []).Body is [var block] ? block.Html ?? "" : "";

    private static JsonObject Body(string html) => new() { ["title"] = "T", ["body"] = new JsonArray(new JsonObject { ["kind"] = "section", ["id"] = "h", ["heading"] = "H", ["html"] = html }) };

    [GeneratedRegex("<span class=\"change-why is-form\">(?<words>.*?)</span>")]
    private static partial Regex Told();

    /// <summary>Everything but elements of the text and what is struck.</summary>
    [GeneratedRegex("<span class=\"visually-hidden\">[^<]*</span>|<span class=\"change-why[^<]*</span>|<span class=\"change[^>]*>|</span>")]
    private static partial Regex Bare();

    [GeneratedRegex(" id=\"[^\"]*\"")]
    private static partial Regex Id();

    [GeneratedRegex("<(?:br|hr)[^>]*>|[^<>]+(?=<|$)")]
    private static partial Regex Void();

    [GeneratedRegex("<([a-z0-9]+)(?: [^>]*)?></\\1>")]
    private static partial Regex Pair();
}
