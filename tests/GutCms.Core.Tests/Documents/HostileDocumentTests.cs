using System.Text;

namespace GutCms.Core.Tests.Documents;

public sealed class HostileDocumentTests
{
    private const string Entities = """<!DOCTYPE article [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>""";

    public static TheoryData<string, string> Archives => new()
    {
        { "Document.Damaged", "cut" },
        { "Document.Macros", "macros" },
        { "Document.NotWord", "sheet" },
        { "Document.NotXml", "entities" },
        { "Document.TooDeep", "deep" },
        { "Document.TooLargeInside", "bomb" },
        { "Document.TooLargeInside", "entries" },
    };

    [Theory]
    [MemberData(nameof(Archives))]
    public void Archive_of_an_attacker_is_refused(string sentence, string kind)
    {
        var bytes = kind switch
        {
            "cut" => WordFiles.Of(WordFiles.Paragraph("text"))[..200],
            "macros" => new WordFiles().With("word/vbaProject.bin", "x").Write(""),
            "sheet" => new WordFiles().With("_rels/.rels", "<Relationships/>").Write(""),
            "entities" => new WordFiles().WithPart("comments", "comments.xml", """<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:comments NAMES>&x;</w:comments>""").Write(""),
            "deep" => WordFiles.Of(string.Concat(Enumerable.Repeat("<w:p>", 300)) + string.Concat(Enumerable.Repeat("</w:p>", 300))),
            "bomb" => WordFiles.Of("<w:p>" + new string(' ', 26 * 1024 * 1024) + "</w:p>"),
            _ => Enumerable.Range(0, 5001).Aggregate(new WordFiles(), (file, number) => file.With($"x/{number}", "")).Write(""),
        };

        Assert.Equal(sentence, Understood.Refused(bytes, "file.docx"));
    }

    [Theory]
    [InlineData("Document.NotXml", "<article><body><p>&a;</p></body></article>")]
    [InlineData("Document.NotXml", "<article><body><p>&x;</p></body></article>")]
    [InlineData("Document.NotXml", "<rss><channel><title>&b;</title></channel></rss>")]
    public void Entities_are_neither_expanded_nor_fetched(string sentence, string xml) => Assert.Equal(sentence, Understood.Refused(Encoding.UTF8.GetBytes(Entities + xml), "article.xml"));

    [Fact]
    public void Document_type_that_is_only_named_is_passed_over() => Assert.Equal(
        "Title", Understood.Of("""<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) v1.3//EN" "https://example.invalid/jats.dtd"><article><front><article-meta><title-group><article-title>Title</article-title></title-group></article-meta></front></article>""", "a.xml").Title);

    [Theory]
    [InlineData("Document.Empty", "", "a.md")]
    [InlineData("Document.OtherForm", "%PDF-1.7", "a.pdf")]
    [InlineData("Document.OtherForm", "{\\rtf1 text}", "a.rtf")]
    [InlineData("Document.OtherForm", "words", "a.odt")]
    [InlineData("Document.NotWord", "words", "a.docx")]
    [InlineData("Document.NotText", "a\0b", "a.md")]
    [InlineData("Document.NotXml", "<article>", "a.xml")]
    [InlineData("Document.OtherXml", "<svg/>", "a.xml")]
    [InlineData("Document.NoPosts", "<rss><channel/></rss>", "a.xml")]
    public void Other_files_are_refused_with_what_to_do(string sentence, string text, string name) => Assert.Equal(sentence, Understood.Refused(Encoding.UTF8.GetBytes(text), name));

    [Fact]
    public void Old_word_and_bytes_that_are_no_characters_are_refused()
    {
        Assert.Equal("Document.OldWord", Understood.Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "a.doc"));
        Assert.Equal("Document.NotUtf8", Understood.Refused([(byte)'a', 0x81, 0x9D], "a.md"));
        Assert.Equal("Document.NotUtf8", Understood.Refused([0xEF, 0xBB, 0xBF, 0xFF], "a.md"));
        Assert.Equal("Document.NotUtf8", Understood.Refused(Encoding.Latin1.GetBytes("<article><front>Grüße</front></article>"), "a.xml"));
    }

    [Fact]
    public void Deep_html_and_markdown_are_refused()
    {
        Assert.Equal("Document.TooDeep", Understood.Refused(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<div>", 500))), "a.html"));
        Assert.Equal("Document.TooDeep", Understood.Refused(Encoding.UTF8.GetBytes(new string('>', 2000) + " deep"), "a.md"));
    }

    [Fact]
    public void Words_of_a_stranger_are_no_marks_of_ours() => Assert.Equal(
        ["object: x", "script: "], Understood.Of("<p>a <x-left-out kind='<b>'>x</x-left-out> b</p><script>alert(1)</script>", "a.html").LeftOut());
}
