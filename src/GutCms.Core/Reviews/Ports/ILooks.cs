using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Ports;

/// <summary>Keeps which versions people have opened, inside a unit of work.</summary>
public interface ILooks
{
    /// <summary>What a person has opened of an item; null: nothing that is known.</summary>
    Task<Look?> FindAsync(IUnitOfWork work, string userId, string contentItemId, CancellationToken cancellationToken);

    /// <summary>Writes or replaces it.</summary>
    Task SaveAsync(IUnitOfWork work, Look look, CancellationToken cancellationToken);
}
