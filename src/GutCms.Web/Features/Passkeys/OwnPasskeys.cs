using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Audit;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Passkeys;

/// <summary>One's own passkeys: seen, called otherwise and removed. Nobody else's is ever found.</summary>
internal sealed class OwnPasskeys(IContentStore store, Database database, UserManagers managers, RefusedChanges refused, TimeProvider time)
{
    /// <summary>All of a person, oldest first.</summary>
    public async Task<IReadOnlyList<PasskeyRow>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.Passkeys.AsNoTracking().Where(row => row.UserId == actor.UserId).OrderBy(row => row.AddedUtc).ThenBy(row => row.CredentialId).ToListAsync(cancellationToken);
    }

    /// <summary>Calls one otherwise.</summary>
    /// <exception cref="IdentityRefusedException">It is no name, or there is no such passkey.</exception>
    public Task RenameAsync(Actor actor, string? credentialId, string? name, CancellationToken cancellationToken) =>
        refused.RunAsync(actor, AuditActions.UserPasskeyRename, "userId", actor.UserId, () => CallAsync(actor, credentialId, name, cancellationToken));

    /// <summary>Removes one. Other sessions end, and the owner is told.</summary>
    /// <returns>The account.</returns>
    /// <exception cref="IdentityRefusedException">There is no such passkey.</exception>
    public Task<GutCmsUser> RemoveAsync(Actor actor, string? credentialId, CancellationToken cancellationToken) =>
        refused.RunAsync(actor, AuditActions.UserPasskeyRemove, "userId", actor.UserId, () => TakeAsync(actor, credentialId, cancellationToken));

    private async Task CallAsync(Actor actor, string? credentialId, string? name, CancellationToken cancellationToken)
    {
        var called = AddPasskey.NameOf(name);
        await using var work = await store.BeginAsync(cancellationToken);
        var row = await FindAsync(work, actor, credentialId, cancellationToken);
        if (row.Name == called)
        {
            return;
        }

        var details = Details(actor, called);
        (details["before"], row.Name) = (row.Name, called);
        await work.Audit.AppendAsync(new(time.GetUtcNow().UtcDateTime, actor, AuditActions.UserPasskeyRename) { Details = details }, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private async Task<GutCmsUser> TakeAsync(Actor actor, string? credentialId, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        var context = EfUnitOfWork.ContextOf(work);
        var row = await FindAsync(work, actor, credentialId, cancellationToken);
        using var users = managers.In(work);
        var user = await users.FindByIdAsync(actor.UserId);
        context.Passkeys.Remove(row);
        (await users.UpdateSecurityStampAsync(user!)).OrThrow();
        await context.SaveChangesAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        await AccountMails.TellAsync(work, actor, user!, AccountMails.PasskeysRemoved, user!.Email, now, cancellationToken);
        await work.Audit.AppendAsync(new(now, actor, AuditActions.UserPasskeyRemove) { Details = Details(actor, row.Name) }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return user;
    }

    private static async Task<PasskeyRow> FindAsync(IUnitOfWork work, Actor actor, string? credentialId, CancellationToken cancellationToken) =>
        await EfUnitOfWork.ContextOf(work).Passkeys.FirstOrDefaultAsync(row => row.CredentialId == credentialId && row.UserId == actor.UserId, cancellationToken)
        ?? throw new IdentityRefusedException(SiteSentence.Of("Passkey.Gone"));

    private static JsonObject Details(Actor actor, string name) => new() { ["userId"] = actor.UserId, ["userName"] = actor.UserName, ["passkey"] = name };
}
