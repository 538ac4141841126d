using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GutCms.Benchmarks;

/// <summary>Writes a recipe of generated articles, streamed; the same file for the same number.</summary>
internal static class ArticleGenerator
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Two thousand words, the first ones far more frequent than the last, as in real text.</summary>
    private static readonly string[] Words = [.. Enumerable.Range(0, 2_000).Select(Word)];

    public static string PathOf(int article) => "/api/delivery/articles/" + SlugOf(article);

    /// <summary>Pairs of words that occur together in some articles.</summary>
    public static IEnumerable<string> Searches(int count)
    {
        var random = new Lcg(7);
        return Enumerable.Range(0, count).Select(_ => Words[Skewed(random)] + " " + Words[20 + random.Next(1_900)]);
    }

    /// <summary>Id of a generated series.</summary>
    public static string SeriesId(int series) => Id('5', series, 0);

    /// <summary>Slug of a generated series.</summary>
    public static string SeriesSlug(int series) => "generated-series-" + series.ToString(CultureInfo.InvariantCulture);

    /// <param name="file">The file.</param>
    /// <param name="articles">How many.</param>
    /// <param name="inSeries">How many of them are in each series, one after the other; 0: there are no series.</param>
    public static async Task WriteAsync(string file, int articles, int inSeries = 0)
    {
        await using var stream = File.Create(file);
        await using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("name", "GeneratedArticles" + articles.ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray("steps");
        json.WriteStartObject();
        json.WriteString("name", "Content");
        json.WriteStartArray("Data");
        for (var series = 0; inSeries > 0 && series * inSeries < articles; series++)
        {
            WriteSeries(json, series);
        }

        for (var article = 0; article < articles; article++)
        {
            WriteArticle(json, article, inSeries);
            if (json.BytesPending > 65_536)
            {
                await json.FlushAsync();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSeries(Utf8JsonWriter json, int series)
    {
        var title = "Generated series " + series.ToString(CultureInfo.InvariantCulture);
        json.WriteStartObject();
        Head(json, "Series", SeriesId(series), Id('6', series, 0), title);
        json.WriteStartObject("TitlePart");
        json.WriteString("Title", title);
        json.WriteEndObject();
        json.WriteStartObject("AutoroutePart");
        json.WriteString("Path", "series/" + SeriesSlug(series));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteArticle(Utf8JsonWriter json, int article, int inSeries)
    {
        var random = new Lcg((uint)article + 1);
        var title = Title(random, article);
        json.WriteStartObject();
        Head(json, "Article", Id('1', article, 0), Id('2', article, 0), title);
        json.WriteStartObject("TitlePart");
        json.WriteString("Title", title);
        json.WriteEndObject();
        json.WriteStartObject("AutoroutePart");
        json.WriteString("Path", "articles/" + SlugOf(article));
        json.WriteEndObject();
        json.WriteStartObject("Article");
        Text(json, "Subtitle", Sentence(random, 9));
        Text(json, "Excerpt", Sentence(random, 16));
        Picked(json, "Disclaimer", DisclaimerId);
        if (inSeries > 0)
        {
            Picked(json, "Series", SeriesId(article / inSeries));
            json.WriteStartObject("SeriesPosition");
            json.WriteNumber("Value", 1 + (article % inSeries));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("Body");
        json.WriteStartArray("ContentItems");
        for (var section = 1; section <= 4; section++)
        {
            var heading = Sentence(random, 4).TrimEnd('.');
            json.WriteStartObject();
            Head(json, "Section", Id('3', article, section), Id('4', article, section), heading);
            json.WriteStartObject("TitlePart");
            json.WriteString("Title", heading);
            json.WriteEndObject();
            json.WriteStartObject("HtmlBodyPart");
            json.WriteString("Html", $"<p>{Sentence(random, 30)}</p><ul><li>{Sentence(random, 5)}</li><li>{Sentence(random, 5)}</li></ul><p>{Sentence(random, 30)}</p>");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The disclaimer of the seeded content.</summary>
    private const string DisclaimerId = "5n33tttcnxh5hrvdqwhxmkq9eb";

    private static void Head(Utf8JsonWriter json, string type, string id, string versionId, string title)
    {
        json.WriteString("ContentItemId", id);
        json.WriteString("ContentItemVersionId", versionId);
        json.WriteString("ContentType", type);
        json.WriteString("DisplayText", title);
        json.WriteBoolean("Latest", true);
        json.WriteBoolean("Published", true);
    }

    private static void Picked(Utf8JsonWriter json, string field, string id)
    {
        json.WriteStartObject(field);
        json.WriteStartArray("ContentItemIds");
        json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string field, string text)
    {
        json.WriteStartObject(field);
        json.WriteString("Text", text);
        json.WriteEndObject();
    }

    private static string SlugOf(int article) => "generated-" + article.ToString(CultureInfo.InvariantCulture);

    private static string Title(Lcg random, int article) => Sentence(random, 5).TrimEnd('.') + " " + article.ToString(CultureInfo.InvariantCulture);

    private static string Sentence(Lcg random, int words)
    {
        var text = new StringBuilder();
        for (var i = 0; i < words; i++)
        {
            var word = Words[Skewed(random)];
            text.Append(i == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : " " + word);
        }

        return text.Append('.').ToString();
    }

    private static int Skewed(Lcg random) => random.Next(1 + random.Next(1 + random.Next(2_000)));

    private static string Word(int index)
    {
        const string Consonants = "bdfgklmnprstvz";
        const string Vowels = "aeiou";
        var text = new StringBuilder();
        for (var rest = index + 70; rest > 0; rest /= 70)
        {
            text.Append(Consonants[rest % 14]).Append(Vowels[rest / 14 % 5]);
        }

        return text.ToString();
    }

    private static string Id(char kind, int article, int part)
    {
        Span<char> id = stackalloc char[26];
        id.Fill('0');
        id[0] = '4';
        id[1] = kind;
        for (var (at, rest) = (25, (long)article * 16 + part); rest > 0; rest >>= 5, at--)
        {
            id[at] = Alphabet[(int)(rest & 31)];
        }

        return new string(id);
    }
}
