using GutCms.Core.Storage;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Users;

/// <summary>Roles on file, and who holds them.</summary>
internal static class StoredRoles
{
    /// <summary>Names of the accounts that hold one, in order; those that are disabled too.</summary>
    public static Task<List<string>> ListHoldersAsync(IUnitOfWork work, string role, CancellationToken cancellationToken)
    {
        var context = EfUnitOfWork.ContextOf(work);
        return context.UserRoles.AsNoTracking().Where(row => row.RoleName == role).Join(context.Users, row => row.UserId, user => user.Id, (_, user) => user.UserName!).Order().ToListAsync(cancellationToken);
    }

    /// <summary>Takes one away.</summary>
    public static Task<int> RemoveAsync(IUnitOfWork work, string role, CancellationToken cancellationToken) =>
        EfUnitOfWork.ContextOf(work).Documents.Where(row => row.Kind == SiteDocuments.Role && row.Name == role).ExecuteDeleteAsync(cancellationToken);
}
