using static GutCms.Core.Tests.Documents.WordFiles;

namespace GutCms.Core.Tests.Documents;

public sealed class WordTests
{
    private const string Lists = """
        <w:numbering NAMES>
          <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/></w:lvl></w:abstractNum>
          <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
          <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
        </w:numbering>
        """;

    [Fact]
    public void Styles_make_title_subtitle_sections_and_headings_whatever_their_language()
    {
        var draft = Understood.Of(Of(
            Paragraph("Titel", "Gut and brain") + Paragraph("Untertitel", "A short guide") + Paragraph("Lead.") + Paragraph("berschrift1", "Symptoms") + Paragraph("Pain.")
            + Paragraph("Own", "When it hurts") + Paragraph("At night.") + Paragraph("berschrift1", "Treatment") + Paragraph("Rest.")));

        Assert.Equal("Gut and brain", draft.Title);
        Assert.Equal("A short guide", (string?)draft.Item["Article"]!["Subtitle"]!["Text"]);
        Assert.Equal(
            ["Section Introduction: <p>Lead.</p>", "Section Symptoms: <p>Pain.</p><h3>When it hurts</h3><p>At night.</p>", "Section Treatment: <p>Rest.</p>"], draft.Blocks());
        Assert.Equal(["HeadingAdded"], draft.Notes.Select(note => note.Name));
        Assert.Empty(draft.Losses);
    }

    [Fact]
    public void Runs_keep_what_they_mean_and_neighbours_share_it() => Assert.Equal(
        "<p>About 10<sup>6</sup> cells, H<sub>2</sub>O, <strong>bold words</strong>, <em>leaning</em>, <s>struck</s>, ≥ 5 µg, soft\u00ADhyphen<br>next line</p>",
        Understood.Of(Of("""
            <w:p><w:r><w:t xml:space="preserve">About 10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>6</w:t></w:r><w:r><w:t xml:space="preserve"> cells, H</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r>
            <w:r><w:t xml:space="preserve">O, </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">bold </w:t></w:r><w:r><w:rPr><w:rStyle w:val="Fett"/></w:rPr><w:t>words</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t xml:space="preserve">, </w:t></w:r>
            <w:r><w:rPr><w:i/></w:rPr><w:t>leaning</w:t></w:r><w:r><w:t xml:space="preserve">, </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>struck</w:t></w:r><w:r><w:t xml:space="preserve">, </w:t></w:r><w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>
            <w:r><w:t xml:space="preserve"> 5 </w:t></w:r><w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>m</w:t></w:r><w:r><w:t>g, soft</w:t><w:softHyphen/><w:t>hyphen</w:t><w:br/><w:t>next line</w:t></w:r></w:p>
            """)).Html().Replace("\u03BC", "µ", StringComparison.Ordinal));

    [Fact]
    public void Deleted_words_stay_deleted_and_are_named_with_comments_pictures_and_hidden_text()
    {
        var draft = Understood.Of(new WordFiles().WithPart("comments", "comments.xml", """<w:comments NAMES><w:comment w:id="4" w:author="Ann"><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment></w:comments>""").Write("""
            <w:p><w:r><w:t xml:space="preserve">Take </w:t></w:r><w:del w:author="x"><w:r><w:delText>50</w:delText></w:r></w:del><w:ins w:author="x"><w:r><w:t>5</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> mg</w:t><w:commentReference w:id="4"/></w:r>
            <w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="The gut"/><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>
            """));

        Assert.Equal("<p>Take 5 mg The gut</p>", draft.Html());
        Assert.Equal(["deleted: 50", "comment: Ann: Really?", "picture: The gut", "hidden: secret"], draft.LeftOut());
        Assert.Contains(draft.Original.SelectMany(line => line.Runs), run => run is { Text: "50", LeftOut: "deleted" });
    }

    [Fact]
    public void Lists_of_three_levels_keep_letters_numbers_and_where_they_go_on()
    {
        var draft = Understood.Of(new WordFiles().WithPart("numbering", "numbering.xml", Lists).Write(
            Item(1, 0, "one") + Item(1, 1, "a") + Item(1, 2, "i") + Item(1, 1, "b") + Paragraph("Liste", "second paragraph of b") + Item(1, 0, "two") + Paragraph("Between.") + Item(1, 0, "three") + Item(2, 0, "dot")));

        Assert.Equal(
            "<ol><li>one<ol type=\"a\"><li>a<ol type=\"i\"><li>i</li></ol></li><li><p>b</p><p>second paragraph of b</p></li></ol></li><li>two</li></ol><p>Between.</p><ol start=\"3\"><li>three</li></ol><ul><li>dot</li></ul>",
            draft.Html());
    }

    [Fact]
    public void Tables_keep_header_rows_merged_cells_and_caption()
    {
        const string table = """
            <w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>Drug</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Dose</w:t></w:r></w:p></w:tc></w:tr>
            <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>mg</w:t></w:r></w:p></w:tc></w:tr>
            <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>ml</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            """;

        Assert.Equal(
            "<table><caption>Table 1. Doses</caption><thead><tr><th>Drug</th><th colspan=\"2\">Dose</th></tr></thead><tbody><tr><td rowspan=\"2\">A</td><td>5</td><td>mg</td></tr><tr><td>7</td><td>ml</td></tr></tbody></table>",
            Understood.Of(Of(Paragraph("Beschriftung", "Table 1. Doses") + table)).Html());
    }

    [Fact]
    public void Notes_stand_in_the_section_that_refers_to_them()
    {
        var draft = Understood.Of(new WordFiles().WithPart("footnotes", "footnotes.xml", """
            <w:footnotes NAMES><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> First note.</w:t></w:r></w:p></w:footnote><w:footnote w:id="3"><w:p><w:r><w:t>Second note.</w:t></w:r></w:p></w:footnote></w:footnotes>
            """).Write(
            Paragraph("berschrift1", "One") + """<w:p><w:r><w:t>Words</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>""" + Paragraph("berschrift1", "Two") + """<w:p><w:r><w:t>More</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p>"""
            + Paragraph("berschrift1", "References") + Paragraph("[1] Doe J. Gut. 2020. doi:10.5555/abc.") + Paragraph("[2] Roe R. Brain. 2021. PMID: 1234")));

        Assert.Equal(
            ["Section One: <p>Words<sup><a href=\"#note-1\">1</a></sup></p><ol><li value=\"1\" id=\"note-1\">First note.</li></ol>", "Section Two: <p>More<sup><a href=\"#note-2\">2</a></sup></p><ol><li value=\"2\" id=\"note-2\">Second note.</li></ol>"],
            draft.Blocks());
        Assert.Equal(["Doe J. Gut. 2020. doi:10.5555/abc. | 10.5555/abc |  | ", "Roe R. Brain. 2021. PMID: 1234 |  | 1234 | "], draft.Sources());
        Assert.Empty(draft.Losses);
    }

    [Fact]
    public void Links_and_places_go_on_leading_where_they_led() => Assert.Equal(
        ["Section One: <p><a href=\"https://example.org/a\">there</a>, <a href=\"#two\">below</a>, <a href=\"https://example.org/f\">field</a></p>", "Section Two: <p>Here.</p>"],
        Understood.Of(new WordFiles().WithLink("rId9", "https://example.org/a").Write(
            Paragraph("berschrift1", "One") + """
                <w:p><w:hyperlink r:id="rId9"><w:r><w:t>there</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve">, </w:t></w:r><w:hyperlink w:anchor="_Ref1"><w:r><w:t>below</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve">, </w:t></w:r>
                <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/f" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>field</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
                <w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:bookmarkStart w:id="0" w:name="_Ref1"/><w:r><w:t>Two</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>
                """ + Paragraph("Here."))).Blocks());

    [Fact]
    public void Formulas_are_mathml() => Assert.Equal(
        "<p>Let <math><msup><mrow><mi>x</mi></mrow><mrow><mn>2</mn></mrow></msup><mo>+</mo><mfrac><mrow><mn>1</mn></mrow><mrow><mn>2.5</mn></mrow></mfrac></math></p>",
        Understood.Of(Of("""<w:p><w:r><w:t xml:space="preserve">Let </w:t></w:r><m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:r><m:t>+</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2.5</m:t></m:r></m:den></m:f></m:oMath></w:p>""")).Html());

    [Fact]
    public void Contents_page_headers_and_footers_are_named()
    {
        var draft = Understood.Of(new WordFiles().WithPart("header", "header1.xml", "<w:hdr NAMES><w:p><w:r><w:t>Confidential</w:t></w:r></w:p></w:hdr>").Write(
            Paragraph("Titel", "Gut") + Paragraph("Verzeichnis1", "Symptoms 3") + Paragraph("berschrift1", "Symptoms") + Paragraph("Pain.")));

        Assert.Equal(["Section Symptoms: <p>Pain.</p>"], draft.Blocks());
        Assert.Equal(["contents: Symptoms 3", "header: Confidential"], draft.LeftOut());
    }

    [Fact]
    public void Questions_below_their_heading_become_a_faq() => Assert.Equal(
        ["Faq Frequently asked questions", "FaqEntry Is it safe?: <p>Yes.</p>", "FaqEntry How often: <p>Daily.</p>"],
        Understood.Of(Of(Paragraph("Titel", "Tea") + Paragraph("berschrift1", "Frequently asked questions") + Paragraph("berschrift2", "Is it safe?") + Paragraph("Yes.") + Paragraph("berschrift2", "How often") + Paragraph("Daily."))).Blocks());
}
