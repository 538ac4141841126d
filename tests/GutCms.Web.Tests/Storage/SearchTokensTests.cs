using CsCheck;
using GutCms.Core.Searching;

namespace GutCms.Web.Tests.Storage;

/// <summary>What a word is.</summary>
public sealed class SearchTokensTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Gut–brain axis, 2nd ed.", "gut brain axis 2nd ed")]
    [InlineData("Crohn's disease", "crohn s disease")]
    [InlineData("Ménière MÜLLER naïve", "meniere muller naive")]
    [InlineData("cafe\u0301 e\u0301lan", "cafe elan")]
    [InlineData("腸内 フローラ", "腸 内 フ ロ ー ラ")]
    [InlineData("ω-3 Ω", "ω 3 ω")]
    [InlineData("2½ cups", "2 1:2 cups")]
    [InlineData("a\uD800b", "a b")]
    [InlineData("x\0y\u0002z", "x y z")]
    public void Splits_and_folds(string text, string words) =>
        Assert.Equal(words, string.Join(' ', SearchTokens.Split(text).Select(token => token.Word)));

    [Fact]
    public void Says_where_each_word_stands() =>
        Gen.String.Sample(text =>
        {
            var end = 0;
            foreach (var token in SearchTokens.Split(text))
            {
                Assert.True(token.Start >= end && token.Length > 0 && token.Start + token.Length <= text.Length);
                end = token.Start + token.Length;
            }
        });

    [Fact]
    public void Folding_a_word_again_changes_nothing() =>
        Gen.String.Sample(text =>
        {
            foreach (var token in SearchTokens.Split(text).Where(token => token.Word.Length < 64 && !token.Word.Contains(':')))
            {
                Assert.Equal([token.Word], SearchTokens.Split(token.Word).Select(again => again.Word));
            }
        });

    [Fact]
    public void Cuts_long_words_and_keys()
    {
        Assert.Equal(64, Assert.Single(SearchTokens.Split(new string('a', 1000))).Word.Length);
        Assert.Equal(200, SearchTokens.SortKey(string.Join(' ', Enumerable.Repeat("word", 100)), 200).Length);
    }

    [Fact]
    public void A_snippet_of_any_text_is_short_and_marks_only_matches() =>
        Gen.Select(Gen.String[0, 2000], Gen.String[0, 300]).Sample((filler, more) =>
        {
            var snippet = Snippet.Of("title", filler + " needle " + more, new SearchCondition([new SearchWord("needle")], false, null));
            Assert.Contains("\u0002needle\u0003", snippet, StringComparison.Ordinal);
        });
}
