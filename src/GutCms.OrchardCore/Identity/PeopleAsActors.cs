using System.Collections.Frozen;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Identity;
using OrchardCore;
using OrchardCore.Entities;
using OrchardCore.Users;
using OrchardCore.Users.Models;

namespace GutCms.OrchardCore.Identity;

/// <summary>The site's users as those who act, with the rights that their roles give now.</summary>
internal sealed class PeopleAsActors(UserManager<IUser> users, SitePermissions permissions)
{
    /// <summary>A user by id; null when there is none who may sign in.</summary>
    public async Task<Actor?> FindAsync(string userId) => await users.FindByIdAsync(userId) is User { IsEnabled: true } user ? await OfAsync(user) : null;

    /// <summary>A user as an actor.</summary>
    public async Task<Actor> OfAsync(User user)
    {
        var profile = user.TryGet<ReviewerProfile>(out var found) ? found : null;
        return new Actor(user.UserId, user.UserName)
        {
            Roles = user.RoleNames.ToFrozenSet(StringComparer.Ordinal),
            Permissions = await permissions.OfAsync([.. user.RoleNames, OrchardCoreConstants.Roles.Authenticated]),
            PrintedName = string.IsNullOrWhiteSpace(profile?.PrintedName) ? null : profile.PrintedName,
            Credential = string.IsNullOrWhiteSpace(profile?.Credential) ? null : profile.Credential,
        };
    }
}
