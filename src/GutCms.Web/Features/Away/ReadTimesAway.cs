using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.Away;

/// <summary>Who is away or will be, for whoever asks people to decide.</summary>
internal sealed class ReadTimesAway(IContentStore store, TimeProvider time)
{
    /// <summary>The time that a person is or will be away; null: none that is not over.</summary>
    public async Task<Func<string, TimeAway?>> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        var (times, today) = (await TimesAway.ReadAsync(work, cancellationToken), DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        return userId => times.Find(userId) is { } known && known.Until >= today ? known : null;
    }
}
