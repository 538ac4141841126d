using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Audit;
using GutCms.Web.Features.WaysIn;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Providers;

/// <summary>
/// Links the own account with one at a provider, in two steps: password and code here, then a sign-in there, in the same session. Other sessions end, and the owner is told.
/// </summary>
internal sealed class LinkProvider(
    IContentStore store, Database database, UserManagers managers, IDataProtectionProvider protection, RefusedChanges refused, TimeProvider time)
{
    /// <summary>Under which name the permission travels with the request to the provider.</summary>
    public const string Item = "gutcms.link";

    private const int Most = 20;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _protector = protection.CreateProtector("GutCms.ProviderLink.v1");

    /// <summary>A permission to link. The caller has checked password and code; that holds for ten minutes, for this account, and until something about it changes.</summary>
    public async Task<string> OfferAsync(Actor actor, SignInProvider provider, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var stamp = await context.Users.Where(user => user.Id == actor.UserId).Select(user => user.SecurityStamp).SingleAsync(cancellationToken);
        return _protector.Protect(JsonSerializer.Serialize(new Permission(actor.UserId, stamp!, provider.Name, time.GetUtcNow().UtcDateTime)));
    }

    /// <summary>Whether a permission is this person's, for this provider, and not too old.</summary>
    public bool Holds(string? permission, Actor actor, SignInProvider provider) => Open(permission, actor, provider) is not null;

    /// <summary>Links.</summary>
    /// <param name="actor">Who is signed in here.</param>
    /// <param name="permission">The permission.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="identity">Who is signed in there.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The account.</returns>
    /// <exception cref="LinkRefusedException">The permission does not hold any more, or that account there is linked already.</exception>
    public Task<GutCmsUser> ExecuteAsync(Actor actor, string? permission, SignInProvider provider, ProviderIdentity identity, CancellationToken cancellationToken) =>
        refused.RunAsync(actor, AuditActions.UserLoginAdd, "userId", actor.UserId, () => LinkAsync(actor, permission, provider, identity, cancellationToken));

    private async Task<GutCmsUser> LinkAsync(Actor actor, string? permission, SignInProvider provider, ProviderIdentity identity, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        using var users = managers.In(work);
        var user = await users.FindByIdAsync(actor.UserId);
        if (user is not { IsEnabled: true } || Open(permission, actor, provider) is not { } opened || opened.Stamp != user.SecurityStamp)
        {
            throw new LinkRefusedException(ProviderFault.Stale, SiteSentence.Of("Passkey.TooLate"));
        }

        if (await users.FindByLoginAsync(identity.Issuer, identity.Subject) is { } owner)
        {
            throw new LinkRefusedException(ProviderFault.Taken, owner.Id == user.Id ? SiteSentence.Of("Link.OwnAlready") : SiteSentence.Of("Link.Taken"));
        }

        if (await EfUnitOfWork.ContextOf(work).UserLogins.CountAsync(row => row.UserId == user.Id, cancellationToken) >= Most)
        {
            throw new LinkRefusedException(ProviderFault.TooMany, SiteSentence.Of("Link.TooMany", Most));
        }

        var now = time.GetUtcNow().UtcDateTime;
        await AddAsync(work, users, actor, user, provider, identity, now, cancellationToken);
        await AccountMails.TellAsync(work, actor, user, AccountMails.LoginAdded, user.Email, now, cancellationToken);
        await ProviderRoles.ApplyAsync(work, user, identity.Issuer, provider.RolesFor(identity.RoleValues), provider.Options.MayWeakenReview, now, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return user;
    }

    /// <summary>Adds the link, on record, inside a transaction; sessions and tokens end.</summary>
    internal static async Task AddAsync(
        IUnitOfWork work, UserManager<GutCmsUser> users, Actor actor, GutCmsUser user, SignInProvider provider, ProviderIdentity identity, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var label = $"{provider.DisplayName}: {identity.Label}";
        (await users.AddLoginAsync(user, new UserLoginInfo(identity.Issuer, identity.Subject, label))).OrThrow();
        (await users.UpdateSecurityStampAsync(user)).OrThrow();
        var details = new JsonObject { ["userId"] = user.Id, ["userName"] = user.UserName, ["provider"] = provider.Name, ["login"] = label };
        await work.Audit.AppendAsync(new(nowUtc, actor, AuditActions.UserLoginAdd) { Details = details }, cancellationToken);
    }

    private Permission? Open(string? permission, Actor actor, SignInProvider provider)
    {
        try
        {
            var opened = JsonSerializer.Deserialize<Permission>(_protector.Unprotect(permission ?? ""))!;
            var age = time.GetUtcNow().UtcDateTime - opened.MadeUtc;
            return actor.IsPerson && opened.UserId == actor.UserId && opened.Provider == provider.Name && age >= TimeSpan.Zero && age <= Lifetime ? opened : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Permission(string UserId, string Stamp, string Provider, DateTime MadeUtc);
}

/// <summary>A link that the rules do not permit.</summary>
internal sealed class LinkRefusedException(ProviderFault fault, Sentence sentence) : IdentityRefusedException(sentence)
{
    /// <summary>What the page says.</summary>
    public ProviderFault Fault => fault;
}
