using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Ports;

/// <summary>Finds people and API clients who are not there themselves, with the rights that they have now. Must only read.</summary>
public interface IActorDirectory
{
    /// <summary>Whoever goes by an id, as a unit of work sees it; null: nobody does any more, or the account is disabled.</summary>
    /// <param name="work">The unit of work; for hosts that keep users in its database no second connection is taken.</param>
    /// <param name="userId">Id as in <see cref="Actor.UserId"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<Actor?> FindAsync(IUnitOfWork work, string userId, CancellationToken cancellationToken);
}
