using GutCms.Core.Searching;

namespace GutCms.Core.Tests.Searching;

/// <summary>Which texts what a person types finds, without a database.</summary>
public sealed class FoundTextTests
{
    [Theory]
    // Letters fold.
    [InlineData("Łódź study", "lodz")]
    [InlineData("Straße, Ödem", "STRASSE odem")]
    [InlineData("Straße, Ödem", "Oedem")]
    [InlineData("cœur, ﬁbre", "coeur fibre")]
    [InlineData("Ærø, þorn, đak, ħal, ıl", "aero thorn dak hal il")]
    [InlineData("ＧＵＴ　１２", "gut 12")]
    [InlineData("ὀδύσσεύς", "ΟΔΥΣΣΕΥΣ")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("العَـــرَبِيَّة أحمد", "العربية احمد")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("٣ ५", "3 5")]
    [InlineData("Prozac™ 5 µg", "prozac 5 μg")]
    // Digits above and below the line.
    [InlineData("10⁹ cells", "10⁹")]
    [InlineData("B₁₂, CO₂, m²", "b12 co2 m2")]
    [InlineData("½ cup", "1/2")]
    [InlineData("1/2 cup", "½")]
    [InlineData("anxiety¹", "anxiety")]
    // What has no look is passed over.
    [InlineData("in\u00ADflammation of the gut", "inflammation")]
    [InlineData("inflammation of the gut", "in\u00ADflammation")]
    [InlineData("gut\u200B\u2060brain", "gutbrain")]
    [InlineData("می\u200Cخواهم", "میخواهم")]
    // Joined and separated.
    [InlineData("omega-3 acids", "omega3")]
    [InlineData("omega-3 acids", "omega 3")]
    [InlineData("omega 3 acids", "omega3")]
    [InlineData("omega 3 acids", "omega-3")]
    [InlineData("omega3 acids", "omega-3")]
    [InlineData("omega3 acids", "omega 3")]
    [InlineData("omega\u20113 acids", "omega–3")]
    [InlineData("vitamin B12", "b 12")]
    [InlineData("vitamin B 12", "B-12")]
    [InlineData("10 mg daily", "10mg")]
    [InlineData("5-HT2A receptor", "5ht2a")]
    [InlineData("follow-up", "followup")]
    [InlineData("followup", "follow-up")]
    [InlineData("followup", "follow up")]
    [InlineData("follow up", "follow-up")]
    [InlineData("gut–brain axis", "gut brain")]
    [InlineData("Crohn's disease", "crohns")]
    [InlineData("Crohn’s disease", "crohn")]
    [InlineData("Crohn disease", "Crohn's")]
    [InlineData("l’anxiété", "anxiete")]
    [InlineData("anxiété", "l'anxiété")]
    [InlineData("2.5 mg", "2,5mg")]
    [InlineData("2.5mg", "2.5 mg")]
    [InlineData("2.5 mg", "2.5mg")]
    [InlineData("doi 10.1000/abc.def-1", "10.1000/abc.def-1")]
    // Scripts without spaces.
    [InlineData("睡眠不足", "睡眠")]
    [InlineData("睡眠不足", "眠不足")]
    [InlineData("慢性的な睡眠不足です", "睡眠不足")]
    [InlineData("ﾌﾛｰﾗ", "フローラ")]
    [InlineData("수면이 부족하면", "수면")]
    [InlineData("수면", "\u1109\u116E\u1106\u1167\u11AB")]
    [InlineData("การนอนหลับ", "นอน")]
    [InlineData("5-HT受容体", "受容体 5-HT")]
    public void Is_found(string text, string typed) => Assert.True(Finds(text, typed));

    [Theory]
    [InlineData("睡觉。不足", "睡眠")]
    [InlineData("睡眠。不足", "眠不")]
    [InlineData("睡眠と不足と眠不", "睡眠不足")]
    [InlineData("การที่นา", "นที")]
    [InlineData("10 cells", "10⁹")]
    [InlineData("10 cells", "109")]
    [InlineData("25 mg", "2.5 mg")]
    [InlineData("2 pills, 5 mg", "2.5 mg")]
    [InlineData("omega acids, 3 times", "omega3")]
    [InlineData("omega acids, 3 times", "omega-3")]
    [InlineData("vitamin B, 12 times", "B12")]
    [InlineData("gut", "gut 7")]
    [InlineData("कम", "कि")]
    [InlineData("t other", "s")]
    public void Is_not_found(string text, string typed) => Assert.False(Finds(text, typed));

    [Theory]
    [InlineData("en", "anxieties and disorders", "anxiety disorder")]
    [InlineData("en-GB", "inflamed", "inflaming")]
    [InlineData("de", "Entzündungen des Darms", "Entzuendung darm")]
    [InlineData("de", "Entzündung", "entzündungen")]
    public void Stems_of_the_texts_language_are_found(string language, string text, string typed) => Assert.True(Finds(text, typed, language));

    [Theory]
    [InlineData("en", "gut", "gutes")]
    [InlineData("de", "gut", "guts'")]
    [InlineData("fr", "anxieties", "anxiety")]
    [InlineData("den", "anxieties", "anxiety")]
    [InlineData("en", "anxious people", "anxiety")]
    public void Others_are_not(string language, string text, string typed) =>
        Assert.Equal(typed == "guts'", Finds(text, typed, language));

    [Theory]
    [InlineData("serotonin", "serotinin")]
    [InlineData("serotonin", "sertonin")]
    [InlineData("serotonin", "serrotonin")]
    [InlineData("serotonin", "seortonin")]
    [InlineData("serotonin", "xerotonin")]
    [InlineData("brain fog and serotonin", "fog serotonim")]
    [InlineData("follow up", "followup")]
    [InlineData("мозга", "мозго")]
    public void One_typing_mistake_is_looked_through(string text, string typed)
    {
        Assert.False(Finds(text, typed));
        Assert.True(FindsMistyped(text, typed));
    }

    [Theory]
    [InlineData("serotonin", "serotimim")]
    [InlineData("gut", "gux")]
    [InlineData("covid19", "covid18")]
    [InlineData("12345", "12346")]
    [InlineData("gut serotonin", "gux serotonin")]
    public void Two_a_short_word_or_a_number_are_not(string text, string typed) => Assert.False(FindsMistyped(text, typed));

    [Fact]
    public void The_words_themselves_come_before_those_near_them()
    {
        var condition = new SearchCondition(SearchQuery.Parse("disorders").Words, LastIsPrefix: false, SeriesSlug: null);
        string[] texts = [Lexemes("Disorders", ""), Lexemes("", "disorders"), Lexemes("Disorder", ""), Lexemes("", "disorder")];

        Assert.Equal([0, 1, 2, 3], texts.Select(text => condition.Tiers.ToList().FindIndex(tier => (condition with { Tier = tier }).Expression.HoldsFor(text))));

        static string Lexemes(string title, string text) => " " + SearchEntry.Create(1, title, text, null, "en").Lexemes;
    }

    [Fact]
    public void An_entry_is_no_longer_than_every_database_can_hold()
    {
        var text = string.Join(' ', Enumerable.Range(0, 200_000).Select(i => $"w{i}"));

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(SearchEntry.Create(1, "t", text, null, "en").Lexemes), 800_000, 1_000_000);
    }

    [Fact]
    public void An_entry_holds_each_lexeme_once_however_many_there_are()
    {
        string[] words = [.. Enumerable.Range(0, 5_000).Select(i => $"w{i}x")];

        var lexemes = SearchEntry.Create(1, "", string.Join(' ', words.Concat(words)), null, "fr").Lexemes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(lexemes.Distinct(), lexemes);
        Assert.Empty(words.Except(lexemes));
    }

    private static bool Finds(string text, string typed, string language = "fr") => Finds(text, SearchQuery.Parse(typed), language);

    private static bool Finds(string text, SearchQuery query, string language) =>
        new SearchCondition(query.Words, LastIsPrefix: false, SeriesSlug: null).Expression.HoldsFor(" " + SearchEntry.Create(1, "", text, null, language).Lexemes);

    private static bool FindsMistyped(string text, string typed)
    {
        var query = SearchQuery.Parse(typed);
        var known = SearchEntry.Create(1, "", text, null, "fr").Lexemes.Split(' ').ToHashSet();
        known.IntersectWith(query.Spellings());
        return Finds(text, query.Mistyped(known), "fr");
    }
}
