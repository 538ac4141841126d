using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Powers;

/// <summary>Who may be the one that acts, beside the owner of the account: whoever has a way into it, or into the API client through which it comes.</summary>
internal static class PeopleBehind
{
    /// <summary>Finds them.</summary>
    /// <remarks>
    /// The only administrator of a site has made most accounts, and nobody else could have: what their owners write would count as his. So he is left out as soon
    /// as he does not know the password any more. What that means stands in docs/review.md.
    /// </remarks>
    public static async Task<ImmutableArray<VersionAuthor>> FindAsync(GutCmsDbContext context, Actor actor, ActorClient? client, CancellationToken cancellationToken)
    {
        var clients = client is null ? [] : await PowersInForce.BehindAsync(context, [ActorResolver.ClientPrefix + client.ClientId], cancellationToken);
        var others = actor.IsPerson ? await PowersInForce.BehindAsync(context, [actor.UserId], cancellationToken) : [];
        if (!others.IsEmpty && await FindOnlyAdministratorAsync(context, cancellationToken) is { } only
            && !(await PowersInForce.OfAsync(context, actor.UserId, cancellationToken)).Any(holder => holder.UserId == only && holder.Power == AccountPower.KnownPassword))
        {
            others = others.RemoveAll(person => person.UserId == only);
        }

        return [.. clients.Concat(others).Distinct()];
    }

    /// <summary>Whoever is the only one that could manage users, enabled or not; null: there is nobody or more than one.</summary>
    private static async Task<string?> FindOnlyAdministratorAsync(GutCmsDbContext context, CancellationToken cancellationToken)
    {
        var given = await Accounts.RolesAsync(context, cancellationToken);
        var roles = given.Where(role => Authorization.Allows(new Actor("role", role.Key) { Permissions = role.Value }, Permissions.ManageUsers)).Select(role => role.Key).ToList();
        var administrators = await context.UserRoles.AsNoTracking().Where(row => roles.Contains(row.RoleName)).Select(row => row.UserId).Distinct().Take(2).ToListAsync(cancellationToken);
        return administrators is [var only] ? only : null;
    }
}
