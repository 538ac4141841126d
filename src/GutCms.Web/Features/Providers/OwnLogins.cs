using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Audit;
using GutCms.Web.Features.WaysIn;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Providers;

/// <summary>One's own linked sign-ins: seen and removed. Nobody else's is ever found.</summary>
internal sealed class OwnLogins(IContentStore store, Database database, UserManagers managers, RefusedChanges refused, TimeProvider time)
{
    /// <summary>All of a person, ordered by provider.</summary>
    public async Task<IReadOnlyList<IdentityUserLogin<string>>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.UserLogins.AsNoTracking().Where(row => row.UserId == actor.UserId).OrderBy(row => row.LoginProvider).ThenBy(row => row.ProviderKey).ToListAsync(cancellationToken);
    }

    /// <summary>Removes one, with the roles that came by it. Other sessions end, and the owner is told.</summary>
    /// <returns>The account.</returns>
    /// <exception cref="IdentityRefusedException">There is no such sign-in, or it is the only way in.</exception>
    public Task<GutCmsUser> RemoveAsync(Actor actor, string? issuer, string? subject, CancellationToken cancellationToken) =>
        refused.RunAsync(actor, AuditActions.UserLoginRemove, "userId", actor.UserId, () => TakeAsync(actor, issuer, subject, cancellationToken));

    private async Task<GutCmsUser> TakeAsync(Actor actor, string? issuer, string? subject, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        var context = EfUnitOfWork.ContextOf(work);
        using var users = managers.In(work);
        var user = await users.FindByIdAsync(actor.UserId) ?? throw new IdentityRefusedException(SiteSentence.Of("Account.Gone"));
        var row = await context.UserLogins.FirstOrDefaultAsync(login => login.UserId == user.Id && login.LoginProvider == issuer && login.ProviderKey == subject, cancellationToken)
            ?? throw new IdentityRefusedException(SiteSentence.Of("Link.Gone"));
        if (string.IsNullOrEmpty(user.PasswordHash))
        {
            throw new IdentityRefusedException(SiteSentence.Of("Link.OnlyWay"));
        }

        context.UserLogins.Remove(row);
        (await users.UpdateSecurityStampAsync(user)).OrThrow();
        await context.SaveChangesAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        await EndLogins.RecordAsync(work, actor, user, [row], now, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return user;
    }
}
