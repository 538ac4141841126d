using System.Text;

namespace GutCms.Core.Searching;

/// <summary>How the words of a search must relate to an article's title.</summary>
public enum TitleMatch
{
    /// <summary>Not at all.</summary>
    Indifferent,

    /// <summary>Every word is in the title: the best matches.</summary>
    All,

    /// <summary>Some words are in the title.</summary>
    Some,

    /// <summary>No word is in the title.</summary>
    None,
}

/// <summary>A search as it is put to the database. All words must occur; the last one may be only the beginning of a word.</summary>
/// <param name="Words">Folded words, at least one, each only letters and digits; see <see cref="SearchTokens"/>.</param>
/// <param name="LastIsPrefix">The last word stands for every word that begins with it.</param>
/// <param name="SeriesSlug">Only articles of this series; null: all.</param>
/// <param name="Title">Relation to the title.</param>
public sealed record SearchCondition(IReadOnlyList<string> Words, bool LastIsPrefix, string? SeriesSlug, TitleMatch Title = TitleMatch.Indifferent)
{
    /// <summary>The expression in the database's syntax. Nothing of the user's input but folded words gets into it.</summary>
    public string Write(SearchSyntax syntax)
    {
        var everywhere = Join(syntax, "", syntax.And);
        var all = Join(syntax, SearchEntry.TitlePrefix, syntax.And);
        var any = Join(syntax, SearchEntry.TitlePrefix, syntax.Or);
        var expression = Title switch
        {
            TitleMatch.All => all,
            TitleMatch.Some => $"(({everywhere}{syntax.And}{any}){syntax.AndNot}{all})",
            TitleMatch.None => $"({everywhere}{syntax.AndNot}{any})",
            _ => everywhere,
        };
        return SeriesSlug is null ? expression : $"{syntax.Term(SearchEntry.SeriesWord(SeriesSlug), false)}{syntax.And}{expression}";
    }

    private string Join(SearchSyntax syntax, string prefix, string between)
    {
        var text = new StringBuilder("(");
        for (var i = 0; i < Words.Count; i++)
        {
            text.Append(i == 0 ? "" : between).Append(syntax.Term(prefix + Words[i], LastIsPrefix && i == Words.Count - 1));
        }

        return text.Append(')').ToString();
    }
}

/// <summary>The full-text query language of a database.</summary>
/// <param name="And">Both.</param>
/// <param name="Or">Either.</param>
/// <param name="AndNot">The first without the second.</param>
/// <param name="Term">A word, quoted, or every word that begins with it.</param>
public sealed record SearchSyntax(string And, string Or, string AndNot, Func<string, bool, string> Term)
{
    /// <summary>SQLite's FTS5.</summary>
    public static SearchSyntax Fts5 { get; } = new(" AND ", " OR ", " NOT ", (word, isPrefix) => isPrefix ? $"\"{word}\" *" : $"\"{word}\"");

    /// <summary>PostgreSQL's <c>tsquery</c>.</summary>
    public static SearchSyntax TsQuery { get; } = new(" & ", " | ", " & !", (word, isPrefix) => isPrefix ? $"'{word}':*" : $"'{word}'");
}

/// <summary>What a full-text table holds of a text: its words; those of its title once more, marked; and its series as a word.</summary>
/// <param name="Id">The document, or the item.</param>
/// <param name="Lexemes">Words, separated by spaces; repetitions count for nothing. A colon stands only in marked ones, so no word of a text can be taken for a mark.</param>
public sealed record SearchEntry(long Id, string Lexemes)
{
    /// <summary>Before a word: it is in the title.</summary>
    public const string TitlePrefix = "t:";

    /// <summary>The word that all articles of a series share.</summary>
    public static string SeriesWord(string slug) => "s:" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(slug));

    /// <summary>The entry of a text.</summary>
    public static SearchEntry Create(long id, string title, string text, string? seriesSlug)
    {
        var words = new StringBuilder(text.Length + 100);
        var inTitle = new SearchTokens(title);
        while (inTitle.MoveNext())
        {
            words.Append(inTitle.Word).Append(' ').Append(TitlePrefix).Append(inTitle.Word).Append(' ');
        }

        if (seriesSlug is not null)
        {
            words.Append(SeriesWord(seriesSlug)).Append(' ');
        }

        var inText = new SearchTokens(text);
        while (inText.MoveNext())
        {
            words.Append(inText.Word).Append(' ');
        }

        return new SearchEntry(id, words.ToString());
    }
}
