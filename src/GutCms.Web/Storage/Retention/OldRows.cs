using GutCms.Core.Storage;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Retention;

/// <summary>Removes what is kept for a time only and is not part of the record.</summary>
internal static class OldRows
{
    /// <summary>Forgets what addresses sources had before a day.</summary>
    public static Task<int> RemoveAddressesAsync(IUnitOfWork work, DateTime beforeUtc, CancellationToken cancellationToken) =>
        EfUnitOfWork.ContextOf(work).SourceAddresses.Where(row => row.DayUtc < beforeUtc).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Removes preview links that had ended before an instant, with how often they were opened and when last.</summary>
    public static Task<int> RemovePreviewLinksAsync(IUnitOfWork work, DateTime beforeUtc, CancellationToken cancellationToken) =>
        EfUnitOfWork.ContextOf(work).PreviewLinks.Where(row => row.ExpiresUtc < beforeUtc || row.RevokedUtc < beforeUtc).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Whether there is any of it, asked without taking the lock of writers.</summary>
    public static async Task<bool> AnyAsync(IUnitOfWork work, DateTime addressesBeforeUtc, DateTime linksBeforeUtc, CancellationToken cancellationToken)
    {
        var context = EfUnitOfWork.ContextOf(work);
        return await context.SourceAddresses.AnyAsync(row => row.DayUtc < addressesBeforeUtc, cancellationToken)
            || await context.PreviewLinks.AnyAsync(row => row.ExpiresUtc < linksBeforeUtc || row.RevokedUtc < linksBeforeUtc, cancellationToken);
    }
}
