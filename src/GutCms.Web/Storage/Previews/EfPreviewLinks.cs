using GutCms.Core.Previews;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Reviews;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Previews;

/// <summary>Preview links in the transaction of a unit of work.</summary>
internal sealed class EfPreviewLinks : IPreviewLinks
{
    public Task<PreviewLink?> FindByTokenAsync(IUnitOfWork work, string tokenHash, CancellationToken cancellationToken) =>
        EfUnitOfWork.ContextOf(work).PreviewLinks.AsNoTracking().SingleOrDefaultAsync(link => link.TokenHash == tokenHash, cancellationToken);

    public async Task<IReadOnlyList<PreviewLink>> ListAsync(IUnitOfWork work, string contentItemId, CancellationToken cancellationToken) =>
        await EfUnitOfWork.ContextOf(work).PreviewLinks.AsNoTracking().Where(link => link.ContentItemId == contentItemId)
            .OrderByDescending(link => link.CreatedUtc).ThenBy(link => link.LinkId).ToListAsync(cancellationToken);

    public Task AddAsync(IUnitOfWork work, PreviewLink link, CancellationToken cancellationToken) =>
        EfUnitOfWork.ContextOf(work).UpsertAsync(link, exists: false, null, cancellationToken);

    public Task SaveAsync(IUnitOfWork work, PreviewLink link, CancellationToken cancellationToken) =>
        EfUnitOfWork.ContextOf(work).UpsertAsync(link, exists: true, null, cancellationToken);
}
