using System.Collections.Frozen;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Identity;
using OrchardCore;
using OrchardCore.Security.Services;
using OrchardCore.Users;
using OrchardCore.Users.Indexes;
using OrchardCore.Users.Models;
using YesSql;
using ISession = YesSql.ISession;

namespace GutCms.OrchardCore.Identity;

/// <summary>Finds who may do something, or holds a role. Whoever may not sign in is nobody.</summary>
internal sealed class PeopleByRight(ISession session, IRoleService roles, SitePermissions permissions, PeopleAsActors people, UserManager<IUser> users)
{
    /// <summary>Somebody by user name; null: there is none.</summary>
    public async Task<Actor?> NamedAsync(string userName) => await users.FindByNameAsync(userName) is User { UserId: { } id } ? await people.FindAsync(id) : null;

    /// <summary>Everybody with a role, by user name.</summary>
    public async Task<IReadOnlyList<Actor>> InRoleAsync(string role)
    {
        var normalized = role.ToUpperInvariant();
        List<Actor> found = [];
        foreach (var user in (await session.Query<User, UserByRoleNameIndex>(index => index.RoleName == normalized).ListAsync()).OrderBy(user => user.UserName, StringComparer.Ordinal))
        {
            if (await people.FindAsync(user.UserId) is { } person)
            {
                found.Add(person);
            }
        }

        return found;
    }

    /// <summary>Those whose role is about it; only where nobody has such a role, those who may do everything.</summary>
    public async Task<IReadOnlyList<Actor>> WhoMayAsync(string permission, string contentType)
    {
        List<(string Role, bool IsAboutIt)> able = [];
        foreach (var role in (await roles.GetRolesAsync()).Select(role => role.RoleName).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var given = new Actor("", "") { Permissions = await permissions.OfAsync([role]) };
            if (role is not (OrchardCoreConstants.Roles.Anonymous or OrchardCoreConstants.Roles.Authenticated) && Authorization.Allows(given, permission, contentType))
            {
                able.Add((role, Authorization.Allows(given with { Permissions = given.Permissions.Where(held => held != Permissions.SiteOwner).ToFrozenSet(StringComparer.Ordinal) }, permission, contentType)));
            }
        }

        var own = await InRolesAsync(able.Where(role => role.IsAboutIt));
        return own.Count > 0 ? own : await InRolesAsync(able);
    }

    private async Task<IReadOnlyList<Actor>> InRolesAsync(IEnumerable<(string Role, bool IsAboutIt)> named)
    {
        List<Actor> found = [];
        foreach (var (role, _) in named)
        {
            found.AddRange(await InRoleAsync(role));
        }

        return [.. found.DistinctBy(person => person.UserId)];
    }
}
