using GutCms.Core.Content;

namespace GutCms.Core.Tests.Content;

public class SanitizingHtmlTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("<p>One &amp; two</p>", "<p>One &amp; two</p>")]
    [InlineData("<p>a</p><ul><li>b</li></ul>", "<p>a</p><ul><li>b</li></ul>")]
    [InlineData("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>")]
    [InlineData("<p onclick=\"x()\" style=\"color:red\" class=\"c\">a</p>", "<p>a</p>")]
    [InlineData("<h1>Title</h1>", "<h2>Title</h2>")]
    [InlineData("<div>one</div><div>two</div>", "<p>one</p><p>two</p>")]
    [InlineData("<div><p>one</p></div>", "<p>one</p>")]
    [InlineData("<span>text</span>", "text")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", "x")]
    [InlineData("<a href=\"https://example.org/?a=1&b=2\" target=_blank rel=\"noopener sponsored\">x</a>", "<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"sponsored\">x</a>")]
    [InlineData("<a href=\"/articles/x\">x</a>", "<a href=\"/articles/x\">x</a>")]
    [InlineData("<a href=\"mailto:a@example.org\">x</a>", "<a href=\"mailto:a@example.org\">x</a>")]
    [InlineData("<a href=\"//evil.example\">x</a>", "x")]
    [InlineData("<p>a<br/>b", "<p>a<br>b</p>")]
    [InlineData("a < b", "a &lt; b")]
    [InlineData("<svg><p>x</p></svg>y", "<p>x</p>y")]
    [InlineData("<!-- c --><p>a</p>", "<p>a</p>")]
    public void Gives_the_canonical_form_when_html_is_sanitised(string html, string expected) =>
        Assert.Equal(expected, ContentHtml.Sanitize(html));

    [Fact]
    public void Gives_lines_when_blocks_are_turned_into_text() =>
        Assert.Equal("Title\nOne & two\nthree\nitem", ContentHtml.ToText("<h2>Title</h2><p>One &amp;\n two<br>three</p><ul><li>item</li></ul>"));
}
