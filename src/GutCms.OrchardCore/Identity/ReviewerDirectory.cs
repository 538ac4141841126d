using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Storage;
using OrchardCore;
using OrchardCore.Entities;
using OrchardCore.Users.Indexes;
using OrchardCore.Users.Models;
using YesSql;

namespace GutCms.OrchardCore.Identity;

/// <summary>Knows from the site's users and roles who could decide.</summary>
internal sealed class ReviewerDirectory(ISession session, SitePermissions permissions) : IReviewerDirectory
{
    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>> FindReviewersAsync(IReadOnlyCollection<string> roles, string contentType, CancellationToken cancellationToken) =>
        FindReviewersAsync(session, roles, contentType);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>> FindReviewersAsync(
        IUnitOfWork work, IReadOnlyCollection<string> roles, string contentType, CancellationToken cancellationToken) =>
        FindReviewersAsync(work is YesSqlUnitOfWork own ? own.Session : session, roles, contentType);

    /// <inheritdoc/>
    public async Task<IReadOnlyCollection<string>> FindUnknownAsync(IUnitOfWork work, IReadOnlyCollection<string> userNames, CancellationToken cancellationToken)
    {
        List<string> unknown = [];
        foreach (var name in userNames)
        {
            var normalized = name.ToUpperInvariant();
            if (await (work is YesSqlUnitOfWork own ? own.Session : session).Query<User, UserIndex>(index => index.NormalizedUserName == normalized && index.IsEnabled).FirstOrDefaultAsync() is null)
            {
                unknown.Add(name);
            }
        }

        return unknown;
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>> FindReviewersAsync(ISession session, IReadOnlyCollection<string> roles, string contentType)
    {
        var found = new Dictionary<string, IReadOnlyList<Reviewer>>(StringComparer.Ordinal);
        foreach (var role in roles.Distinct(StringComparer.Ordinal))
        {
            var normalized = role.ToUpperInvariant();
            var holders = await session.Query<User, UserByRoleNameIndex>(index => index.RoleName == normalized).ListAsync();
            var able = new List<Reviewer>();
            foreach (var user in holders.Where(user => user.IsEnabled).OrderBy(user => user.UserName, StringComparer.Ordinal))
            {
                if (user.TryGet<ReviewerProfile>(out var profile) && !string.IsNullOrWhiteSpace(profile.PrintedName) && await MayApproveAsync(user, contentType))
                {
                    able.Add(new Reviewer(user.UserId, user.UserName, profile.PrintedName, string.IsNullOrWhiteSpace(profile.Credential) ? null : profile.Credential));
                }
            }

            found[role] = able;
        }

        return found;
    }

    private async Task<bool> MayApproveAsync(User user, string contentType)
    {
        var actor = new Actor(user.UserId, user.UserName) { Permissions = await permissions.OfAsync([.. user.RoleNames, OrchardCoreConstants.Roles.Authenticated]) };
        return Authorization.Allows(actor, Permissions.ApproveContent, contentType);
    }
}
