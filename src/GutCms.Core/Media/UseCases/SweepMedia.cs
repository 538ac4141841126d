using GutCms.Core.Storage;

namespace GutCms.Core.Media.UseCases;

/// <summary>Removes files of pictures that the library does not know, which a fault in the middle of uploading or deleting leaves, and what was never written to its end.</summary>
public sealed class SweepMedia(IContentStore content, IMediaLibrary library, IMediaStore store, TimeProvider time)
{
    private const int AtOnce = 500;

    // Younger files may be somebody's who is at it, or of a database that is being brought back.
    private static readonly TimeSpan Rest = TimeSpan.FromDays(1);

    /// <summary>Does it.</summary>
    /// <returns>How many pictures were removed.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().UtcDateTime - Rest;
        await store.RemoveUnfinishedAsync(before, cancellationToken);
        var removed = 0;
        foreach (var ids in (await store.ListAsync(before, cancellationToken)).Chunk(AtOnce))
        {
            IReadOnlySet<string> known;
            await using (var work = await content.ReadAsync(cancellationToken))
            {
                known = await library.FindKnownAsync(work, ids, cancellationToken);
            }

            foreach (var id in ids.Where(id => !known.Contains(id)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                removed += await MediaBytes.RemoveUnlessKnownAsync(content, library, store, id) ? 1 : 0;
            }
        }

        return removed;
    }
}
