using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Editorial;

/// <summary>Lists content for those who work on it, as far as they may see drafts. Reads only.</summary>
public sealed class ListEditorialContent(ReviewPorts ports, IEditorialLists lists)
{
    private const int MostSearched = 200;

    /// <summary>What is asked for.</summary>
    /// <param name="Filter">The conditions.</param>
    /// <param name="Order">The order.</param>
    /// <param name="After">Cursor of an earlier page; null: from the start.</param>
    /// <param name="First">Page size, 1 to 100.</param>
    public sealed record Request(EditorialFilter Filter, EditorialOrder Order = EditorialOrder.Modified, string? After = null, int First = 25);

    /// <summary>A page, with what can be chosen to narrow it.</summary>
    /// <param name="Page">The page.</param>
    /// <param name="Authors">Names of those who wrote what may be seen, ordered.</param>
    public sealed record Result(EditorialPage Page, IReadOnlyList<string> Authors);

    /// <summary>Reads.</summary>
    /// <exception cref="Paging.BadCursorException">The cursor is not one of this list's.</exception>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (request.First is < 1 or > 100 || request.Filter.Search?.Length > MostSearched)
        {
            return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.PageAndSearch"));
        }

        var sight = await Sights.OfAsync(ports, actor, cancellationToken);
        var page = await lists.ListAsync(sight, request.Filter, request.Order, request.After, request.First, cancellationToken);
        return new Result(page with { Rows = await WithSchedulesAsync(page.Rows, cancellationToken) }, await lists.ListAuthorsAsync(sight, cancellationToken));
    }

    private async Task<IReadOnlyList<EditorialRow>> WithSchedulesAsync(IReadOnlyList<EditorialRow> rows, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        string[] ids = [.. rows.Select(row => row.ContentItemId)];
        var schedules = await work.Reviews.FindSchedulesAsync(ids, cancellationToken);
        var takeDowns = await work.Reviews.FindTakeDownsAsync(ids, cancellationToken);
        return [.. rows.Select(row => row with { ScheduledUtc = schedules.GetValueOrDefault(row.ContentItemId)?.AtUtc, TakeDownUtc = takeDowns.GetValueOrDefault(row.ContentItemId)?.AtUtc })];
    }
}
