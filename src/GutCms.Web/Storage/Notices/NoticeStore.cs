using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.Reviews;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Notices;

/// <summary>A page of what a person was told, newest first.</summary>
/// <param name="Rows">The notices.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Next">Sequence before which the next page begins; null: this is the last.</param>
internal sealed record NoticePage(IReadOnlyList<NoticeRow> Rows, long Total, long? Next);

/// <summary>What people were told. Writes take part in a unit of work.</summary>
internal sealed class NoticeStore(Database database)
{
    /// <summary>Unread notices are counted up to here.</summary>
    public const int MostUnread = 100;

    /// <summary>Adds what people are told of an event; who was told of it before is not told again.</summary>
    /// <returns>Those that were added.</returns>
    public static async Task<IReadOnlyList<NoticeRow>> AddAsync(IUnitOfWork work, string messageId, IReadOnlyCollection<NoticeRow> rows, CancellationToken cancellationToken)
    {
        var context = EfUnitOfWork.ContextOf(work);
        var told = await context.Notices.AsNoTracking().Where(row => row.MessageId == messageId).Select(row => row.UserId).ToListAsync(cancellationToken);
        var added = rows.Where(row => !told.Contains(row.UserId)).ToList();
        context.Notices.AddRange(added);
        await context.SaveAndForgetAsync(cancellationToken);
        return added;
    }

    /// <summary>How many a person has not read, at most <see cref="MostUnread"/>.</summary>
    public async Task<int> CountUnreadAsync(string userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        return (int)await session.NumberAsync(
            $"SELECT COUNT(*) FROM (SELECT 1 FROM \"Notices\" WHERE \"UserId\" = @user AND \"ReadUtc\" IS NULL LIMIT {MostUnread}) AS \"unread\"", cancellationToken, ("user", userId));
    }

    /// <summary>A page of a person's.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="unreadOnly">Only what was not read.</param>
    /// <param name="before">Only those before this sequence; null: from the newest on.</param>
    /// <param name="first">Page size.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<NoticePage> ListAsync(string userId, bool unreadOnly, long? before, int first, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var all = context.Notices.AsNoTracking().Where(row => row.UserId == userId && (!unreadOnly || row.ReadUtc == null));
        var rows = await all.Where(row => before == null || row.Sequence < before).OrderByDescending(row => row.Sequence).Take(first + 1).ToListAsync(cancellationToken);
        return new([.. rows.Take(first)], await all.LongCountAsync(cancellationToken), rows.Count > first ? rows[first - 1].Sequence : null);
    }

    /// <summary>One of a person's; null: it is not theirs, or there is none.</summary>
    public async Task<NoticeRow?> FindAsync(string userId, string noticeId, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.Notices.AsNoTracking().SingleOrDefaultAsync(row => row.NoticeId == noticeId && row.UserId == userId, cancellationToken);
    }

    /// <summary>What people were told about an item, newest first.</summary>
    public async Task<IReadOnlyList<NoticeRow>> ListOfItemAsync(string contentItemId, int most, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.Notices.AsNoTracking().Where(row => row.ContentItemId == contentItemId).OrderByDescending(row => row.Sequence).Take(most).ToListAsync(cancellationToken);
    }

    /// <summary>A person has read one, or all up to a sequence.</summary>
    /// <returns>How many were unread before.</returns>
    public static Task<int> MarkReadAsync(IUnitOfWork work, string userId, string? noticeId, long? upTo, DateTime nowUtc, CancellationToken cancellationToken) =>
        EfUnitOfWork.ContextOf(work).Notices.Where(row => row.UserId == userId && row.ReadUtc == null && (noticeId == null ? row.Sequence <= upTo : row.NoticeId == noticeId))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadUtc, nowUtc), cancellationToken);

    /// <summary>Of these events those of which somebody was told.</summary>
    public async Task<IReadOnlySet<string>> FindToldAsync(IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return (await context.Notices.Where(row => messageIds.Contains(row.MessageId)).Select(row => row.MessageId).Distinct().ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether somebody was told of an event whose id begins so, after an instant.</summary>
    public async Task<bool> WasToldAsync(string messageIdBegins, DateTime afterUtc, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.Notices.AnyAsync(row => row.MessageId.StartsWith(messageIdBegins) && row.OccurredUtc > afterUtc, cancellationToken);
    }

    /// <summary>These, oldest first.</summary>
    public async Task<IReadOnlyList<NoticeRow>> FindAsync(IReadOnlyCollection<string> noticeIds, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.Notices.AsNoTracking().Where(row => noticeIds.Contains(row.NoticeId)).OrderBy(row => row.Sequence).ToListAsync(cancellationToken);
    }

    /// <summary>What became of the mail about these; what was sent stays sent.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="noticeIds">Their ids.</param>
    /// <param name="state">One of <see cref="NoticeMail"/>.</param>
    /// <param name="sent">For <see cref="NoticeMail.Sent"/>: to which address and when; null otherwise.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task SettleMailAsync(IUnitOfWork work, IReadOnlyCollection<string> noticeIds, string state, (string To, DateTime AtUtc)? sent, CancellationToken cancellationToken)
    {
        var (to, at) = (sent?.To, sent?.AtUtc);
        await EfUnitOfWork.ContextOf(work).Notices.Where(row => noticeIds.Contains(row.NoticeId) && row.Mail != NoticeMail.Sent)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Mail, state).SetProperty(row => row.MailedTo, to).SetProperty(row => row.MailedUtc, at), cancellationToken);
    }

    /// <summary>Whether anything waits for a daily mail since before an instant.</summary>
    public async Task<bool> HasDigestAsync(DateTime beforeUtc, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.Notices.AnyAsync(row => row.Mail == NoticeMail.Digest && row.OccurredUtc < beforeUtc, cancellationToken);
    }

    /// <summary>What waits for a daily mail since before an instant, by person, each oldest first.</summary>
    public static async Task<IReadOnlyList<IGrouping<string, string>>> ListDigestsAsync(IUnitOfWork work, DateTime beforeUtc, CancellationToken cancellationToken)
    {
        var rows = await EfUnitOfWork.ContextOf(work).Notices.AsNoTracking().Where(row => row.Mail == NoticeMail.Digest && row.OccurredUtc < beforeUtc)
            .OrderBy(row => row.Sequence).Select(row => new { row.UserId, row.NoticeId }).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(row => row.UserId, row => row.NoticeId, StringComparer.Ordinal)];
    }
}
