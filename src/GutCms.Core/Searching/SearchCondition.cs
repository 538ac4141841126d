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

/// <summary>How near a text is to what was typed.</summary>
/// <param name="IsExact">It has the words themselves; else only words near them.</param>
/// <param name="Title">Relation to the title.</param>
public sealed record SearchTier(bool IsExact, TitleMatch Title);

/// <summary>A search as it is put to the database. All words must occur.</summary>
/// <param name="Words">The words, at least one.</param>
/// <param name="LastIsPrefix">The last word stands for every word that begins with it.</param>
/// <param name="SeriesSlug">Only articles of this series; null: all.</param>
/// <param name="Tier">Only what is so near; null: all.</param>
public sealed record SearchCondition(IReadOnlyList<SearchWord> Words, bool LastIsPrefix, string? SeriesSlug, SearchTier? Tier = null)
{
    /// <summary>Only documents of this type, in lower case; null: of any.</summary>
    public string? TypeKey { get; init; }

    /// <summary>The tiers in which matches are listed, the best first: what has the words themselves before what has words near them, each with the words in the title first.</summary>
    public IReadOnlyList<SearchTier> Tiers
    {
        get
        {
            TitleMatch[] titles = Words.Count == 1 ? [TitleMatch.All, TitleMatch.None] : [TitleMatch.All, TitleMatch.Some, TitleMatch.None];
            return [.. titles.Select(title => new SearchTier(true, title)), .. Words.Any(word => word.Near.Count > 0) ? titles.Select(title => new SearchTier(false, title)) : []];
        }
    }

    /// <summary>What has to be among the lexemes of a text.</summary>
    public SearchExpression Expression
    {
        get
        {
            var found = Tier is { } tier ? InTier(tier) : SearchExpression.All(Of("", isExact: false));
            found = SeriesSlug is null ? found : SearchExpression.All([new SearchExpression.Term(SearchEntry.SeriesWord(SeriesSlug)), found]);
            return TypeKey switch
            {
                null => found,
                // Articles have no word of their own: there may be very many, and a word that all of them share would be walked through with every search.
                SearchEntry.Article => new SearchExpression.Without(found, new SearchExpression.Term(SearchEntry.OtherWord)),
                _ => SearchExpression.All([new SearchExpression.Term(SearchEntry.TypeWord(TypeKey)), found]),
            };
        }
    }

    private SearchExpression InTier(SearchTier tier)
    {
        var everywhere = SearchExpression.All(Of("", tier.IsExact));
        var all = SearchExpression.All(Of(SearchEntry.TitlePrefix, tier.IsExact));
        var any = SearchExpression.Any(Of(SearchEntry.TitlePrefix, tier.IsExact));
        var found = tier.Title switch
        {
            TitleMatch.All => all,
            TitleMatch.Some => new SearchExpression.Without(SearchExpression.All([everywhere, any]), all),
            TitleMatch.None => new SearchExpression.Without(everywhere, any),
            _ => everywhere,
        };
        return tier.IsExact ? found : new SearchExpression.Without(found, SearchExpression.All(Of("", isExact: true)));
    }

    private IEnumerable<SearchExpression> Of(string prefix, bool isExact) =>
        Words.Select((word, index) => word.Expression(prefix, isExact, LastIsPrefix && index == Words.Count - 1));
}
