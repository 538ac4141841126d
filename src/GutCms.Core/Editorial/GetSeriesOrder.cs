using System.Collections.Immutable;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Editorial;

/// <summary>Shows the articles of a series in their order, as far as the actor may see them. Reads only; what it asks of the database does not grow with the series.</summary>
public sealed class GetSeriesOrder(ReviewPorts ports, IEditorialLists lists)
{
    /// <summary>Most articles of a series that are shown at once.</summary>
    public const int MostShown = 300;

    private const int ReadAtOnce = 100;

    /// <summary>An article of the series.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="Title">Title of the latest version; null when it has none.</param>
    /// <param name="Position">Its position in the latest version; null when it has none.</param>
    /// <param name="IsLive">A version of it is live in the series.</param>
    /// <param name="LivePosition">The position that readers see; null when none.</param>
    /// <param name="Tag">Tag of the item, sent back with a change.</param>
    public sealed record Entry(string ContentItemId, string? Title, decimal? Position, bool IsLive, decimal? LivePosition, string Tag);

    /// <summary>The series.</summary>
    /// <param name="Series">Its latest version.</param>
    /// <param name="Entries">Its articles that are not withdrawn, by position; those without one last. At most <see cref="MostShown"/>: live ones in the order that readers see, then drafts.</param>
    /// <param name="Total">Number of its articles, withdrawn ones among them, whether or not they are shown.</param>
    /// <param name="Gaps">Whole numbers from 1 to the last position that no article has.</param>
    /// <param name="Withdrawn">Articles of it that are withdrawn, which have no part in the order.</param>
    public sealed record Result(ContentItem Series, ImmutableArray<Entry> Entries, int Total, ImmutableArray<int> Gaps, ImmutableArray<Entry> Withdrawn);

    /// <summary>Reads.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="seriesId">The series.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="most">Most articles to show.</param>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, string seriesId, CancellationToken cancellationToken, int most = MostShown) => ReadAsync(actor, seriesId, most, cancellationToken).OnRecordAsync(ports, actor);

    private async Task<Outcome<Result>> ReadAsync(Actor actor, string seriesId, int most, CancellationToken cancellationToken)
    {
        var (listed, total) = await ListAsync(await Sights.OfAsync(ports, actor, cancellationToken), seriesId, most, cancellationToken);
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var series = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), seriesId, cancellationToken);
        if (series is not { ContentType: ItemMeaning.Series } || !Sees.Draft(series, actor))
        {
            return TriggerCheck.Hidden(series?.ContentType == ItemMeaning.Series ? series : null);
        }

        var live = new OrderedDictionary<string, SeriesMember>(StringComparer.Ordinal);
        foreach (var member in await work.ListSeriesMembersAsync(seriesId, cancellationToken))
        {
            live.Add(member.ContentItemId, member);
        }

        var articles = await TagsOfItems.FindAsync(work, Attempt.Now(ports), [.. live.Keys.Union(listed, StringComparer.Ordinal).Take(most)], cancellationToken);
        var shown = articles.Values.Where(article => Sees.Draft(article.Item, actor) && ItemMeaning.SeriesOf(article.Item) == seriesId)
            .ToLookup(article => article.State == ReviewState.Withdrawn, EntryOf);
        var ordered = InOrder(shown[false]);
        var taken = ordered.Select(entry => entry.Position).OfType<decimal>().ToHashSet();
        var last = (int)Math.Clamp(taken.DefaultIfEmpty(0).Max(), 0, 1000);
        return new Result(series.Latest.Item, ordered, total, [.. Enumerable.Range(1, last).Where(number => !taken.Contains(number))], InOrder(shown[true]));

        Entry EntryOf(TaggedItem article)
        {
            live.TryGetValue(article.Item.ContentItemId, out var member);
            return new(article.Item.ContentItemId, article.Item.DisplayText, ItemMeaning.PositionOf(article.Item), member is not null, member?.Position, article.Tag);
        }
    }

    private static ImmutableArray<Entry> InOrder(IEnumerable<Entry> entries) =>
        [.. entries.OrderBy(entry => entry.Position ?? decimal.MaxValue).ThenBy(entry => entry.Title, StringComparer.Ordinal).ThenBy(entry => entry.ContentItemId, StringComparer.Ordinal)];

    /// <summary>Articles whose latest version is in the series, enough to fill what is shown, and how many there are.</summary>
    private async Task<(List<string> Ids, int Total)> ListAsync(EditorialSight sight, string seriesId, int most, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        EditorialPage? page = null;
        do
        {
            page = await lists.ListAsync(sight, new(ItemMeaning.Article, SeriesId: seriesId), EditorialOrder.Modified, page?.Next, ReadAtOnce, cancellationToken);
            ids.AddRange(page.Rows.Select(row => row.ContentItemId));
        }
        while (page.Next is not null && ids.Count < most);

        return (ids, (int)page.Total);
    }
}
