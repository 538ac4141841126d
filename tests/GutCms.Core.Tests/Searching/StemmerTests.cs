using CsCheck;
using GutCms.Core.Searching;

namespace GutCms.Core.Tests.Searching;

/// <summary>Stems, against the vocabularies that the authors of the algorithms publish.</summary>
public sealed class StemmerTests
{
    [Theory]
    [InlineData("en", "consign consigned consigning consignment consist consistency consistent consistently consists", "consign consign consign consign consist consist consist consist consist")]
    [InlineData("en", "knack knackeries knavish knees knew knife knightly knits knitted knives knocking", "knack knackeri knavish knee knew knife knight knit knit knive knock")]
    [InlineData("en", "ties cries gas this kiwis caresses exceed hopping hoping hoped filing feed agreed", "tie cri gas this kiwi caress exceed hop hope hope file feed agre")]
    [InlineData("en", "relational conditional rationalization generally news skies dying early boy say yellow enjoyed", "relat condit ration general news sky die earli boy say yellow enjoy")]
    [InlineData("en", "hopefulness callousness formative adoption roll happily analogies communism national electricity", "hope callous format adopt roll happili analog communism nation electr")]
    [InlineData("de", "aufeinander aufeinanderfolge aufeinanderfolgten auferlegt auffallend aufgaben kategorien kater katze katzen", "aufeinand aufeinanderfolg aufeinanderfolgt auferlegt auffall aufgab kategori kat katz katz")]
    [InlineData("de", "entzundung entzundungen krankheiten moglichkeiten lebendig kenntnisse bauern neuer ruhig derbsten", "entzund entzund krankheit moglich lebend kenntnis bau neu ruhig derb")]
    public void Are_those_of_the_published_algorithm(string language, string words, string stems) =>
        Assert.Equal(stems, string.Join(' ', words.Split(' ').Select(word => Stemmer.Of(language).Single().LexemeOf(word)[4..])));

    [Fact]
    public void Of_any_word_are_no_longer_than_it_and_begin_alike() =>
        Gen.Char['a', 'z'].Array[3, 64].Select(letters => new string(letters)).Sample(word =>
        {
            foreach (var stemmer in Stemmer.All)
            {
                var stem = stemmer.LexemeOf(word)[4..];
                Assert.InRange(stem.Length, 1, word.Length);
                Assert.Equal(word[0], stem[0]);
            }
        });
}
