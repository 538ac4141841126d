using System.Collections.Frozen;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Powers;

/// <summary>Knows from the users and roles in the database who could decide.</summary>
internal sealed class ReviewerDirectory(Database database) : IReviewerDirectory
{
    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>> FindReviewersAsync(IReadOnlyCollection<string> roles, string contentType, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await FindAsync(context, roles, contentType, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>> FindReviewersAsync(
        IUnitOfWork work, IReadOnlyCollection<string> roles, string contentType, CancellationToken cancellationToken) =>
        FindAsync(EfUnitOfWork.ContextOf(work), roles, contentType, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyCollection<string>> FindUnknownAsync(IUnitOfWork work, IReadOnlyCollection<string> userNames, CancellationToken cancellationToken)
    {
        var names = userNames.Select(name => name.ToUpperInvariant()).ToArray();
        var known = await EfUnitOfWork.ContextOf(work).Users.AsNoTracking().Where(user => user.IsEnabled && names.Contains(user.NormalizedUserName)).Select(user => user.NormalizedUserName!).ToListAsync(cancellationToken);
        return [.. userNames.Where(name => !known.Contains(name.ToUpperInvariant()))];
    }

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>> FindAsync(
        GutCmsDbContext context, IReadOnlyCollection<string> roles, string contentType, CancellationToken cancellationToken)
    {
        var given = await Accounts.RolesAsync(context, cancellationToken);
        var users = await context.Users.AsNoTracking()
            .Where(user => user.IsEnabled && user.PrintedName != null && user.PrintedName != "" && context.UserRoles.Any(role => role.UserId == user.Id && roles.Contains(role.RoleName)))
            .OrderBy(user => user.UserName)
            .ToListAsync(cancellationToken);
        var ids = users.Select(user => user.Id).ToList();
        var held = (await context.UserRoles.AsNoTracking().Where(role => ids.Contains(role.UserId)).ToListAsync(cancellationToken)).ToLookup(role => role.UserId, role => role.RoleName);
        var hands = await PowersInForce.OfAsync(context, ids, cancellationToken);
        var able = users.Where(user => Authorization.Allows(ActorOf(user.Id, user.UserName!, held[user.Id], given), Permissions.ApproveContent, contentType)).ToList();
        return roles.Distinct(StringComparer.Ordinal).ToDictionary(
            role => role,
            IReadOnlyList<Reviewer> (role) => [.. able.Where(user => held[user.Id].Contains(role)).Select(user => new Reviewer(user.Id, user.UserName!, user.PrintedName!, user.Credential) { InHandsOf = [.. hands[user.Id]], HasPassword = !string.IsNullOrEmpty(user.PasswordHash) })],
            StringComparer.Ordinal);
    }

    private static Actor ActorOf(string id, string name, IEnumerable<string> roles, IReadOnlyDictionary<string, FrozenSet<string>> given) => new(id, name)
    {
        Permissions = roles.Append(Accounts.Authenticated).SelectMany(role => given.GetValueOrDefault(role) ?? []).ToFrozenSet(StringComparer.Ordinal),
    };
}
