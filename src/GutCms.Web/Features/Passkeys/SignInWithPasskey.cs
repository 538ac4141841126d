using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.SigningIn;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Passkeys;

/// <summary>
/// Proves who somebody is with a passkey: something that one has, whose use takes a finger, face or code, so no password and no code of an app is owed besides. It lets in;
/// it signs nothing. Each question is answered once.
/// </summary>
internal sealed class SignInWithPasskey(
    IContentStore store, Database database, UserManagers managers, PasskeyCeremony ceremony, IRefusalLog refusals, TimeProvider time)
{
    /// <summary>Asks. Whose passkey it is, the device says.</summary>
    public async Task<PasskeyOffer> OfferAsync(HttpContext http)
    {
        await using var context = database.CreateContext();
        using var users = managers.Over(context);
        var options = await ceremony.Over(users).MakeRequestOptionsAsync(null!, http);
        return new(options.RequestOptionsJson, ceremony.Keep(new(options.AssertionState!, time.GetUtcNow().UtcDateTime)));
    }

    /// <summary>Takes the answer. Recorded, whatever it comes to.</summary>
    /// <returns>The user; null: it does not let in.</returns>
    public async Task<GutCmsUser?> ExecuteAsync(HttpContext http, string? state, string? credential, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        using var users = managers.In(work);
        var now = time.GetUtcNow().UtcDateTime;
        if (ceremony.Open(state, userId: null) is not { } question)
        {
            return await FailAsync(work, null, "passkey-expired", now, cancellationToken);
        }

        var result = await ceremony.Over(users).PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential ?? "", AssertionState = question.Handler });
        if (!result.Succeeded || !result.Passkey.IsUserVerified)
        {
            return await FailAsync(work, null, "passkey", now, cancellationToken);
        }

        var user = result.User;
        var id = GutCmsUserStore.IdOf(result.Passkey.CredentialId);
        var row = await EfUnitOfWork.ContextOf(work).Passkeys.SingleAsync(passkey => passkey.CredentialId == id && passkey.UserId == user.Id, cancellationToken);
        if (!user.IsEnabled || await users.IsLockedOutAsync(user) || question.MadeUtc <= row.ChallengedUtc)
        {
            return await FailAsync(work, user, !user.IsEnabled ? "disabled" : question.MadeUtc <= row.ChallengedUtc ? "passkey-answered" : "locked-out", now, cancellationToken);
        }

        (row.UsedUtc, row.ChallengedUtc) = (now, question.MadeUtc);
        (await users.AddOrUpdatePasskeyAsync(user, result.Passkey)).OrThrow();
        await EfUnitOfWork.ContextOf(work).SaveChangesAsync(cancellationToken);
        await work.Audit.AppendAsync(new(now, CheckCredentials.ActorOf(user), AuditActions.SignIn) { Details = new JsonObject { ["passkey"] = row.Name } }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return user;
    }

    private async Task<GutCmsUser?> FailAsync(IUnitOfWork work, GutCmsUser? user, string reason, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var actor = user is null ? Actor.Anonymous : CheckCredentials.ActorOf(user);
        await refusals.AppendAsync(work, new AuditDraft(nowUtc, actor, AuditActions.SignInFail) { Details = new JsonObject { ["reason"] = reason } }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return null;
    }
}
