using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Users;

/// <summary>What somebody has to prove who he is by. Reads only.</summary>
internal sealed class OwnCredentials(Database database)
{
    /// <summary>Whether the account has a password here.</summary>
    public Task<bool> HasPasswordAsync(string userId, CancellationToken cancellationToken) => AnyAsync(users => users.Where(user => user.Id == userId && user.PasswordHash != null), cancellationToken);

    /// <summary>Whether the account uses an authenticator app.</summary>
    public Task<bool> HasSecondFactorAsync(string userId, CancellationToken cancellationToken) => AnyAsync(users => users.Where(user => user.Id == userId && user.TwoFactorEnabled), cancellationToken);

    private async Task<bool> AnyAsync(Func<IQueryable<GutCmsUser>, IQueryable<GutCmsUser>> which, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await which(context.Users.AsNoTracking()).AnyAsync(cancellationToken);
    }
}
