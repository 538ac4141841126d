using System.Globalization;
using GutCms.Core.Paging;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.Notices;

namespace GutCms.Web.Features.Notices;

/// <summary>What a person was told: listed, and marked as read. Nobody else's is ever found.</summary>
internal sealed class OwnNotices(NoticeStore notices, IContentStore store, TimeProvider time)
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 30;

    /// <summary>A page.</summary>
    /// <param name="Notices">Newest first.</param>
    /// <param name="Total">How many there are on all pages.</param>
    /// <param name="Next">Where the next page begins; null: this is the last.</param>
    /// <param name="Newest">The newest on this page, for marking all as read that were there when it was shown; null: there is none.</param>
    public sealed record Page(IReadOnlyList<Notice> Notices, long Total, string? Next, long? Newest);

    /// <summary>How many are unread, at most <see cref="NoticeStore.MostUnread"/>.</summary>
    public Task<int> CountUnreadAsync(Actor actor, CancellationToken cancellationToken) => actor.IsPerson ? notices.CountUnreadAsync(actor.UserId, cancellationToken) : Task.FromResult(0);

    /// <summary>Lists them. Reads only.</summary>
    /// <exception cref="BadCursorException">The cursor is none of this list's.</exception>
    public async Task<Page> ListAsync(Actor actor, bool unreadOnly, string? after, CancellationToken cancellationToken)
    {
        long? before = after is null ? null : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : throw new BadCursorException();
        var page = await notices.ListAsync(actor.UserId, unreadOnly, before, PageSize, cancellationToken);
        var shown = await ShowAsync(actor, page.Rows, cancellationToken);
        return new(shown, page.Total, page.Next?.ToString(CultureInfo.InvariantCulture), page.Rows.Count > 0 ? page.Rows[0].Sequence : null);
    }

    /// <summary>Opens one, which reads it.</summary>
    /// <returns>It; null: there is none.</returns>
    public async Task<Notice?> OpenAsync(Actor actor, string noticeId, CancellationToken cancellationToken)
    {
        if (await notices.FindAsync(actor.UserId, noticeId, cancellationToken) is not { } row)
        {
            return null;
        }

        if (row.ReadUtc is null)
        {
            await MarkAsync(actor, noticeId, null, cancellationToken);
        }

        return (await ShowAsync(actor, [row], cancellationToken))[0];
    }

    /// <summary>Marks one as read, or all up to one. Of no record: it is nobody else's business.</summary>
    public async Task<int> MarkAsync(Actor actor, string? noticeId, long? upTo, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        var marked = await NoticeStore.MarkReadAsync(work, actor.UserId, noticeId, upTo, time.GetUtcNow().UtcDateTime, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return marked;
    }

    private async Task<IReadOnlyList<Notice>> ShowAsync(Actor actor, IReadOnlyList<NoticeRow> rows, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        var seen = await Notice.SeenAsync(work, actor, rows, cancellationToken);
        return [.. rows.Select(row => seen.Contains(row) ? Notice.Of(row) : Notice.Hidden(row))];
    }
}
