using GutCms.Core.Paging;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Media.UseCases;

/// <summary>Looks at the library.</summary>
public sealed class GetMedia(IContentStore store, IMediaLibrary library)
{
    /// <summary>A picture.</summary>
    /// <param name="File">The picture.</param>
    /// <param name="Uses">Items that show it and that the actor may know of.</param>
    /// <param name="HiddenUses">How many more there are.</param>
    public sealed record Result(MediaFile File, IReadOnlyList<MediaUse> Uses, int HiddenUses);

    /// <summary>A page, the latest first.</summary>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    public async Task<Outcome<MediaPage>> ListAsync(Actor actor, MediaQuery query, CancellationToken cancellationToken)
    {
        if (!MediaRights.MaySee(actor))
        {
            return MediaRights.MayNotSee;
        }

        await using var work = await store.ReadAsync(cancellationToken);
        return await library.ListAsync(work, query, cancellationToken);
    }

    /// <summary>One of them, and who shows it.</summary>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, string sha256, CancellationToken cancellationToken)
    {
        if (!MediaRights.MaySee(actor))
        {
            return MediaRights.MayNotSee;
        }

        await using var work = await store.ReadAsync(cancellationToken);
        if (!MediaFile.IsId(sha256) || await library.FindAsync(work, sha256, cancellationToken) is not { } file)
        {
            return MediaRights.NotFound;
        }

        var uses = (await library.FindUsesAsync(work, sha256, cancellationToken)).Items;
        List<MediaUse> seen = [.. uses.Where(use => Authorization.MaySee(actor, use.ContentType, use.Owner, use.IsLive))];
        return new Result(file, seen, uses.Count - seen.Count);
    }
}
