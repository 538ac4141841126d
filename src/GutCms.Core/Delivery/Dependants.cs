using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>Notes what changed about items, compared with their documents on file, and finds the items whose documents show it.</summary>
internal sealed class Dependants
{
    private const int BatchSize = 500;

    private readonly HashSet<string> _articles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _disclaimers = new(StringComparer.Ordinal);

    /// <summary>Items of which links may show something else now, with their types; without one where that is not known.</summary>
    private readonly Dictionary<string, string?> _linked = new(StringComparer.Ordinal);

    /// <summary>Sets of translations of which something appeared, changed or went: each item of them says in which languages there is a text.</summary>
    private readonly HashSet<string> _translations = new(StringComparer.Ordinal);

    /// <summary>Items that may be the first ones of sets that are called like them.</summary>
    private readonly HashSet<string> _alone = new(StringComparer.Ordinal);

    /// <summary>Items whose review turned out to be another one, when others that show it may have been written already.</summary>
    private readonly HashSet<string> _noted = new(StringComparer.Ordinal);

    /// <summary>Series whose articles changed in number, order, title or address.</summary>
    private readonly HashSet<string> _series = new(StringComparer.Ordinal);

    /// <summary>Series that changed their own title or slug, appeared or went.</summary>
    private readonly HashSet<string> _retitledSeries = new(StringComparer.Ordinal);

    /// <summary>Series that show something else now. Their articles do not say where they stand, so however many there are, none of their documents is another for it.</summary>
    public IReadOnlyCollection<string> Series => _series;

    /// <summary>Notes a batch of changed items.</summary>
    public void Note(SourceBatch batch)
    {
        _noted.UnionWith(batch.Noted);
        foreach (var source in batch.Documents)
        {
            _linked[source.Item.ContentItemId] = source.Item.ContentType;
            NoteTranslations(ItemMeaning.TranslationsOf(source.Item));
            _alone.Add(source.Item.ContentItemId);
            NoteTranslations(source.Stamp?.Translations);
            switch (source)
            {
                case ArticleSource article:
                    NoteArticle(article);
                    break;
                case SeriesSource series when series.Stamp is not { } stamp
                    || stamp.Key != ItemMeaning.SlugOf(series.Item) || stamp.Title != series.Text.Title:
                    _retitledSeries.Add(series.Item.ContentItemId);
                    break;
                case DisclaimerSource disclaimer:
                    _disclaimers.Add(disclaimer.Item.ContentItemId);
                    break;
            }
        }

        foreach (var id in batch.Gone)
        {
            _linked[id] = null;
            NoteTranslations(batch.Stamps[id].Translations);
            _alone.Add(id);
            NoteGone(id, batch.Stamps[id]);
        }
    }

    /// <summary>Ids of the items concerned, those of one series together; without those in <paramref name="changed"/>, which are dealt with.</summary>
    public async Task<IReadOnlyCollection<string>> FindAsync(IUnitOfWork work, DeliveryLoader loader, IReadOnlySet<string> changed, CancellationToken cancellationToken)
    {
        var found = new Found(changed);
        // An article's Hot Articles show their series, so a series reaches as far as the articles that point to its articles.
        var shown = new HashSet<string>(_articles, StringComparer.Ordinal);
        foreach (var series in _retitledSeries)
        {
            var members = (await work.ListSeriesMembersAsync(series, cancellationToken)).Select(member => member.ContentItemId).ToList();
            found.Add(members);
            shown.UnionWith(members);
        }

        await AddReferrersAsync(found, work, shown, ItemMeaning.Reference(ItemMeaning.Article, ItemMeaning.HotArticlesField), cancellationToken);
        string[] types = [.. ItemMeaning.Delivered, .. DeliveredTypes.Marked(loader.Definitions).Select(type => type.Name)];
        foreach (var type in types.Where(ItemMeaning.ShowsDisclaimer))
        {
            await AddReferrersAsync(found, work, _disclaimers, ItemMeaning.Reference(type, ItemMeaning.DisclaimerField), cancellationToken);
        }

        foreach (var field in types.SelectMany(loader.LinkFieldsOf).DistinctBy(field => field.Reference, StringComparer.Ordinal))
        {
            await AddLinkingAsync(found, work, field, loader.Definitions, changed, cancellationToken);
        }

        if (loader.Definitions.Types.Any(type => DeliveredTypes.IsTranslatable(type.Name, loader.Definitions)))
        {
            _translations.UnionWith(_alone);
        }

        found.Add(await LiveTranslations.FindItemsAsync(work, _translations, cancellationToken));
        return found.Ids;
    }

    private void NoteArticle(ArticleSource article)
    {
        var item = article.Item;
        var stamp = article.Stamp;
        var series = ItemMeaning.SeriesOf(item);
        _articles.Add(item.ContentItemId);
        if (stamp is null || stamp.SeriesId != series || stamp.SeriesPosition != ItemMeaning.PositionOf(item)
            || stamp.PublishedUtc != DeliveredItem.PublishedUtcOf(article.Text.Version))
        {
            NoteSeries(stamp?.SeriesId);
            NoteSeries(series);
        }
        else if (stamp.Key != ItemMeaning.SlugOf(item) || stamp.Title != article.Text.Title)
        {
            NoteSeries(series);
        }
    }

    private void NoteGone(string id, DeliveryStamp stamp)
    {
        switch (stamp.Kind)
        {
            case DeliveryKind.Article:
                _articles.Add(id);
                NoteSeries(stamp.SeriesId);
                break;
            case DeliveryKind.Series:
                _retitledSeries.Add(id);
                break;
            case DeliveryKind.Disclaimer:
                _disclaimers.Add(id);
                break;
        }
    }

    private void NoteSeries(string? series)
    {
        if (series is not null)
        {
            _series.Add(series);
        }
    }

    private void NoteTranslations(string? set)
    {
        if (set is not null)
        {
            _translations.Add(set);
        }
    }

    /// <summary>Items whose links show what changed. A taxonomy has no document, so that any item may be one.</summary>
    private async Task AddLinkingAsync(Found found, IUnitOfWork work, DeliveredField field, ContentDefinitions definitions, IReadOnlySet<string> changed, CancellationToken cancellationToken)
    {
        var targets = field.PicksItems
            ? _linked.Where(item => item.Value is not { } type || new PickedItem("", item.Key, field.Field).Permits(type, definitions)).Select(item => item.Key)
            : changed;
        await AddReferrersAsync(found, work, targets, field.Reference, cancellationToken);
        foreach (var chunk in (field.PicksItems ? _noted : []).Chunk(BatchSize))
        {
            found.AddAgain(await work.FindReferrersAsync(chunk, field.Reference, cancellationToken));
        }
    }

    private static async Task AddReferrersAsync(Found found, IUnitOfWork work, IEnumerable<string> targets, string field, CancellationToken cancellationToken)
    {
        foreach (var chunk in targets.Chunk(BatchSize))
        {
            found.Add(await work.FindReferrersAsync(chunk, field, cancellationToken));
        }
    }

    private sealed class Found(IReadOnlySet<string> except)
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private readonly List<string> _ids = [];

        public IReadOnlyCollection<string> Ids => _ids;

        public void Add(string id)
        {
            if (!except.Contains(id) && _seen.Add(id))
            {
                _ids.Add(id);
            }
        }

        /// <summary>Adds items that were dealt with too early.</summary>
        public void AddAgain(IEnumerable<string> ids) => _ids.AddRange(ids.Where(_seen.Add));

        public void Add(IEnumerable<string> ids)
        {
            foreach (var id in ids)
            {
                Add(id);
            }
        }
    }
}
