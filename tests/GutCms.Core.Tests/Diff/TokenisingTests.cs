using CsCheck;
using GutCms.Core.Content.Html;
using GutCms.Core.Diff;

namespace GutCms.Core.Tests.Diff;

public class TokenisingTests
{
    [Fact]
    public void Loses_nothing_when_any_text_is_cut() =>
        Gen.String.Sample(text => Assert.Equal(text, string.Concat(Tokens.OfText(text).Select(token => token.Text))));

    [Fact]
    public void Loses_nothing_when_any_text_of_this_trade_is_cut() =>
        Gen.OneOf("10", ".5", "-", "–", " ", "mg", "µg", "%", "non-", "n't", "'", "’", "/", "¹", "½", "<", "±", "°C", "a", "\n", ",", "𝛼", "é").List[0, 12].Sample(parts =>
        {
            var text = string.Concat(parts);
            Assert.Equal(text, string.Concat(Tokens.OfText(text).Select(token => token.Text)));
        });

    [Fact]
    public void Loses_nothing_when_any_html_is_cut() => Projections.Html.Sample(html =>
    {
        var canonical = ContentHtml.Sanitize(html);
        Assert.Equal(canonical, string.Concat(Tokens.OfHtml(canonical).Select(token => token.Markup ?? Escape(token.Text))));
    });

    [Theory]
    [InlineData("10 mg", "10| |mg")]
    [InlineData("10mg", "10|mg")]
    [InlineData("10-mg dose", "10|-|mg| |dose")]
    [InlineData("0.5 to .75", "0.5| |to| |.75")]
    [InlineData("1,000.50 IU.", "1,000.50| |IU|.")]
    [InlineData("5–10 mg", "5–10| |mg")]
    [InlineData("5 - 10 mg", "5 - 10| |mg")]
    [InlineData("10%", "10|%")]
    [InlineData("2.5µg/kg/day", "2.5|µg|/|kg|/|day")]
    [InlineData("120/80 mmHg", "120/80| |mmHg")]
    [InlineData("1:2", "1:2")]
    [InlineData("10⁹ CFU", "10⁹| |CFU")]
    [InlineData("10^9", "10^9")]
    [InlineData("p<0.05", "p|<|0.05")]
    [InlineData("at -5 °C", "at| |-5| |°C")]
    [InlineData("½ tablet", "½| |tablet")]
    [InlineData("omega-3, B12", "omega-3|,| |B12")]
    [InlineData("can't, isn’t", "can't|,| |isn’t")]
    [InlineData("non-steroidal", "non-|steroidal")]
    [InlineData("gut–brain axis", "gut|–|brain| |axis")]
    public void Cuts_where_a_reader_of_doses_would_when_given_text(string text, string expected) =>
        Assert.Equal(expected.Split('|'), Tokens.OfText(text).Select(token => token.Text));

    [Fact]
    public void Begins_a_line_at_each_block_when_given_html() =>
        Assert.Equal("One\nTwo three\nFour\nfive", string.Concat(Tokens.OfHtml("<p>One</p><ul><li>Two <em>three</em></li></ul>\n<p>Four<br>five</p>").Select(token => token.Text)));

    [Fact]
    public void Takes_a_formula_as_one_piece_that_is_a_number_when_it_holds_one()
    {
        const string formula = "<math><mn>1</mn><mo>/</mo><mn>2</mn></math>";
        var token = Assert.Single(Tokens.OfHtml($"<p>x {formula} y</p>"), one => one.IsFormula);

        Assert.Equal(("1 / 2", formula, false), (token.Text, token.Markup, token.IsInlineMarkup));
        Assert.Contains(DiffCaution.Number, Assert.Single(new TokenCautions(DiffVocabulary.English).Of([token])));
    }

    [Theory]
    [InlineData("<p>x</p>", true)]
    [InlineData("see <a href=\"/x\">this</a>", true)]
    [InlineData("p <0.05 and q> 3", false)]
    [InlineData("a <b", false)]
    [InlineData("<unknown>", false)]
    public void Sees_markup_when_a_tag_of_the_profile_occurs(string text, bool expected) => Assert.Equal(expected, Tokens.HasMarkup(text));

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\u00A0", "&nbsp;", StringComparison.Ordinal);
}
