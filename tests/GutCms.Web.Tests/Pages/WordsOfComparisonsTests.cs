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
        var row = new MergeRow("k", "Dose", "Take 20 mg daily.", "Take 10 mg.", MergeSide.Mine);

        Assert.Equal("Take 20 mg daily.", string.Concat(row.MyPieces.Select(piece => piece.Text)));
        Assert.Equal(["20", "daily"], row.MyPieces.Where(piece => piece.Differs).Select(piece => piece.Text));
        Assert.Equal("Take 10 mg.", string.Concat(row.TheirPieces.Select(piece => piece.Text)));
        Assert.Equal(["10"], row.TheirPieces.Where(piece => piece.Differs).Select(piece => piece.Text));
        Assert.DoesNotContain((row with { Theirs = null }).MyPieces, piece => piece.Differs);
        Assert.Empty((row with { Theirs = null }).TheirPieces);
    }
}
