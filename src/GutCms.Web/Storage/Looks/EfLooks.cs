using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Reviews;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Looks;

/// <summary>What people have opened, in the transaction of a unit of work.</summary>
internal sealed class EfLooks : ILooks
{
    public Task<Look?> FindAsync(IUnitOfWork work, string userId, string contentItemId, CancellationToken cancellationToken) => Of(work, userId, contentItemId).SingleOrDefaultAsync(cancellationToken);

    public async Task SaveAsync(IUnitOfWork work, Look look, CancellationToken cancellationToken) =>
        await EfUnitOfWork.ContextOf(work).UpsertAsync(look, await Of(work, look.UserId, look.ContentItemId).AnyAsync(cancellationToken), null, cancellationToken);

    private static IQueryable<Look> Of(IUnitOfWork work, string userId, string contentItemId) =>
        EfUnitOfWork.ContextOf(work).Looks.AsNoTracking().Where(look => look.UserId == userId && look.ContentItemId == contentItemId);
}
