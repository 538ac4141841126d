using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Json;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>
/// Loads what documents are made of, a batch of items at a time and with a handful of queries for each. What articles have in common is kept for the next
/// batch, up to a bound.
/// </summary>
/// <param name="work">The unit of work.</param>
/// <param name="reviews">How texts were reviewed.</param>
/// <param name="definitions">Type definitions.</param>
/// <param name="siteLanguage">Language of texts that do not name theirs.</param>
/// <param name="made">Texts that were made in the unit of work; null: none is kept.</param>
/// <param name="instead">What stands in place of what is published, by item; null: nothing does. Only previews have any; whatever is in it needs no grant.</param>
internal sealed class DeliveryLoader(
    IUnitOfWork work, IDeliveredReviews reviews, ContentDefinitions definitions, string siteLanguage, ProjectedTexts? made = null, IReadOnlyDictionary<string, StoredVersion?>? instead = null)
{
    private const int MostItems = 1_000;
    private const int MostCards = 50_000;

    private readonly ShownTexts _texts = new(work, reviews, definitions, siteLanguage, made, instead);
    private readonly BoundedCache<string, ContentItem?> _disclaimers = new(MostItems, _ => 1);
    private readonly BoundedCache<string, SeriesCard?> _series = new(MostCards, _ => 1);
    private readonly BoundedCache<string, ArticleEntry?> _articles = new(MostCards, _ => 1);
    private LinkLoader? _linking;
    private LiveTranslations? _translations;

    /// <summary>The pickers of a type of which readers get what they pick.</summary>
    public IReadOnlyList<DeliveredField> LinkFieldsOf(string contentType) => Linking.FieldsOf(contentType);

    /// <summary>The definitions.</summary>
    public ContentDefinitions Definitions => definitions;

    private LinkLoader Linking => _linking ??= new(definitions, FindAsync, ShownByOthersAsync, (items, cancellationToken) => reviews.FindAsync(work, items, cancellationToken));

    private LiveTranslations Translations => _translations ??= new(work, definitions, siteLanguage, FindAsync, ShownByOthersAsync);

    public Task<SourceBatch> LoadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => LoadAsync(ids, withArticles: true, cancellationToken);

    /// <param name="ids">Items.</param>
    /// <param name="withArticles">Series with their articles, whose documents have to be on file by then.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<SourceBatch> LoadAsync(IReadOnlyList<string> ids, bool withArticles, CancellationToken cancellationToken)
    {
        TrimCaches();
        var published = await PublishedAsync(ids, cancellationToken);
        var stamps = await work.FindDeliveryStampsAsync(ids, cancellationToken);
        var versions = ids.Where(published.ContainsKey).Select(id => published[id]).Where(version => KindOf(version.Item) is not null).ToList();
        var (texts, reviewed) = await TextsAsync(versions, cancellationToken);
        var noted = await reviews.NoteAsync(work, texts.Values, cancellationToken);
        foreach (var (version, review) in await reviews.FindAsync(work, noted.Changed, cancellationToken))
        {
            reviewed[version] = review;
        }

        foreach (var text in texts.Values)
        {
            Linking.Note(text, reviewed.GetValueOrDefault(text.Item.ContentItemVersionId));
        }

        await Linking.LoadAsync(texts.Values, cancellationToken);
        await Translations.LoadAsync(texts.Values, cancellationToken);
        var articles = texts.Values.Where(text => KindOf(text.Item) == DeliveryKind.Article).ToList();
        foreach (var article in articles)
        {
            _articles.Add(article.Item.ContentItemId, EntryOf(article));
        }

        await LoadSharedAsync(articles, cancellationToken);
        var pictures = await ShownPictures.FindAsync(work, articles.Select(article => article.Content), cancellationToken);
        var documents = new List<DocumentSource>(versions.Count);
        foreach (var text in versions.Select(version => texts.GetValueOrDefault(version.Item.ContentItemId)).OfType<ShownText>())
        {
            documents.Add(await SourceAsync(text, stamps.GetValueOrDefault(text.Item.ContentItemId), reviewed.GetValueOrDefault(text.Item.ContentItemVersionId), pictures, withArticles, cancellationToken));
        }

        // What is live and has no text that may be shown keeps the document that it has.
        var live = versions.Select(version => version.Item.ContentItemId).ToHashSet(StringComparer.Ordinal);
        return new SourceBatch(documents, [.. stamps.Keys.Where(id => !live.Contains(id))], stamps) { Due = noted.Due, Noted = [.. noted.Changed.Select(item => item.ContentItemId)] };
    }

    /// <summary>
    /// What would be delivered of versions as they are, with the disclaimers, series and Hot Articles that are live now. Nothing is put on record, and none of them counts as reviewed.
    /// </summary>
    public async Task<IReadOnlyList<DocumentSource>> LoadDraftsAsync(IReadOnlyList<StoredVersion> versions, CancellationToken cancellationToken)
    {
        var disclaimers = await LiveDisclaimers.FindAsync(work, versions.Select(version => version.Item), cancellationToken);
        List<ShownText> texts = [.. versions.Select(version => Make(version, LiveDisclaimers.Of(disclaimers, version.Item)?.Item))];
        await Linking.LoadAsync(texts, cancellationToken);
        await Translations.LoadAsync(texts, cancellationToken);
        await LoadSharedAsync([.. texts.Where(text => KindOf(text.Item) == DeliveryKind.Article)], cancellationToken);
        var pictures = await ShownPictures.FindAsync(work, texts.Select(text => text.Content), cancellationToken);
        var sources = new List<DocumentSource>(texts.Count);
        foreach (var text in texts)
        {
            var source = await SourceAsync(text, stamp: null, review: null, pictures, withArticles: true, cancellationToken);
            sources.Add(source switch
            {
                ArticleSource article => article with { Disclaimer = text.Disclaimer },
                ItemSource item => item with { Disclaimer = text.Disclaimer },
                _ => source,
            });
        }

        return sources;

        ShownText Make(StoredVersion version, ContentItem? disclaimer)
        {
            var content = MedicalContent.Project(version.Item, disclaimer, definitions, siteLanguage);
            return new(version, content, MedicalContent.Hash(content), IsKept: false) { Disclaimer = disclaimer };
        }
    }

    private async Task<DocumentSource> SourceAsync(
        ShownText text, DeliveryStamp? stamp, DeliveredReview? review, KnownPictures pictures, bool withArticles, CancellationToken cancellationToken)
    {
        DocumentSource source = KindOf(text.Item) switch
        {
            DeliveryKind.Article => Article(text, stamp, review) with { Pictures = pictures },
            DeliveryKind.Series => new SeriesSource(text, stamp, withArticles ? await ArticlesOfAsync(text.Item.ContentItemId, cancellationToken) : SeriesArticles.None, review),
            DeliveryKind.Item => new ItemSource(text, stamp, DisclaimerOf(text.Item, review), review),
            _ => new DisclaimerSource(text, stamp),
        };
        return source with { Definitions = definitions, Links = source is ArticleSource or ItemSource ? Linking.Of(text) : [], Translations = Translations.Of(text) };
    }

    private DeliveryKind? KindOf(ContentItem item) => DeliveredTypes.KindOf(item, definitions);

    /// <summary>The first articles of a series. A preview shows the titles that it gives them.</summary>
    private async Task<SeriesArticles> ArticlesOfAsync(string seriesId, CancellationToken cancellationToken)
    {
        var articles = await work.FindSeriesArticlesAsync(seriesId, SeriesDocument.MostArticles, cancellationToken);
        return instead is null
            ? articles
            : articles with { First = [.. articles.First.Select(member => _articles.Find(member.ContentItemId) is { } entry ? member with { Title = entry.Title } : member)] };
    }

    private ArticleSource Article(ShownText text, DeliveryStamp? stamp, DeliveredReview? review)
    {
        var item = text.Item;
        var hot = ItemMeaning.HotArticlesOf(item)
            .Select(id => _articles.Find(id))
            .OfType<ArticleEntry>()
            .Select(entry => new ArticleCard(entry.Id, entry.Slug, entry.Title, entry.Excerpt, entry.SeriesId is { } id ? _series.Find(id) : null));
        return new ArticleSource(text, stamp, DisclaimerOf(item, review), ItemMeaning.SeriesOf(item) is { } series ? _series.Find(series) : null, [.. hot], review);
    }

    private ContentItem? DisclaimerOf(ContentItem item, DeliveredReview? review) =>
        review?.Disclaimer is { } pinned ? pinned.Item
        : ItemMeaning.DisclaimerOf(item) is { } id ? _disclaimers.Find(id)
        : null;

    private void TrimCaches()
    {
        foreach (var cache in (IBounded[])[_disclaimers, _series, _articles, .. Linking.Caches, Translations.Cache])
        {
            cache.Trim();
        }
    }

    /// <summary>What is shown of published versions, by item, and how they were reviewed, by version.</summary>
    private async Task<(Dictionary<string, ShownText> Texts, Dictionary<string, DeliveredReview> Reviews)> TextsAsync(
        IReadOnlyCollection<StoredVersion> versions, CancellationToken cancellationToken)
    {
        var reviewable = versions.Where(version => KindOf(version.Item) is DeliveryKind.Article or DeliveryKind.Series or DeliveryKind.Item).Select(version => version.Item).ToList();
        var wanted = versions.Select(version => ItemMeaning.DisclaimerOf(version.Item)).OfType<string>().Where(id => !_disclaimers.Contains(id)).ToHashSet(StringComparer.Ordinal);
        var found = await FindAsync(wanted, cancellationToken);
        foreach (var id in wanted)
        {
            _disclaimers.Add(id, found.GetValueOrDefault(id)?.Item is { ContentType: ItemMeaning.Disclaimer } item ? item : null);
        }

        var reviewed = new Dictionary<string, DeliveredReview>(await reviews.FindAsync(work, reviewable, cancellationToken), StringComparer.Ordinal);
        var texts = await _texts.FindAsync(versions, item => DisclaimerOf(item, reviewed.GetValueOrDefault(item.ContentItemVersionId)), cancellationToken);
        return (texts, reviewed);
    }

    /// <summary>What others show of items, which is a part of the text that they show themselves.</summary>
    private async Task<Dictionary<string, ShownText>> ShownByOthersAsync(IReadOnlyCollection<StoredVersion> versions, CancellationToken cancellationToken)
    {
        var texts = await _texts.FindKeptAsync(versions, cancellationToken);
        var rest = versions.Where(version => !texts.ContainsKey(version.Item.ContentItemId)).ToList();
        foreach (var (id, text) in rest.Count == 0 ? [] : (await TextsAsync(rest, cancellationToken)).Texts)
        {
            texts.Add(id, text);
        }

        return texts;
    }

    // Two rounds: what the articles name, and then the series of the Hot Articles among it.
    private async Task LoadSharedAsync(List<ShownText> articles, CancellationToken cancellationToken)
    {
        var hot = articles.SelectMany(article => ItemMeaning.HotArticlesOf(article.Item)).Where(id => !_articles.Contains(id)).ToHashSet(StringComparer.Ordinal);
        var shown = await ShownAsync(hot, ItemMeaning.Article, cancellationToken);
        foreach (var id in hot)
        {
            _articles.Add(id, shown.TryGetValue(id, out var text) ? EntryOf(text) : null);
        }

        var series = articles.Select(article => ItemMeaning.SeriesOf(article.Item))
            .Concat(articles.SelectMany(article => ItemMeaning.HotArticlesOf(article.Item)).Select(id => _articles.Find(id)?.SeriesId))
            .OfType<string>().Where(id => !_series.Contains(id)).ToHashSet(StringComparer.Ordinal);
        shown = await ShownAsync(series, ItemMeaning.Series, cancellationToken);
        foreach (var id in series)
        {
            _series.Add(id, shown.TryGetValue(id, out var text) ? new SeriesCard(id, ItemMeaning.SlugOf(text.Item), text.Title) : null);
        }
    }

    private async Task<Dictionary<string, ShownText>> ShownAsync(HashSet<string> ids, string contentType, CancellationToken cancellationToken) =>
        await ShownByOthersAsync([.. (await FindAsync(ids, cancellationToken)).Values.Where(version => version.Item.ContentType == contentType)], cancellationToken);

    private async Task<IReadOnlyDictionary<string, StoredVersion>> FindAsync(HashSet<string> ids, CancellationToken cancellationToken) =>
        ids.Count == 0
            ? new Dictionary<string, StoredVersion>()
            : await PublishedAsync(ids, cancellationToken);

    private async Task<IReadOnlyDictionary<string, StoredVersion>> PublishedAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var published = await work.FindAsync(ids, VersionSelector.Published, cancellationToken);
        return instead is null
            ? published
            : ids.Select(id => instead.TryGetValue(id, out var version) ? version : published.GetValueOrDefault(id)).OfType<StoredVersion>().ToDictionary(version => version.Item.ContentItemId, StringComparer.Ordinal);
    }

    private static ArticleEntry EntryOf(ShownText text) =>
        new(text.Item.ContentItemId, ItemMeaning.SlugOf(text.Item), text.Title, text.Content.Text("excerpt"), ItemMeaning.SeriesOf(text.Item));

    private sealed record ArticleEntry(string Id, string Slug, string Title, string? Excerpt, string? SeriesId);
}
