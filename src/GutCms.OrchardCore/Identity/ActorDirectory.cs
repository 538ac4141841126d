using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Storage;
using OrchardCore.Users.Indexes;
using OrchardCore.Users.Models;
using YesSql;

namespace GutCms.OrchardCore.Identity;

/// <summary>Finds the site's users by id. API clients it does not find: their roles are in their tokens.</summary>
internal sealed class ActorDirectory(ISession session, PeopleAsActors people) : IActorDirectory
{
    /// <inheritdoc/>
    public async Task<Actor?> FindAsync(IUnitOfWork work, string userId, CancellationToken cancellationToken) =>
        await (work is YesSqlUnitOfWork own ? own.Session : session).Query<User, UserIndex>(index => index.UserId == userId && index.IsEnabled).FirstOrDefaultAsync() is { } user
            ? await people.OfAsync(user)
            : null;
}
