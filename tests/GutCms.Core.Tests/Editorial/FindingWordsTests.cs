using GutCms.Core.Content.Html;
using GutCms.Core.Editorial.Replacing;

namespace GutCms.Core.Tests.Editorial;

/// <summary>Words are found where they are written, and as whole words only where that is asked for.</summary>
public sealed class FindingWordsTests
{
    [Theory]
    [InlineData("<p>Iron, irons and ironing: iron.</p>", "iron", "<p>zinc, irons and ironing: zinc.</p>")]
    [InlineData("<p>Is <strong>iron</strong>ing iron?</p>", "iron", "<p>Is <strong>iron</strong>ing zinc?</p>")]
    [InlineData("<p>An <em>en</em>iron of iron</p>", "iron", "<p>An <em>en</em>iron of zinc</p>")]
    [InlineData("<p>iron</p><p>iron</p>", "iron", "<p>zinc</p><p>zinc</p>")]
    [InlineData("<p>iron<br>iron</p>", "iron", "<p>zinc<br>zinc</p>")]
    [InlineData("<ul><li>iron</li></ul><table><tbody><tr><td>iron</td><td>iron</td></tr></tbody></table>", "iron", "<ul><li>zinc</li></ul><table><tbody><tr><td>zinc</td><td>zinc</td></tr></tbody></table>")]
    [InlineData("<p>B12 and B1, b12a</p>", "B1", "<p>B12 and zinc, b12a</p>")]
    [InlineData("<p>cafe\u0301 and cafe</p>", "cafe", "<p>cafe\u0301 and zinc</p>")]
    [InlineData("<p>iron-rich “iron” iron’s</p>", "iron", "<p>zinc-rich “zinc” zinc’s</p>")]
    public void Whole_words_have_no_letter_mark_or_digit_beside_them_whatever_their_formatting(string html, string words, string expected) =>
        Assert.Equal(expected, HtmlWords.Change(html, run => new WordSearch(words, MatchCase: false, WholeWords: true).Replace(run, "zinc")));

    [Fact]
    public void Parts_of_words_are_found_where_whole_ones_are_not_asked_for()
    {
        WordSearch parts = new("iron", MatchCase: false);

        Assert.Equal("zinc, zincs", parts.Replace(new("Iron, irons"), "zinc"));
        Assert.Equal(2, parts.Find(new("Iron, irons")).Count());
        Assert.Single((parts with { WholeWords = true }).Find(new("Iron, irons")));
        Assert.Single((parts with { MatchCase = true }).Find(new("Iron, irons")));
    }
}
