using GutCms.Core.Storage;
using GutCms.Web.Features.Users;

namespace GutCms.Web.Features.Notices.Mailing;

/// <summary>Where mails about notices go: to addresses whose owners have shown that they read them.</summary>
internal sealed class NoticeAddresses(IContentStore store)
{
    /// <summary>That of an account; null: there is none.</summary>
    public static string? Of(Account account) => account.User is { EmailConfirmed: true, Email: { Length: > 0 } address } ? address : null;

    /// <summary>That of an enabled account; null: there is none.</summary>
    public async Task<string?> OfAsync(string userId, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return (await Everybody.LoadAsync(work, cancellationToken)).Find(userId) is { } account ? Of(account) : null;
    }
}
