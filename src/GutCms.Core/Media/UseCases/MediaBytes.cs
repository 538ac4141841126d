using GutCms.Core.Storage;

namespace GutCms.Core.Media.UseCases;

/// <summary>Takes bytes away that are nobody's.</summary>
internal static class MediaBytes
{
    /// <summary>
    /// Removes the bytes of a picture with all that was made of it, unless the library knows it: who uploads writes in a transaction of this kind as well, so that nobody brings it back meanwhile.
    /// What was begun is ended, whoever goes.
    /// </summary>
    /// <returns>They were removed.</returns>
    public static async Task<bool> RemoveUnlessKnownAsync(IContentStore content, IMediaLibrary library, IMediaStore store, string sha256)
    {
        await using var alone = await content.BeginAsync(CancellationToken.None);
        if (await library.FindAsync(alone, sha256, CancellationToken.None) is not null)
        {
            return false;
        }

        await store.RemoveAsync(sha256, CancellationToken.None);
        return true;
    }
}
