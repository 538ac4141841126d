using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.Users;

/// <summary>The enabled accounts that may enter the admin, by name: whom somebody there can choose. For whoever may enter it himself; others get nobody.</summary>
internal sealed class ListColleagues(IContentStore store)
{
    /// <summary>Reads them.</summary>
    public async Task<IReadOnlyList<Account>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.AccessAdminPanel))
        {
            return [];
        }

        await using var work = await store.ReadAsync(cancellationToken);
        return [.. (await Everybody.LoadAsync(work, cancellationToken)).All.Where(account => Authorization.Allows(account.ToActor(), Permissions.AccessAdminPanel))];
    }
}
