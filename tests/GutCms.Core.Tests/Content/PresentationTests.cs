using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;

namespace GutCms.Core.Tests.Content;

public sealed class PresentationTests
{
    private const string Full = """{"AutoroutePart":{"Path":"articles/Gut"},"Article":{"Series":{"ContentItemIds":["s"]},"SeriesPosition":{"Value":2.50},"HotArticles":{"ContentItemIds":["b","a"]}}}""";

    [Fact]
    public void Says_address_series_position_and_hot_articles_in_their_order() =>
        Assert.Equal("""{"path":"articles/gut","series":"s","seriesPosition":2.5,"hotArticles":["b","a"]}""", Presentation.Of(Item(Full)).ToJson().ToJsonString());

    [Fact]
    public void Hash_is_that_of_the_canonical_form()
    {
        // printf '{"hotArticles":["b","a"],"path":"articles/gut","series":"s","seriesPosition":2.5}' | sha256sum
        Assert.Equal("sha256:423a1219cc1bdce4c2d9931dd7668358a517d6b0c2b564c7ed1a24a7dca53983", Presentation.HashOf(Item(Full)));
        // printf '{}' | sha256sum
        Assert.Equal("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", Presentation.HashOf(Item("{}")));
    }

    [Theory]
    [InlineData("""{"AutoroutePart":{"Path":"/articles/GUT/"},"Article":{"Series":{"ContentItemIds":["s"]},"SeriesPosition":{"Value":2.5},"HotArticles":{"ContentItemIds":["b","a"]}}}""")]
    [InlineData("""{"AutoroutePart":{"Path":"articles/gut"},"Article":{"Series":{"ContentItemIds":["s","t"]},"SeriesPosition":{"Value":25e-1},"HotArticles":{"ContentItemIds":["b","a","b",""]}}}""")]
    public void Is_the_same_where_readers_see_the_same(string parts) => Assert.Equal(Presentation.HashOf(Item(Full)), Presentation.HashOf(Item(parts)));

    [Theory]
    [InlineData("gut\"}", "brain\"}")]
    [InlineData("articles/", "advice/")]
    [InlineData("[\"s\"]", "[\"t\"]")]
    [InlineData("[\"s\"]", "[]")]
    [InlineData("2.50", "2.51")]
    [InlineData("2.50", "null")]
    [InlineData("2.50", "2.5000000000000000000000001")]
    [InlineData("[\"b\",\"a\"]", "[\"a\",\"b\"]")]
    [InlineData("[\"b\",\"a\"]", "[\"b\"]")]
    [InlineData("[\"b\",\"a\"]", "[\"b\",\"a\",\"c\"]")]
    public void Is_another_with_anything_else(string part, string other)
    {
        var changed = Full.Replace("Gut", "gut", StringComparison.Ordinal).Replace(part, other, StringComparison.Ordinal);
        Assert.NotEqual(Full, changed);
        Assert.NotEqual(Presentation.HashOf(Item(Full)), Presentation.HashOf(Item(changed)));
    }

    [Theory]
    [InlineData("""{"AutoroutePart":7,"Article":[]}""")]
    [InlineData("""{"AutoroutePart":{"Path":7},"Article":{"Series":"s","SeriesPosition":{"Value":"2"},"HotArticles":{"ContentItemIds":[7,null]}}}""")]
    public void Passes_over_what_has_another_shape(string parts) => Assert.Equal("{}", Presentation.Of(Item(parts)).ToJson().ToJsonString());

    [Theory]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    public void Holds_any_position_that_can_be_entered(string position)
    {
        var presentation = Presentation.Of(Item("""{"Article":{"SeriesPosition":{"Value":NUMBER}}}""".Replace("NUMBER", position, StringComparison.Ordinal)));
        Assert.Equal(position, presentation.SeriesPosition!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.StartsWith("sha256:", presentation.Hash(), StringComparison.Ordinal);
    }

    private static ContentItem Item(string parts) => new() { ContentItemId = "i", ContentItemVersionId = "v", ContentType = "Article", Parts = JsonNode.Parse(parts)!.AsObject() };
}
