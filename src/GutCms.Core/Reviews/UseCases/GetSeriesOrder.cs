using System.Collections.Immutable;
using GutCms.Core.Content;

namespace GutCms.Core.Reviews;

/// <summary>Shows the articles of a series in their order, as far as the actor may see them. Reads only.</summary>
public sealed class GetSeriesOrder(ReviewPorts ports, ListContent list)
{
    /// <summary>Most articles of a series that are shown at once.</summary>
    public const int MostShown = 300;

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
    /// <param name="Entries">Its articles, by position; those without one last. At most <see cref="MostShown"/>: live ones in the order that readers see, then drafts.</param>
    /// <param name="Total">Number of its articles, whether or not they are shown.</param>
    /// <param name="Gaps">Whole numbers from 1 to the last position that no article has.</param>
    public sealed record Result(ContentItem Series, ImmutableArray<Entry> Entries, int Total, ImmutableArray<int> Gaps);

    /// <summary>Reads.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="seriesId">The series.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="most">Most articles to show.</param>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, string seriesId, CancellationToken cancellationToken, int most = MostShown) => ReadAsync(actor, seriesId, most, cancellationToken).OnRecordAsync(ports, actor);

    private async Task<Outcome<Result>> ReadAsync(Actor actor, string seriesId, int most, CancellationToken cancellationToken)
    {
        var drafts = await FindDraftsAsync(actor, seriesId, cancellationToken);
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

        var entries = new List<Entry>();
        var all = live.Keys.Union(drafts, StringComparer.Ordinal).ToList();
        foreach (var id in all.Take(most))
        {
            if (await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), id, cancellationToken) is { } facts && Sees.Draft(facts, actor) && ItemMeaning.SeriesOf(facts.Latest.Item) == seriesId)
            {
                live.TryGetValue(id, out var member);
                entries.Add(new(id, facts.Latest.Item.DisplayText, ItemMeaning.PositionOf(facts.Latest.Item), member is not null, member?.Position, facts.Tag));
            }
        }

        ImmutableArray<Entry> ordered = [.. entries.OrderBy(entry => entry.Position ?? decimal.MaxValue).ThenBy(entry => entry.Title, StringComparer.Ordinal).ThenBy(entry => entry.ContentItemId, StringComparer.Ordinal)];
        var taken = ordered.Select(entry => entry.Position).OfType<decimal>().ToHashSet();
        var last = (int)Math.Clamp(taken.DefaultIfEmpty(0).Max(), 0, 1000);
        return new Result(series.Latest.Item, ordered, all.Count > most ? all.Count : ordered.Length, [.. Enumerable.Range(1, last).Where(number => !taken.Contains(number))]);
    }

    private async Task<List<string>> FindDraftsAsync(Actor actor, string seriesId, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        string? after = null;
        do
        {
            var outcome = await list.ExecuteAsync(actor, new(ItemMeaning.Article, ContentListStatus.Draft, After: after, First: 100), cancellationToken);
            found.AddRange((outcome.Value?.Items ?? []).Where(item => ItemMeaning.SeriesOf(item) == seriesId).Select(item => item.ContentItemId));
            after = outcome.Value?.Next;
        }
        while (after is not null);

        return found;
    }
}
