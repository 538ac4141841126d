using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.People;

/// <summary>A user as lists show it.</summary>
/// <param name="UserId">Id.</param>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="Email">Mail address; null when none.</param>
/// <param name="PrintedName">Name under signatures; null: the user cannot sign.</param>
/// <param name="Credential">Credential under signatures; null when none.</param>
/// <param name="IsEnabled">May sign in.</param>
/// <param name="HasSecondFactor">Uses an authenticator app.</param>
/// <param name="LockedUntilUtc">Locked after wrong passwords until then, UTC; null when not.</param>
/// <param name="Roles">Names of the roles, ordered.</param>
internal sealed record UserSummary(
    string UserId, string UserName, string? Email, string? PrintedName, string? Credential, bool IsEnabled, bool HasSecondFactor, DateTime? LockedUntilUtc, IReadOnlyList<string> Roles)
{
    /// <summary>The person was made anonymous.</summary>
    public bool IsAnonymous { get; init; }
}

/// <summary>Lists the users, by name. Reads only.</summary>
internal sealed class ListUsers(Database database, TimeProvider time)
{
    /// <summary>Reads.</summary>
    /// <exception cref="IdentityRefusedException">The actor may not.</exception>
    public async Task<IReadOnlyList<UserSummary>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, SiteSentence.Of("May.SeeUsers"));
        await using var context = database.CreateContext();
        var users = await context.Users.AsNoTracking().OrderBy(user => user.NormalizedUserName).ToListAsync(cancellationToken);
        var roles = (await context.UserRoles.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(row => row.UserId, row => row.RoleName, StringComparer.Ordinal);
        var now = time.GetUtcNow();
        return
        [
            .. users.Select(user => new UserSummary(
                user.Id,
                user.UserName!,
                user.Email,
                user.PrintedName,
                user.Credential,
                user.IsEnabled,
                user.TwoFactorEnabled,
                user.LockoutEnd > now ? user.LockoutEnd.Value.UtcDateTime : null,
                [.. roles[user.Id].Order(StringComparer.Ordinal)]) { IsAnonymous = user.AnonymousSinceUtc is not null }),
        ];
    }
}

/// <summary>A role as lists show it.</summary>
/// <param name="Name">Name.</param>
/// <param name="Description">What it is for; null when that is not on file.</param>
/// <param name="Permissions">What it gives, as granted, ordered; implied permissions are not written out.</param>
/// <param name="Holders">How the enabled accounts that hold it are called, ordered by user name; empty also for whoever may not see users.</param>
internal sealed record RoleSummary(string Name, string? Description, IReadOnlyList<string> Permissions, IReadOnlyList<string> Holders);

/// <summary>Lists the roles, by name. Reads only.</summary>
internal sealed class ListRoles(GutCms.Core.Storage.IContentStore store)
{
    /// <summary>Reads.</summary>
    /// <exception cref="IdentityRefusedException">The actor manages neither users nor roles nor clients.</exception>
    public async Task<IReadOnlyList<RoleSummary>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageApplications) && !Authorization.Allows(actor, Permissions.ManageRoles))
        {
            Rights.Require(actor, Permissions.ManageUsers, SiteSentence.Of("May.SeeRoles"));
        }

        await using var work = await store.ReadAsync(cancellationToken);
        var people = Authorization.Allows(actor, Permissions.ManageUsers) ? (await Everybody.LoadAsync(work, cancellationToken)).All : [];
        return
        [
            .. (await work.ListDocumentsAsync(SiteDocuments.Role, cancellationToken)).Select(role => new RoleSummary(
                role.Key,
                (string?)role.Value["Description"] is { Length: > 0 } text ? text : null,
                [.. (role.Value["Permissions"]?.AsArray() ?? []).Select(permission => (string)permission!).Order(StringComparer.Ordinal)],
                [.. people.Where(account => account.Roles.Contains(role.Key)).Select(account => account.User.PrintedName ?? account.User.UserName!)])),
        ];
    }
}
