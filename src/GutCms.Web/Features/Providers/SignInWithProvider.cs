using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.People;
using GutCms.Web.Features.SigningIn;
using GutCms.Web.Features.WaysIn;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Identity;

namespace GutCms.Web.Features.Providers;

/// <summary>What a sign-in with a provider came to.</summary>
internal enum ProviderOutcome
{
    /// <summary>No account is linked, or it is locked or disabled; the caller is not told which.</summary>
    Refused,

    /// <summary>The account asks for a code besides.</summary>
    CodeOwed,

    /// <summary>It is the owner of the account.</summary>
    Valid,
}

/// <summary>
/// Lets in whom a provider has proved to be, when their account there is linked with one here, or where the configuration says that they get one. Never by name or mail address: those
/// can be chosen there. Recorded, whatever it comes to.
/// </summary>
internal sealed class SignInWithProvider(IContentStore store, UserManagers managers, SaveUser saveUser, FailedProviderSignIns failed, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <returns>The outcome, and the user unless it is <see cref="ProviderOutcome.Refused"/>.</returns>
    public async Task<(ProviderOutcome Outcome, GutCmsUser? User)> ExecuteAsync(SignInProvider provider, ProviderIdentity identity, CancellationToken cancellationToken)
    {
        var (user, owesCode, reason) = await TryAsync(provider, identity, cancellationToken);
        if (reason is null)
        {
            return (owesCode ? ProviderOutcome.CodeOwed : ProviderOutcome.Valid, user);
        }

        await failed.RecordAsync(provider, reason, user is null ? null : CheckCredentials.ActorOf(user));
        return (ProviderOutcome.Refused, null);
    }

    private async Task<(GutCmsUser? User, bool OwesCode, string? Reason)> TryAsync(SignInProvider provider, ProviderIdentity identity, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        using var users = managers.In(work);
        var now = time.GetUtcNow().UtcDateTime;
        GutCmsUser? user;
        try
        {
            user = await users.FindByLoginAsync(identity.Issuer, identity.Subject) ?? await CreateAsync(work, users, provider, identity, now, cancellationToken);
        }
        catch (IdentityRefusedException)
        {
            return (null, false, "provider-account");
        }

        if (user is null)
        {
            return (null, false, "provider-not-linked");
        }

        if (!user.IsEnabled || await users.IsLockedOutAsync(user))
        {
            return (user, false, user.IsEnabled ? "locked-out" : "disabled");
        }

        await ProviderRoles.ApplyAsync(work, user, identity.Issuer, provider.RolesFor(identity.RoleValues), provider.Options.MayWeakenReview, now, cancellationToken);
        var owesCode = user.TwoFactorEnabled && !(provider.Options.TrustSecondFactor && identity.HasSecondFactor);
        if (!owesCode)
        {
            await work.Audit.AppendAsync(new(now, CheckCredentials.ActorOf(user), AuditActions.SignIn) { Details = new JsonObject { ["provider"] = provider.Name } }, cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        return (user, owesCode, null);
    }

    /// <summary>Makes an account; null where there is to be none, or its name is taken: an account that exists is linked by its owner and by nobody else.</summary>
    /// <exception cref="IdentityRefusedException">Name or address do not fit the rules, or the address is another person's.</exception>
    private async Task<GutCmsUser?> CreateAsync(
        IUnitOfWork work, UserManager<GutCmsUser> users, SignInProvider provider, ProviderIdentity identity, DateTime nowUtc, CancellationToken cancellationToken)
    {
        if (!provider.Options.CreateAccounts || provider.RolesFor(identity.RoleValues).Count == 0
            || (identity.UserName ?? identity.Email) is not { } name || await users.FindByNameAsync(name) is not null)
        {
            return null;
        }

        var data = new UserData(name) { Email = identity.Email, EmailConfirmed = identity.Email is null ? null : true };
        await saveUser.ExecuteAsync(work, Actor.System, data, nowUtc, cancellationToken);
        var user = await users.FindByNameAsync(name);
        await LinkProvider.AddAsync(work, users, Actor.System, user!, provider, identity, nowUtc, cancellationToken);
        return user;
    }
}
