using System.Text;

namespace GutCms.Core.Searching;

/// <summary>What a full-text table holds of a text: its lexemes; those of its title once more, marked; and its series and its type as words.</summary>
/// <param name="Id">The document, or the item.</param>
/// <param name="Lexemes">Lexemes, each once, separated by spaces. What a person types never begins with a colon, so no word of a text can be taken for a mark.</param>
public sealed record SearchEntry(long Id, string Lexemes)
{
    /// <summary>Counted up whenever the same text gives other lexemes: an index by other rules is made anew at the start.</summary>
    public const int Rules = 2;

    /// <summary>Number of the entry that says by which rules the table was made.</summary>
    public const long RulesId = 0;

    /// <summary>Before a lexeme: it is in the title.</summary>
    internal const string TitlePrefix = ":t:";

    /// <summary>Type of the documents that have no word for it, in lower case.</summary>
    internal const string Article = "article";

    /// <summary>The word of every document that is no article.</summary>
    internal const string OtherWord = ":o:";

    /// <summary>More than this a PostgreSQL <c>tsvector</c> does not hold. The end of a longer text is not found.</summary>
    private const int MostBytes = 900_000;

    /// <summary>The entry that says by which rules the table was made.</summary>
    public static SearchEntry OfRules { get; } = new(RulesId, $":v:{Rules}");

    /// <summary>The same of a table that holds documents of every type. Those of before held articles alone.</summary>
    public static SearchEntry OfRulesOfDocuments { get; } = new(RulesId, $":v:{Rules}d");

    /// <summary>The word that all articles of a series share.</summary>
    public static string SeriesWord(string slug) => ":s:" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(slug));

    /// <summary>The word that all documents of a type share, those of articles excepted.</summary>
    /// <param name="typeKey">The type in lower case: ASCII letters and digits.</param>
    internal static string TypeWord(string typeKey) => ":k:" + typeKey;

    /// <summary>The entry of a text.</summary>
    /// <param name="id">The document, or the item.</param>
    /// <param name="title">Its title.</param>
    /// <param name="text">All other text.</param>
    /// <param name="seriesSlug">Slug of its series; null: none.</param>
    /// <param name="language">Language tag of the text, by which its stems are told; null: unknown, so by those of every language.</param>
    /// <param name="typeKey">Type of the document, in lower case; null: an article, or no document.</param>
    public static SearchEntry Create(long id, string title, string text, string? seriesSlug, string? language, string? typeKey = null)
    {
        var stemmers = language is null ? Stemmer.All : Stemmer.Of(language);
        using var collected = new LexemeSet(text.Length + 100, MostBytes);
        if (seriesSlug is not null)
        {
            collected.Take(SeriesWord(seriesSlug), 0, 0);
        }

        if (typeKey is not null and not Article)
        {
            collected.Take(OtherWord, 0, 0);
            collected.Take(TypeWord(typeKey), 0, 0);
        }

        new TextLexemes<InTitle>(title, stemmers, new InTitle(collected)).Walk();
        new TextLexemes<LexemeSet>(text, stemmers, collected).Walk();
        return new SearchEntry(id, collected.ToString());
    }

    private sealed class InTitle(LexemeSet collected) : ILexemeSink
    {
        public bool GoesOn(int start) => collected.GoesOn(start);

        public bool Take(ReadOnlySpan<char> lexeme, int start, int end)
        {
            collected.Take($"{TitlePrefix}{lexeme}", start, end);
            return collected.Take(lexeme, start, end);
        }
    }
}
