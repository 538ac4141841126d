using System.Text;
using GutCms.Core.Documents.Model;
using GutCms.Core.Documents.UseCases;

namespace GutCms.Core.Tests.Documents;

public sealed class OtherFormsTests
{
    [Fact]
    public void Markdown_with_a_header_becomes_sections_notes_and_sources()
    {
        var draft = Understood.Of(
            """
            ---
            title: Gut and brain
            description: What they say to each other.
            lang: en
            tags: gut
            ---
            # Gut and brain

            ## Signals

            Some words[^a] with 10^6^ cells, ~~struck~~ and CO~2~.

            | Drug | Dose |
            |---|---|
            | A | 5 mg |

            ### Deeper

            1. one
            2. two

            ## References

            1. Doe J. Gut. 2020. <https://doi.org/10.5555/abc>
            2. Roe R. Brain. 2021. <https://example.org/paper>

            [^a]: The note.
            """, "text.md");

        Assert.Equal("Gut and brain", draft.Title);
        Assert.Equal("What they say to each other.", (string?)draft.Item["Article"]!["Excerpt"]!["Text"]);
        var section = Assert.Single(draft.Blocks()).ReplaceLineEndings("").Replace("\n", "", StringComparison.Ordinal);
        Assert.StartsWith("Section Signals: <p>Some words<a href=\"#note-fn-1\"><sup>1</sup></a> with 10<sup>6</sup> cells, <s>struck</s> and CO<sub>2</sub>.</p><table>", section, StringComparison.Ordinal);
        Assert.Contains("<h3>Deeper</h3><ol><li>one</li><li>two</li></ol>", section, StringComparison.Ordinal);
        Assert.Contains("<li value=\"1\" id=\"note-fn-1\"><p>The note.</p></li>", section, StringComparison.Ordinal);
        Assert.Equal(["Doe J. Gut. 2020. https://doi.org/10.5555/abc | 10.5555/abc |  | ", "Roe R. Brain. 2021. https://example.org/paper |  |  | https://example.org/paper"], draft.Sources());
        Assert.Equal(["metadata: tags: gut"], draft.LeftOut());
    }

    [Fact]
    public void Page_of_html_is_its_article_and_the_rest_is_named()
    {
        var draft = Understood.Of(
            """
            <!doctype html><html lang="en"><head><title>Sleep | A site</title><meta name="description" content="About sleep."></head><body>
            <nav><a href="/">Home</a></nav>
            <main><div class="box"><h1>Sleep</h1><div><h2>Why</h2><p>Because<sup>1</sup>.</p><img src="/a/brain.png" alt="A brain"><form><input value="mail"></form><del>old</del></div>
            <section><h2>FAQ</h2><details><summary>How long?</summary><p>Eight hours.</p></details><details><summary>When?</summary>At night.</details></section>
            <h2>Is it good for you?</h2><p>Yes, <a href="#why">see</a>.</p></div></main>
            <footer>© 2026</footer><script src="/x.js"></script></body></html>
            """, "page.html");

        Assert.Equal("Sleep", draft.Title);
        Assert.Equal(
            ["Section Why: <p>Because<sup>1</sup>.</p><p>A brain</p>", "Faq FAQ", "FaqEntry How long?: <p>Eight hours.</p>", "FaqEntry When?: <p>At night.</p>", "Section Is it good for you?: <p>Yes, see.</p>"],
            draft.Blocks().Select(block => block.ReplaceLineEndings("").Replace("<p></p>", "", StringComparison.Ordinal)));
        Assert.Equal(["picture: A brain", "field: mail", "deleted: old", "furniture: Home", "furniture: © 2026", "place: see"], draft.LeftOut());
    }

    [Fact]
    public void Questions_are_only_such_where_the_structure_says_so() => Assert.Equal(
        ["Section What is it?: <p>A gut.</p>", "Section What helps?: <h3>Rest</h3><p>Yes.</p><h3>Tea?</h3><p>No.</p>", "Faq More", "FaqEntry One?: <p>1</p>", "FaqEntry Two?: <p>2</p>"],
        Understood.Of("<h1>T</h1><h2>What is it?</h2><p>A gut.</p><h2>What helps?</h2><h3>Rest</h3><p>Yes.</p><h3>Tea?</h3><p>No.</p><h2>More</h2><dl><dt>One?</dt><dd>1</dd><dt>Two?</dt><dd>2</dd></dl>", "a.html").Blocks());

    [Fact]
    public void Two_lists_of_terms_are_no_questions() => Assert.Equal(
        ["Section More: <dl><dt>One?</dt><dd>1</dd></dl><dl><dt>Two?</dt><dd>2</dd></dl>"],
        Understood.Of("<h1>T</h1><h2>More</h2><dl><dt>One?</dt><dd>1</dd></dl><dl><dt>Two?</dt><dd>2</dd></dl>", "a.html").Blocks());

    [Fact]
    public void Numbers_of_titles_and_sources_stay_what_they_are() => Assert.Equal(
        ("10⁶ cells of CO₂", "Doe J. 10⁻⁹ mol. 2020. |  |  | "),
        Understood.Of("<h1>10<sup>6</sup> cells of CO<sub>2</sub></h1><h2>References</h2><p>Doe J. 10<sup>-9</sup> mol. 2020.</p>", "a.html") is var draft ? (draft.Title, Assert.Single(draft.Sources())) : default);

    [Fact]
    public void Numbers_of_the_document_are_shown_as_what_they_are() => Assert.Equal(
        "About 10⁶ cells, 2^3a, CO₂ ", string.Concat(Understood.Of("<p>About 10<sup>6</sup> cells, 2<sup>3a</sup>, CO<sub>2</sub> <del>or</del></p>", "a.html").Original.SelectMany(line => line.Runs).Where(run => run.LeftOut is null).Select(run => run.Text)));

    [Fact]
    public void Section_called_references_that_lists_none_stays_a_section() => Assert.Equal(
        ["Section References: <p>Ask your doctor.</p>"], Understood.Of("<h1>T</h1><h2>References</h2><p>Ask your doctor.</p>", "a.html").Blocks());

    [Fact]
    public void Jats_becomes_sections_notes_and_references()
    {
        var draft = Understood.Of(
            """
            <?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving DTD v1.3 20210610//EN" "JATS-archivearticle1-3.dtd">
            <article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML" xml:lang="en"><front><article-meta><title-group><article-title>Gut <italic>flora</italic></article-title><subtitle>A review</subtitle></title-group>
            <contrib-group><contrib><name><surname>Doe</surname><given-names>Jane</given-names></name></contrib></contrib-group><abstract><p>In short.</p></abstract></article-meta></front>
            <body><sec id="s1"><label>1</label><title>Methods</title><p>We gave 10<sup>6</sup> cells<xref ref-type="bibr" rid="B1">1</xref><xref ref-type="fn" rid="fn1">a</xref>; see <xref rid="s2">results</xref>.</p><sec><title>Doses</title><list list-type="order"><list-item><p>one</p></list-item><list-item><p>two</p></list-item></list></sec></sec>
            <sec id="s2"><title>Results</title><p>Good: <inline-formula><mml:math><mml:mi>x</mml:mi></mml:math></inline-formula>.</p><table-wrap><label>Table 1</label><caption><p>Doses</p></caption><table><thead><tr><th>Drug</th></tr></thead><tbody><tr><td>A</td></tr></tbody></table></table-wrap>
            <fig><label>Figure 1</label><caption><p>The gut</p></caption><graphic xlink:href="gut.tif"/></fig></sec></body>
            <back><ack><title>Thanks</title><p>To all.</p></ack><fn-group><fn id="fn1"><label>a</label><p>A note.</p></fn></fn-group>
            <ref-list><title>References</title><ref id="B1"><label>1</label><element-citation><person-group><name><surname>Roe</surname><given-names>R</given-names></name></person-group><article-title>Brain</article-title><source>J Gut</source><year>2020</year><volume>3</volume><fpage>1</fpage><lpage>9</lpage><pub-id pub-id-type="doi">10.5555/xyz</pub-id><pub-id pub-id-type="pmid">99</pub-id></element-citation></ref>
            <ref id="B2"><mixed-citation>Poe E. Raven. 2021. <ext-link xlink:href="https://example.org/raven">Link</ext-link></mixed-citation></ref></ref-list></back></article>
            """, "article.xml");

        Assert.Equal(("Gut flora", "A review"), (draft.Title, (string?)draft.Item["Article"]!["Subtitle"]!["Text"]));
        Assert.Equal(
            [
                "Section Abstract: <p>In short.</p>",
                "Section 1 Methods: <p>We gave 10<sup>6</sup> cells1<a href=\"#note-fn1\">a</a>; see <a href=\"#results\">results</a>.</p><h3>Doses</h3><ol><li>one</li><li>two</li></ol><ol><li id=\"note-fn1\">a A note.</li></ol>",
                "Section Results: <p>Good: <math><mi>x</mi></math>.</p><table><caption>Table 1 Doses</caption><thead><tr><th>Drug</th></tr></thead><tbody><tr><td>A</td></tr></tbody></table><p>Figure 1</p><p>The gut</p>",
                "Section Thanks: <p>To all.</p>",
            ],
            draft.Blocks().Select(block => block.Replace(" value=\"1\"", "", StringComparison.Ordinal)));
        Assert.Equal(["Roe R. Brain. J Gut. 2020;3:1–9. | 10.5555/xyz | 99 | ", "Poe E. Raven. 2021. Link |  |  | https://example.org/raven"], draft.Sources());
        Assert.Equal(["picture: gut.tif", "metadata: contrib-group: Doe Jane", "citation: 1"], draft.LeftOut());
    }

    [Fact]
    public void Export_of_wordpress_is_a_draft_for_each_post()
    {
        const string export = """
            <?xml version="1.0" encoding="UTF-8"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><language>en-US</language>
            <item><title>First</title><dc:creator>ann</dc:creator><content:encoded><![CDATA[Some words [1].

            <h2>Next</h2>
            Line one
            line two [caption id="a1" width="3"]<img src="x.png"> The gut[/caption]

            [contact-form-7 id="9" title="Write"]]]></content:encoded><excerpt:encoded><![CDATA[Teaser]]></excerpt:encoded><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><category>Gut</category><wp:comment><wp:comment_content>Hi</wp:comment_content></wp:comment></item>
            <item><title>Second</title><content:encoded><![CDATA[<!-- wp:paragraph --><p>Blocks.</p><!-- /wp:paragraph -->]]></content:encoded><wp:post_type>page</wp:post_type><wp:status>draft</wp:status></item>
            <item><title>Logo</title><wp:post_type>attachment</wp:post_type></item></channel></rss>
            """;
        var read = SourceFiles.Read(Encoding.UTF8.GetBytes(export), "site.xml");
        var first = Understood.Of(export, "site.xml");

        Assert.Equal((SourceFormat.WordPress, 2), (read.Format, read.Documents.Length));
        Assert.Equal(["post: Logo (attachment)"], read.Losses.Select(loss => $"{loss.Kind}: {loss.Text}"));
        Assert.Equal("Second", read.Documents[1].Title);
        Assert.Equal(
            ["Section Introduction: <p>Some words [1].</p>", "Section Next: <p>Line one<br>line two  The gut</p>"], first.Blocks().Select(block => block.ReplaceLineEndings("").Replace("<p></p>", "", StringComparison.Ordinal)));
        Assert.Equal(
            ["shortcode: [caption id=\"a1\" width=\"3\"]", "picture: x.png", "shortcode: [contact-form-7 id=\"9\" title=\"Write\"]", "metadata: Gut", "metadata: creator: ann", "replies: 1"], first.LeftOut());
    }
}
