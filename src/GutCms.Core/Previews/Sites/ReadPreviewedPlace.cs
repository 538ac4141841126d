using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Previews.Sites;

/// <summary>Reads where an article stands in its series as a preview shows it: drafts in their place, without what is taken down or in another series by then. Its first use is on record, and every refused one.</summary>
/// <param name="ports">Ports.</param>
/// <param name="reviews">How texts were reviewed.</param>
/// <param name="reader">What is live.</param>
public sealed class ReadPreviewedPlace(ReviewPorts ports, IDeliveredReviews reviews, IDeliveryReader reader)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Token">The token.</param>
    /// <param name="Slug">Slug of the article in the preview.</param>
    public sealed record Request(string Token, string Slug)
    {
        /// <summary>Says nothing of the token.</summary>
        public override string ToString() => Slug;
    }

    /// <summary>A place.</summary>
    /// <param name="Preview">By which preview.</param>
    /// <param name="Place">It; null: the preview shows the article in no series.</param>
    public sealed record Result(SitePreview Preview, SeriesPlace? Place);

    private sealed record Found(SeriesPlace? Place);

    private sealed record Member(DateTime PublishedUtc, SeriesMember Article);

    /// <summary>Does it.</summary>
    /// <returns>A refusal of the kind Forbidden: the token is none, or good no more, or its maker may not show this any more; of the kind NotFound: the preview shows no article at this address.</returns>
    public async Task<Outcome<Result>> ExecuteAsync(Request request, CancellationToken cancellationToken)
    {
        var outcome = await OpenedPreview.ReadAtAsync(
            ports, reviews, reader, request.Token, DeliveryKind.Article, ItemMeaning.AddressKey(request.Slug), (opened, id) => FindAsync(opened, id, cancellationToken), cancellationToken);
        return outcome.Succeeded ? new Result(outcome.Value.Preview, outcome.Value.What.Place) : outcome.Refusal;
    }

    private static async Task<Found?> FindAsync(OpenedPreview opened, string id, CancellationToken cancellationToken)
    {
        var article = (await opened.Loader.LoadAsync([id], cancellationToken)).Documents.OfType<ArticleSource>().SingleOrDefault();
        return article is null ? null : new(article.Series is { } series ? Place(series, article.Item.ContentItemId, await MembersAsync(opened, series.Id, cancellationToken)) : null);
    }

    /// <summary>Null: it has been taken out of the series meanwhile.</summary>
    private static SeriesPlace? Place(SeriesCard series, string id, List<SeriesMember> members)
    {
        var at = members.FindIndex(member => member.ContentItemId == id);
        return at < 0 ? null : new(series, at + 1, members.Count, at == 0 ? null : members[at - 1], at == members.Count - 1 ? null : members[at + 1]);
    }

    /// <summary>The articles of a series in their order: what is delivered and stays as it is, and what the preview shows in place of the rest.</summary>
    private static async Task<List<SeriesMember>> MembersAsync(OpenedPreview opened, string seriesId, CancellationToken cancellationToken)
    {
        string[] live = [.. (await opened.Work.ListSeriesMembersAsync(seriesId, cancellationToken)).Select(member => member.ContentItemId).Where(id => !opened.Instead.ContainsKey(id))];
        var stays = (await opened.Work.FindDeliveryStampsAsync(live, cancellationToken)).Where(stamp => stamp.Value.Kind == DeliveryKind.Article && stamp.Value.SeriesId == seriesId)
            .Select(stamp => new Member(stamp.Value.PublishedUtc, new(stamp.Key, stamp.Value.Key, stamp.Value.Title, stamp.Value.SeriesPosition)));
        string[] changed = [.. opened.Instead.Values.OfType<StoredVersion>().Where(version => ItemMeaning.SeriesOf(version.Item) == seriesId).Select(version => version.Item.ContentItemId)];
        var shown = (changed.Length == 0 ? [] : (await opened.Loader.LoadAsync(changed, cancellationToken)).Documents).OfType<ArticleSource>()
            .Select(source => (Draft: DeliveryRefresh.Draft(source), source.Text.Version))
            .Select(entry => new Member(DeliveredItem.PublishedUtcOf(entry.Version), new(entry.Version.Item.ContentItemId, entry.Draft.Key, entry.Draft.Title, entry.Draft.SeriesPosition)));
        return
        [
            .. stays.Concat(shown).OrderBy(member => member.Article.Position is null).ThenBy(member => member.Article.Position).ThenBy(member => member.PublishedUtc)
                .ThenBy(member => member.Article.ContentItemId, StringComparer.Ordinal).Select(member => member.Article),
        ];
    }
}
