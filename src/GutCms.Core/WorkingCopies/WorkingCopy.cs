using GutCms.Core.Storage;

namespace GutCms.Core.WorkingCopies;

/// <summary>
/// What somebody is writing and has not saved. It is nobody else's, and no version: it voids nothing, needs no complete text, and is neither delivered nor searched, previewed, reviewed or exported.
/// </summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="CopyId">Id of the item; for one that does not exist yet an id of the copy's own, in the form of content ids.</param>
/// <param name="ContentType">Type of the item.</param>
/// <param name="IsNew">The item does not exist yet.</param>
/// <param name="Mark">Another one with each writing, so that two devices do not overwrite each other.</param>
/// <param name="Json">The item as it was written, as JSON text.</param>
/// <param name="VersionId">Version that it began with; empty for a new item.</param>
/// <param name="Tag">Tag of the item at that moment; empty likewise.</param>
/// <param name="Device">Kind of browser and system, for its owner; empty when neither is known.</param>
/// <param name="SavedUtc">When it was written, UTC.</param>
public sealed record WorkingCopy(
    string UserId, string CopyId, string ContentType, bool IsNew, string Mark, string Json, string VersionId, string Tag, string Device, DateTime SavedUtc);

/// <summary>Keeps working copies, inside a unit of work.</summary>
public interface IWorkingCopies
{
    /// <summary>The copy of a person; null when there is none.</summary>
    Task<WorkingCopy?> FindAsync(IUnitOfWork work, string userId, string copyId, CancellationToken cancellationToken);

    /// <summary>Copies of a person of new items of a type, last written first.</summary>
    Task<IReadOnlyList<WorkingCopy>> ListNewAsync(IUnitOfWork work, string userId, string contentType, CancellationToken cancellationToken);

    /// <summary>Writes or replaces a copy.</summary>
    Task SaveAsync(IUnitOfWork work, WorkingCopy copy, CancellationToken cancellationToken);

    /// <summary>Removes a copy, if it is there.</summary>
    Task RemoveAsync(IUnitOfWork work, string userId, string copyId, CancellationToken cancellationToken);

    /// <summary>Removes copies that were written before an instant, whoever's they are.</summary>
    Task RemoveOlderAsync(IUnitOfWork work, DateTime beforeUtc, CancellationToken cancellationToken);
}
