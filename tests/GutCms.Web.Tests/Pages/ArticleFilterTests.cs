using GutCms.Core.Delivery;
using GutCms.Web.Pages;

namespace GutCms.Web.Tests.Pages;

public sealed class ArticleFilterTests
{
    [Theory]
    [InlineData(null, null, null, ArticleSort.PublishedDescending)]
    [InlineData("gut", null, null, ArticleSort.Relevance)]
    [InlineData(null, "a-series", null, ArticleSort.Position)]
    [InlineData("gut", "a-series", null, ArticleSort.Relevance)]
    [InlineData("gut", null, "title", ArticleSort.Title)]
    [InlineData(null, null, "oldest", ArticleSort.Published)]
    [InlineData(null, null, "nonsense", ArticleSort.PublishedDescending)]
    public void Order_is_the_one_asked_for_or_the_one_that_fits(string? search, string? series, string? sort, ArticleSort expected) =>
        Assert.Equal(expected, ArticleFilter.Of(search, series, sort).ToQuery(null, 12).Sort);

    [Theory]
    [InlineData("ab")]
    [InlineData("  gut  ")]
    [InlineData("β-carotene")]
    public void Search_is_made_when_it_is_long_enough(string search) => Assert.Null(ArticleFilter.Of(search, null, null).Fault);

    [Theory]
    [InlineData("a", "SearchTooShort")]
    [InlineData("--", "SearchTooShort")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", "SearchTooLong")]
    public void Search_is_refused_with_a_reason_when_it_cannot_be_made(string search, string fault) => Assert.Equal(fault, ArticleFilter.Of(search, null, null).Fault);

    [Fact]
    public void Empty_fields_of_the_form_ask_for_everything()
    {
        var filter = ArticleFilter.Of("", "", "");
        Assert.Equal(new ArticleQuery(null, null, ArticleSort.PublishedDescending, null, 12), filter.ToQuery("", 12));
        Assert.Empty(filter.ToRoute(null));
    }
}
