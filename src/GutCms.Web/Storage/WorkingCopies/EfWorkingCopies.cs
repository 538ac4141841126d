using GutCms.Core.Storage;
using GutCms.Core.WorkingCopies;
using GutCms.Web.Storage.Reviews;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.WorkingCopies;

/// <summary>Working copies in the transaction of a unit of work.</summary>
internal sealed class EfWorkingCopies : IWorkingCopies
{
    public Task<WorkingCopy?> FindAsync(IUnitOfWork work, string userId, string copyId, CancellationToken cancellationToken) =>
        Of(work, userId, copyId).SingleOrDefaultAsync(cancellationToken);

    public async Task<IReadOnlyList<WorkingCopy>> ListNewAsync(IUnitOfWork work, string userId, string contentType, CancellationToken cancellationToken) =>
        await EfUnitOfWork.ContextOf(work).WorkingCopies.AsNoTracking().Where(copy => copy.UserId == userId && copy.IsNew && copy.ContentType == contentType)
            .OrderByDescending(copy => copy.SavedUtc).ThenBy(copy => copy.CopyId).ToListAsync(cancellationToken);

    public async Task SaveAsync(IUnitOfWork work, WorkingCopy copy, CancellationToken cancellationToken) =>
        await EfUnitOfWork.ContextOf(work).UpsertAsync(copy, await Of(work, copy.UserId, copy.CopyId).AnyAsync(cancellationToken), null, cancellationToken);

    public Task RemoveAsync(IUnitOfWork work, string userId, string copyId, CancellationToken cancellationToken) =>
        Of(work, userId, copyId).ExecuteDeleteAsync(cancellationToken);

    public Task RemoveOlderAsync(IUnitOfWork work, DateTime beforeUtc, CancellationToken cancellationToken) =>
        EfUnitOfWork.ContextOf(work).WorkingCopies.Where(copy => copy.SavedUtc < beforeUtc).ExecuteDeleteAsync(cancellationToken);

    private static IQueryable<WorkingCopy> Of(IUnitOfWork work, string userId, string copyId) =>
        EfUnitOfWork.ContextOf(work).WorkingCopies.AsNoTracking().Where(copy => copy.UserId == userId && copy.CopyId == copyId);
}
