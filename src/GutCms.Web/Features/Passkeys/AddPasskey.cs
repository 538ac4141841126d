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

/// <summary>Adds a passkey to the own account, in two steps: a question for the browser, once password and code were proved, and its answer. Other sessions end, and the owner is told.</summary>
internal sealed class AddPasskey(
    IContentStore store, Database database, UserManagers managers, PasskeyCeremony ceremony, RefusedChanges refused, TimeProvider time)
{
    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 64;

    private const int Most = 20;

    /// <summary>Asks. The caller has checked password and code; that holds for five minutes.</summary>
    /// <exception cref="IdentityRefusedException">The name is no name, or the account has passkeys enough.</exception>
    public async Task<PasskeyOffer> OfferAsync(HttpContext http, string userId, string? name, CancellationToken cancellationToken)
    {
        var called = NameOf(name);
        await using var context = database.CreateContext();
        using var users = managers.Over(context);
        var user = await users.FindByIdAsync(userId) ?? throw new IdentityRefusedException(SiteSentence.Of("Account.Gone"));
        if (await context.Passkeys.CountAsync(row => row.UserId == userId, cancellationToken) >= Most)
        {
            throw new IdentityRefusedException(SiteSentence.Of("Passkey.TooMany", Most));
        }

        var options = await ceremony.Over(users).MakeCreationOptionsAsync(new() { Id = user.Id, Name = user.UserName!, DisplayName = user.UserName! }, http);
        var question = new PasskeyQuestion(options.AttestationState!, time.GetUtcNow().UtcDateTime, user.Id, user.SecurityStamp, called);
        return new(options.CreationOptionsJson, ceremony.Keep(question));
    }

    /// <summary>Takes the answer.</summary>
    /// <param name="http">The request.</param>
    /// <param name="actor">Who is signed in.</param>
    /// <param name="state">State of the question.</param>
    /// <param name="credential">What the browser answered, JSON.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The account, whose other sessions have ended.</returns>
    /// <exception cref="IdentityRefusedException">It is no answer to a question of this site, or one that was answered.</exception>
    public Task<GutCmsUser> ExecuteAsync(HttpContext http, Actor actor, string? state, string? credential, CancellationToken cancellationToken) =>
        refused.RunAsync(actor, AuditActions.UserPasskeyAdd, "userId", actor.UserId, () => AddAsync(http, actor, state, credential, cancellationToken));

    /// <summary>A name as it is kept.</summary>
    /// <exception cref="IdentityRefusedException">It is no name.</exception>
    public static string NameOf(string? name) =>
        name?.Trim() is { Length: > 0 and <= LongestName } called && !called.Any(char.IsControl)
            ? called
            : throw new IdentityRefusedException(SiteSentence.Of("Passkey.Name", LongestName));

    private async Task<GutCmsUser> AddAsync(HttpContext http, Actor actor, string? state, string? credential, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        using var users = managers.In(work);
        var user = await users.FindByIdAsync(actor.UserId);
        if (user is not { IsEnabled: true } || ceremony.Open(state, user.Id) is not { } question || question.Stamp != user.SecurityStamp)
        {
            throw new IdentityRefusedException(SiteSentence.Of("Passkey.TooLate"));
        }

        var result = await ceremony.Over(users).PerformAttestationAsync(new() { HttpContext = http, CredentialJson = credential ?? "", AttestationState = question.Handler });
        if (!result.Succeeded || !result.Passkey.IsUserVerified || await users.FindByPasskeyIdAsync(result.Passkey.CredentialId) is not null)
        {
            throw new IdentityRefusedException(SiteSentence.Of("Passkey.Bad"));
        }

        var now = time.GetUtcNow().UtcDateTime;
        result.Passkey.Name = question.Name;
        (await users.AddOrUpdatePasskeyAsync(user, result.Passkey)).OrThrow();
        (await users.UpdateSecurityStampAsync(user)).OrThrow();
        await EfUnitOfWork.ContextOf(work).SaveChangesAsync(cancellationToken);
        await AccountMails.TellAsync(work, actor, user, AccountMails.PasskeyAdded, user.Email, now, cancellationToken);
        await work.Audit.AppendAsync(
            new(now, actor, AuditActions.UserPasskeyAdd) { Details = new JsonObject { ["userId"] = user.Id, ["userName"] = user.UserName, ["passkey"] = question.Name } }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return user;
    }
}
