using GutCms.Core.Content.Html;

namespace GutCms.Core.Tests.Content;

/// <summary>What the profile has no element for becomes what it means; no words run together, and deleted ones stay deleted.</summary>
public sealed class HtmlMeaningTests
{
    [Theory]
    [InlineData("<p>Wait <strike>ten</strike> two hours</p>", "<p>Wait <s>ten</s> two hours</p>")]
    [InlineData("<p>Wait <del>ten</del><ins>two</ins> hours</p>", "<p>Wait two hours</p>")]
    [InlineData("<del><p>gone</p></del><p>here</p>", "<p>here</p>")]
    [InlineData("<p>10<span style=\"font-size:8pt; Vertical-Align: SUPER\">9</span>/L, O<font style=\"vertical-align:sub\">2</font></p>", "<p>10<sup>9</sup>/L, O<sub>2</sub></p>")]
    [InlineData("<p><span style=\"text-decoration:underline line-through\">ten</span> two</p>", "<p><s>ten</s> two</p>")]
    [InlineData("<p><span style=\"vertical-align:baseline\">a</span></p>", "<p>a</p>")]
    [InlineData("<p><acronym title=\"body mass index\">BMI</acronym> <tt>x</tt></p>", "<p><abbr title=\"body mass index\">BMI</abbr> <code>x</code></p>")]
    [InlineData("<menu><li>a</li></menu>", "<ul><li>a</li></ul>")]
    [InlineData("<p>See <img src=\"https://site.example/a.png\" alt=\"three steps\"> here</p>", "<p>See three steps here</p>")]
    [InlineData("<p>one<img src=a>two<img alt=three>four<video></video>five</p>", "<p>one two three four five</p>")]
    [InlineData("<picture><source><img alt=\"a plate\"></picture>", "a plate")]
    [InlineData("<p>one<script>x</script>two</p>", "<p>onetwo</p>")]
    [InlineData("<div>a<p>b</p>c</div><div>d<p>e</p>f</div>", "<p>a</p><p>b</p><p>c</p><p>d</p><p>e</p><p>f</p>")]
    [InlineData("<details><summary>Q</summary>A <em>b</em></details>", "<p>Q</p><p>A <em>b</em></p>")]
    [InlineData("<p><span lang=\"he\" dir=\"rtl\">a</span> <span class=x>b</span> <bdo>c</bdo></p>", "<p><span dir=\"rtl\" lang=\"he\">a</span> b c</p>")]
    [InlineData("<ol start=\"3\"><li>third</li></ol><ol type=\"a\" reversed><li value=\"4\">alpha</li></ol>", "<ol start=\"3\"><li>third</li></ol><ol type=\"a\" reversed=\"\"><li value=\"4\">alpha</li></ol>")]
    [InlineData("<p>Call <a href=\"tel:+15550100\">the line</a></p>", "<p>Call <a href=\"tel:+15550100\">the line</a></p>")]
    [InlineData("<p dir=\"rtl\" lang=\"he\">שלום</p>", "<p dir=\"rtl\" lang=\"he\">שלום</p>")]
    public void Means_the_same(string html, string expected)
    {
        Assert.Equal(expected, ContentHtml.Sanitize(html));
        Assert.Equal(expected, ContentHtml.Sanitize(expected));
    }

    [Theory]
    [InlineData("<p>Often<a href=\"#note-a\">a</a></p><ol><li id=\"note-a\">In adults.</li></ol>", "<p>Often<a href=\"#note-a\">a</a></p><ol><li id=\"note-a\">In adults.</li></ol>")]
    [InlineData("<p>Often<a href=\"#_ftn1\" name=\"_ftnref1\">[1]</a></p><div id=ftn1><p><a href=\"#_ftnref1\" name=\"_ftn1\">[1]</a> In adults.</p></div>",
        "<p>Often<a href=\"#note-ftn1\" id=\"note-ftnref1\">[1]</a></p><p><a href=\"#note-ftnref1\" id=\"note-ftn1\">[1]</a> In adults.</p>")]
    [InlineData("<p id=\"save\">a</p><p id=\"x\">b <a href=\"#save\">c</a> <a href=\"#elsewhere\">d</a></p>", "<p id=\"note-save\">a</p><p>b <a href=\"#note-save\">c</a> <a href=\"#elsewhere\">d</a></p>")]
    [InlineData("<p>a<a href=\"#b\">1</a></p><a name=\"b\">note</a>", "<p>a<a href=\"#note-b\">1</a></p><span id=\"note-b\">note</span>")]
    [InlineData("<p id=\"note-a\">a</p><p id=\"note-a\">b</p>", "<p id=\"note-a\">a</p><p>b</p>")]
    [InlineData("<p id=\"A\">a<a href=\"#A\">x</a></p><p id=\"note-a\">b</p>", "<p id=\"note-a-2\">a<a href=\"#note-a-2\">x</a></p><p id=\"note-a\">b</p>")]
    [InlineData("<p><label id=q>a</label> <a href=\"#q\">x</a></p>", "<p><span id=\"note-q\"></span>a <a href=\"#note-q\">x</a></p>")]
    [InlineData("<section id=q><p>a</p><p>b</p></section><a href=\"#q\">x</a>", "<p id=\"note-q\">a</p><p>b</p><a href=\"#note-q\">x</a>")]
    [InlineData("<p id=\"§§\">a<a href=\"#§§\">1</a></p>", "<p id=\"note-x\">a<a href=\"#note-x\">1</a></p>")]
    public void Keeps_a_note_and_its_link_together(string html, string expected)
    {
        Assert.Equal(expected, ContentHtml.Sanitize(html));
        Assert.Equal(expected, ContentHtml.Sanitize(expected));
    }

    [Theory]
    [InlineData("<p>Ratio <math><mi>a</mi><mo>/</mo><mn>3</mn></math> or less</p>", "<p>Ratio <math><mi>a</mi><mo>/</mo><mn>3</mn></math> or less</p>", "Ratio a / 3 or less")]
    [InlineData("<math display=\"block\" class=x><mfrac linethickness=\"1px\" onclick=x><mn>1</mn><mn>2</mn></mfrac></math>", "<math display=\"block\"><mfrac linethickness=\"1px\"><mn>1</mn><mn>2</mn></mfrac></math>", "1 2")]
    [InlineData("<math><mfenced><mi>a</mi><mi>b</mi></mfenced></math>", "<math><mrow><mo>(</mo><mi>a</mi><mo>,</mo><mi>b</mi><mo>)</mo></mrow></math>", "( a , b )")]
    [InlineData("<math><semantics><mi>a</mi><annotation encoding=\"application/x-tex\">\\a</annotation></semantics></math>", "<math><mrow><mi>a</mi></mrow></math>", "a")]
    [InlineData("<math>x<mi><b>y</b><script>z</script></mi></math>", "<math><mtext>x</mtext><mi>y</mi></math>", "x y")]
    [InlineData("<div>a <math><mn>1</mn></math></div>", "<p>a <math><mn>1</mn></math></p>", "a 1")]
    [InlineData("<math><mi href=\"javascript:x\" style=\"x\">a</mi><maction actiontype=x><mi>b</mi></maction></math>", "<math><mi>a</mi><mrow><mi>b</mi></mrow></math>", "a b")]
    [InlineData("<math display=\"inline\" dir=\"rtl\"><mi mathvariant=\"bold-italic\">a</mi></math>", "<math display=\"inline\" dir=\"rtl\"><mi mathvariant=\"bold-italic\">a</mi></math>", "a")]
    [InlineData("<math display=\"grid\" dir=\"up\"><mi mathvariant=\"x y\">a</mi></math>", "<math><mi>a</mi></math>", "a")]
    [InlineData("<math><mo form=\"prefix\">+</mo><mo form=\"infix\">+</mo><mo form=\"postfix\">+</mo><mo form=\"fix\">+</mo></math>", "<math><mo form=\"prefix\">+</mo><mo form=\"infix\">+</mo><mo form=\"postfix\">+</mo><mo>+</mo></math>", "+ + + +")]
    [InlineData("<math><mo fence=\"true\">|</mo><mo fence=\"false\">|</mo><mo fence=\"yes\">|</mo></math>", "<math><mo fence=\"true\">|</mo><mo fence=\"false\">|</mo><mo>|</mo></math>", "| | |")]
    [InlineData("<math><mtable><mtr><mtd columnspan=\"1\" rowspan=\"100\"><mn>1</mn></mtd></mtr></mtable></math>", "<math><mtable><mtr><mtd columnspan=\"1\" rowspan=\"100\"><mn>1</mn></mtd></mtr></mtable></math>", "1")]
    [InlineData("<math><mtable><mtr><mtd columnspan=\"0\" rowspan=\"101\"><mn>1</mn></mtd><mtd columnspan=\"-1\" rowspan=\"two\"><mn>2</mn></mtd></mtr></mtable></math>", "<math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable></math>", "1 2")]
    [InlineData("<math><mspace width=\"1.5em\" height=\"1000px\" depth=\"calc(1)\"></mspace><mi>a</mi></math>", "<math><mspace width=\"1.5em\"></mspace><mi>a</mi></math>", "a")]
    [InlineData("<math><mfenced open=\"[\" separators=\" ;, \" close=\"\"><mi>a</mi><mi>b</mi><mi>c</mi></mfenced></math>", "<math><mrow><mo>[</mo><mi>a</mi><mo>;</mo><mi>b</mi><mo>;</mo><mi>c</mi></mrow></math>", "[ a ; b ; c")]
    [InlineData("<math><mfenced separators=\"\"><mi>a</mi><mi>b</mi></mfenced></math>", "<math><mrow><mo>(</mo><mi>a</mi><mi>b</mi><mo>)</mo></mrow></math>", "( a b )")]
    public void Keeps_a_formula_as_presentation_MathML(string html, string expected, string text)
    {
        Assert.Equal(expected, ContentHtml.Sanitize(html));
        Assert.Equal(expected, ContentHtml.Sanitize(expected));
        Assert.Equal(text, ContentHtml.ToText(html));
    }

    [Fact]
    public void Gives_notes_of_several_texts_names_of_their_own()
    {
        var taken = new HashSet<string>();
        const string Note = "<p>a<a href=\"#note-a\">1</a></p><p id=\"note-a\"> id=\"note-a\"</p>";

        Assert.Same(Note, HtmlNotes.Distinct(Note, taken));
        var second = HtmlNotes.Distinct(Note, taken);

        Assert.Equal("<p>a<a href=\"#note-a-2\">1</a></p><p id=\"note-a-2\"> id=\"note-a\"</p>", second);
        Assert.Equal("<p id=\"note-a-3\">b</p>", HtmlNotes.Distinct("<p id=\"note-a\">b</p>", taken));
        Assert.Equal("<a href=\"#note-a\">c</a>", HtmlNotes.Distinct("<a href=\"#note-a\">c</a>", taken));
        Assert.Equal(second, ContentHtml.Sanitize(second));
    }

    [Fact]
    public void Names_that_are_taken_become_others_each_its_own()
    {
        var (one, two) = ("note-" + new string('a', 50) + "1", "note-" + new string('a', 50) + "2");
        var taken = new HashSet<string>([one, two], StringComparer.Ordinal);

        var html = HtmlNotes.Distinct($"<p id=\"{one}\">a</p><p id=\"{two}\">b <a href=\"#{one}\">c</a> <a href=\"#{two}\">d</a></p>", taken);

        var given = taken.Except([one, two]).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, given.Count);
        Assert.Equal($"<p id=\"{given[0]}\">a</p><p id=\"{given[1]}\">b <a href=\"#{given[0]}\">c</a> <a href=\"#{given[1]}\">d</a></p>", html);
        Assert.All(given, name => Assert.True(HtmlNotes.IsName(name)));
    }

    [Fact]
    public void Words_are_read_in_their_order_with_what_is_beside_them() => Assert.Equal(
        [new WordRun("a ", "", "b"), new WordRun("b", "a ", " c"), new WordRun(" c", "b", ""), new WordRun("d", "", "")],
        HtmlWords.Runs("<p>a <em>b</em> c</p><p>d</p>"));

    [Fact]
    public void A_formula_that_goes_too_deep_becomes_its_characters()
    {
        var (open, close) = (string.Concat(Enumerable.Repeat("<mrow>", 40)), string.Concat(Enumerable.Repeat("</mrow>", 40)));

        var clean = ContentHtml.Sanitize($"<p>Dose <math>{open}<mi>x</mi><mo>&lt;</mo><mn>3</mn>{close}</math></p>");

        Assert.DoesNotContain("<m", clean, StringComparison.Ordinal);
        Assert.Equal("Dosex<3", string.Concat(ContentHtml.ToText(clean).Where(character => !char.IsWhiteSpace(character))));
    }
}
