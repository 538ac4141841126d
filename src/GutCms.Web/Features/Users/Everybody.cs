using System.Collections.Frozen;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Users;

/// <summary>Every enabled account with the rights that it has at one moment, for whoever tells people something.</summary>
internal sealed class Everybody
{
    private readonly Dictionary<string, Account> _accounts;

    private Everybody(IEnumerable<Account> accounts) => _accounts = accounts.ToDictionary(account => account.User.Id, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<Account> All => _accounts.Values;

    /// <summary>Reads them as a unit of work sees them.</summary>
    public static async Task<Everybody> LoadAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var context = EfUnitOfWork.ContextOf(work);
        var given = await Accounts.RolesAsync(context, cancellationToken);
        var held = (await context.UserRoles.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(row => row.UserId, row => row.RoleName, StringComparer.Ordinal);
        var users = await context.Users.AsNoTracking().Where(user => user.IsEnabled).OrderBy(user => user.NormalizedUserName).ToListAsync(cancellationToken);
        return new(users.Select(user => new Account(
            user, held[user.Id].ToFrozenSet(StringComparer.Ordinal), held[user.Id].Append(Accounts.Authenticated).SelectMany(role => given.GetValueOrDefault(role) ?? []).ToFrozenSet(StringComparer.Ordinal))));
    }

    /// <summary>The account of an id; null: it is disabled, or there is none.</summary>
    public Account? Find(string userId) => _accounts.GetValueOrDefault(userId);

    /// <summary>The account of a name, whatever its case; null: it is disabled, or there is none.</summary>
    public Account? FindByName(string userName) => _accounts.Values.FirstOrDefault(account => userName.Equals(account.User.UserName, StringComparison.OrdinalIgnoreCase));

    /// <summary>How a person is called in print; null: the account is disabled, or there is none.</summary>
    public string? NameOf(string userId) => Find(userId) is { } account ? account.User.PrintedName ?? account.User.UserName : null;

    /// <summary>
    /// Ids of those who may do something with content of a type by a role that is about that. Where nobody has one, of those who may do everything.
    /// </summary>
    public IEnumerable<string> WhoMay(string permission, string contentType)
    {
        List<Account> all = [.. _accounts.Values.Where(account => Authorization.Allows(account.ToActor(), permission, contentType))];
        List<Account> own = [.. all.Where(account => Authorization.Allows(account.ToActor() with { Permissions = account.Permissions.Where(held => held != Permissions.SiteOwner).ToFrozenSet(StringComparer.Ordinal) }, permission, contentType))];
        return (own.Count > 0 ? own : all).Select(account => account.User.Id);
    }
}
