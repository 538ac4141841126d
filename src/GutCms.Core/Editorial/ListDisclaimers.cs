using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Editorial;

/// <summary>Lists the disclaimers with how much each concerns. Reads only.</summary>
public sealed class ListDisclaimers(ReviewPorts ports, ListContent list, IEditorialLists lists)
{
    /// <summary>A disclaimer.</summary>
    /// <param name="Item">Its latest version.</param>
    /// <param name="Uses">Number of texts that show it or will: live ones, and those in review.</param>
    /// <param name="HasChanged">It is published, and its latest version says something else.</param>
    public sealed record Row(ContentItem Item, long Uses, bool HasChanged);

    /// <summary>A page of them.</summary>
    /// <param name="Total">Number over all pages.</param>
    /// <param name="Rows">Those of this page.</param>
    /// <param name="Next">Cursor that continues after the last one; null: there is no more.</param>
    public sealed record Result(long Total, IReadOnlyList<Row> Rows, string? Next);

    /// <summary>Reads.</summary>
    /// <param name="actor">Who asks: sees the disclaimers whose drafts they may read.</param>
    /// <param name="after">Cursor of an earlier page; null: from the start.</param>
    /// <param name="first">Page size, 1 to 100.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="Paging.BadCursorException">The cursor is not one of this list's.</exception>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, string? after, int first, CancellationToken cancellationToken)
    {
        var page = await list.ExecuteAsync(actor, new(ItemMeaning.Disclaimer, ContentListStatus.Latest, After: after, First: first), cancellationToken);
        if (!page.Succeeded)
        {
            return page.Refusal;
        }

        List<Row> rows = [];
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        foreach (var item in page.Value.Items)
        {
            var facts = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), item.ContentItemId, cancellationToken);
            rows.Add(new(item, await lists.CountDisclaimerUsesAsync(item.ContentItemId, cancellationToken), facts is { Published: not null } && facts.PublishedHash != facts.LatestHash));
        }

        return new Result(page.Value.Total, rows, page.Value.Next);
    }
}
