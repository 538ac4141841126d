using System.Text;

namespace GutCms.Core.Tests.Documents;

/// <summary>The characters of a file are what its writer saw, in whatever encoding it is that the file tells.</summary>
public sealed class EncodingTests
{
    private const string Page = "<html><head><meta charset=\"{0}\"><title>T</title></head><body><h1>T</h1><p>{1}</p></body></html>";
    private const string OldPage = "<html><head><META http-equiv='Content-Type' content='text/html; charset={0}'></head><body><h1>T</h1><p>{1}</p></body></html>";
    private const string Jats = "<?xml version=\"1.0\" encoding=\"{0}\"?><article><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front><body><p>{1}</p></body></article>";

    [Theory]
    [InlineData("utf-8", "Zwölf µg ≥ 睡眠", Page)]
    [InlineData("windows-1252", "Grüße – “5 µg” €", Page)]
    [InlineData("iso-8859-1", "Grüße – € wie ein Browser", Page)]
    [InlineData("ISO-8859-15", "Grüße €", OldPage)]
    [InlineData("windows-1250", "Łódź", OldPage)]
    [InlineData("windows-1251", "Сон и кишечник", Page)]
    [InlineData("shift_jis", "睡眠と腸", Page)]
    [InlineData("gb2312", "睡眠不足", Page)]
    [InlineData("euc-kr", "수면", Page)]
    [InlineData("iso-2022-jp", "睡眠", Page)]
    [InlineData("windows-1252", "Grüße", Jats)]
    [InlineData("utf-16", "Grüße 睡眠", Jats)]
    public void An_encoding_that_is_named(string name, string words, string form)
    {
        var encoding = name == "iso-8859-1" ? EncodingOf("windows-1252") : name == "gb2312" ? EncodingOf("gb18030") : EncodingOf(name);
        var draft = Understood.Of(encoding.GetBytes(form.Replace("{0}", name, StringComparison.Ordinal).Replace("{1}", words, StringComparison.Ordinal)), form == Jats ? "a.xml" : "a.html");

        Assert.Equal($"<p>{words}</p>", draft.Html());
        Assert.DoesNotContain(draft.Notes, note => note.Name == "EncodingAssumed");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_counts_before_whatever_the_file_says(string name)
    {
        var encoding = EncodingOf(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Page.Replace("{0}", "windows-1252", StringComparison.Ordinal).Replace("{1}", "Grüße 睡眠", StringComparison.Ordinal))];

        Assert.Equal("<p>Grüße 睡眠</p>", Understood.Of(bytes, "a.html").Html());
    }

    [Fact]
    public void What_is_UTF_8_is_read_so_though_the_page_says_Latin() =>
        Assert.Equal("<p>Grüße</p>", Understood.Of(Page.Replace("{0}", "iso-8859-1", StringComparison.Ordinal).Replace("{1}", "Grüße", StringComparison.Ordinal), "a.html").Html());

    [Theory]
    [InlineData("a.md", "# T\n\nGrüße – 5 µg")]
    [InlineData("a.txt", "# T\n\nGrüße – 5 µg")]
    [InlineData("a.html", "<h1>T</h1><p>Grüße – 5 µg</p>")]
    [InlineData("a.html", "<meta charset=unknown><h1>T</h1><p>Grüße – 5 µg</p>")]
    public void Of_a_file_that_says_nothing_that_of_western_Europe_is_taken_and_said(string name, string text)
    {
        var draft = Understood.Of(EncodingOf("windows-1252").GetBytes(text), name);

        Assert.Equal("<p>Grüße – 5 µg</p>", draft.Html().TrimEnd());
        Assert.Equal("windows-1252", Assert.Single(draft.Notes, note => note.Name == "EncodingAssumed").About);
        Assert.DoesNotContain(Understood.Of(text, name).Notes, note => note.Name == "EncodingAssumed");
    }

    private static Encoding EncodingOf(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
}
