namespace GutCms.Core.Tests.Seed;

public sealed class GutBrainArticleTests
{
    [Fact]
    public void Recipes_hold_the_given_text_line_by_line() => Assert.Equal(SeedText.Given(), SeedRecipes.Text().Lines());

    [Fact]
    public void Body_has_19_blocks_and_the_faq_stands_before_the_last()
    {
        var body = SeedRecipes.Text().Body;
        Assert.Equal(19, body.Count);
        var faq = Assert.Single(body, block => block.Entries.Count > 0);
        Assert.Same(body[^2], faq);
        Assert.Equal(3, faq.Entries.Count);
    }

    [Fact]
    public void Nothing_is_added_that_the_text_does_not_say()
    {
        var article = SeedRecipes.GutBrainArticle;
        Assert.Empty(article["References"]!["ContentItems"]!.AsArray());
        Assert.Empty(article["Article"]!["Series"]!["ContentItemIds"]!.AsArray());
        Assert.Null(article["Article"]!["Excerpt"]);
        Assert.All(SeedRecipes.Items, item =>
            Assert.DoesNotContain(item, property => property.Key is "Owner" or "Author" or "CreatedUtc" or "ModifiedUtc" or "PublishedUtc"));
    }

    [Fact]
    public void Hot_articles_are_teasers_without_a_body_in_a_series_each()
    {
        Assert.Equal(4, SeedRecipes.HotArticles.Count);
        Assert.All(SeedRecipes.HotArticles, hot => Assert.Empty(hot["Body"]!["ContentItems"]!.AsArray()));
        Assert.Equal(4, SeedRecipes.HotArticles.SelectMany(hot => SeedRecipes.Picked(hot, "Series")).Distinct().Count());
    }

    [Fact]
    public void Articles_published_at_the_same_instant_are_listed_from_the_main_one_on()
    {
        // Newest first, and ties by id, backwards.
        IReadOnlyList<string> ids = [.. SeedRecipes.HotArticles.Prepend(SeedRecipes.GutBrainArticle).Select(article => (string)article["ContentItemId"]!)];
        Assert.Equal(ids.OrderDescending(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Every_article_names_the_one_disclaimer()
    {
        var articles = SeedRecipes.Items.Where(item => (string?)item["ContentType"] == "Article").ToList();
        Assert.Equal(5, articles.Count);
        var disclaimer = Assert.Single(articles.SelectMany(article => SeedRecipes.Picked(article, "Disclaimer")).Distinct());
        Assert.Equal("educational", (string?)disclaimer["Disclaimer"]!["Kind"]!["Text"]);
    }
}
