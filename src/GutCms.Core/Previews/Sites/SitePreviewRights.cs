using GutCms.Core.Releases;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Previews.Sites;

/// <summary>What the maker of a preview may still show. Asked with every reading, by the rules that were asked when it was made.</summary>
internal static class SitePreviewRights
{
    /// <summary>The maker with the rights of this moment; null: nobody who could be found.</summary>
    public static async Task<Actor?> FindMakerAsync(ReviewPorts ports, IUnitOfWork work, string userId, CancellationToken cancellationToken) =>
        userId.Length > 0 && ports.Actors is { } actors ? await actors.FindAsync(work, userId, cancellationToken) : null;

    /// <summary>Whether the maker could make the preview now.</summary>
    /// <param name="work">Reads.</param>
    /// <param name="maker">The maker.</param>
    /// <param name="preview">The preview.</param>
    /// <param name="latest">Of a preview of an item its latest version; null: it is none, or the item has none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<bool> HoldAsync(IUnitOfWork work, Actor maker, SitePreview preview, StoredVersion? latest, CancellationToken cancellationToken) => preview.Scope switch
    {
        PreviewScope.Item => latest is not null && PreviewAccess.MayEdit(latest.Item, maker),
        PreviewScope.Release => await ReleaseRecords.MayKnowAsync(work, maker, cancellationToken),
        _ => OfSite(maker),
    };

    /// <summary>Whether somebody may see the whole site as it is to be.</summary>
    public static bool OfSite(Actor actor) => Authorization.Allows(actor, Permissions.PreviewContent);

    /// <summary>Whether somebody may see what is not live of an item.</summary>
    public static bool MaySee(Actor actor, string contentType, string? owner) => Authorization.MaySee(actor, contentType, owner, published: false);
}
