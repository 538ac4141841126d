using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using GutCms.Web.Pages.Delivered;

namespace GutCms.Web.Tests.Pages;

public sealed class DeliveredJsonTests
{
    [Fact]
    public void Article_without_anything_optional_has_empty_lists()
    {
        var article = DeliveredJson.Article("""{ "slug": "a", "content": { "title": "A" }, "tableOfContents": null, "hotArticles": null, "series": null }"""u8.ToArray());
        Assert.Empty(article.HotArticles);
        Assert.Empty(article.TableOfContents);
        Assert.Empty(article.Content.Body);
        Assert.Equal("en", article.Content.Language);
    }

    [Theory]
    [InlineData("\"https://example.org/a\"", "https://example.org/a")]
    [InlineData("{ \"url\": \"https://example.org/a\", \"text\": \"A\" }", "https://example.org/a")]
    [InlineData("\"javascript:alert(1)\"", null)]
    [InlineData("\"/relative\"", null)]
    [InlineData("null", null)]
    public void Link_of_a_reference_is_followed_only_over_http(string url, string? expected) =>
        Assert.Equal(expected, new ArticleReference { Url = JsonNode.Parse(url) }.SafeUrl);

    [Fact]
    public void Fields_that_a_recipe_added_are_read_by_their_form()
    {
        var fields = JsonNode.Parse("""
            { "intakeNote": "With food & water", "evidence": "<p>Two <strong>trials</strong>.</p>", "attack": "<script>alert(1)</script>", "trap": "<a href=\"javascript:alert(1)\">x</a>",
              "dose": 2.5, "vegan": true, "tags": [ "one", "two" ], "source": { "url": "https://example.org/a", "text": "A" }, "bad": { "url": "javascript:alert(1)", "text": "B" },
              "page": "https://example.org/b", "picture": [ { "path": "a.png", "text": "A gut" } ], "nothing": [] }
            """)!.AsObject();

        var read = FurtherField.Of(fields, "Yes").ToDictionary(field => field.Label, field => field.Values);

        Assert.Equal([new("With food & water", null, null)], read["Intake note"]);
        Assert.Equal("<p>Two <strong>trials</strong>.</p>", Assert.Single(read["Evidence"]).Html);
        Assert.Null(Assert.Single(read["Attack"]).Html);
        Assert.Null(Assert.Single(read["Trap"]).Html);
        Assert.Equal("2.5", Assert.Single(read["Dose"]).Text);
        Assert.Equal("Yes", Assert.Single(read["Vegan"]).Text);
        Assert.Equal(["one", "two"], read["Tags"].Select(value => value.Text));
        Assert.Equal([new("A", "https://example.org/a", null)], read["Source"]);
        Assert.Equal([new("B", null, null)], read["Bad"]);
        Assert.Equal("https://example.org/b", Assert.Single(read["Page"]).Address);
        Assert.Equal("A gut", Assert.Single(read["Picture"]).Text);
        Assert.DoesNotContain("Nothing", read.Keys);
    }

    [Fact]
    public void Identifier_of_a_reference_becomes_an_address_of_its_resolver()
    {
        var reference = new ArticleReference { Doi = "10.1000/182\"<", Pmid = "123" };
        Assert.Equal("https://doi.org/10.1000/182%22%3C", reference.DoiAddress);
        Assert.Equal("https://pubmed.ncbi.nlm.nih.gov/123/", reference.PmidAddress);
    }

    [Theory]
    [InlineData("a \u0002b\u0003 c", "a <mark>b</mark> c")]
    [InlineData("<i> \u0002&\u0003", "&lt;i&gt; <mark>&amp;</mark>")]
    [InlineData("a \u0002b", "a <mark>b</mark>")]
    [InlineData("a\u0003 b", "a b")]
    public void Snippet_marks_the_matches_and_encodes_the_rest(string text, string html)
    {
        var written = new StringWriter();
        new Snippet(text).WriteTo(written, HtmlEncoder.Default);
        Assert.Equal(html, written.ToString());
    }
}
