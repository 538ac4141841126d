using GutCms.Core.Previews.Sites;
using GutCms.Core.Storage;
using GutCms.Web.Features.People;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Storage.Limits;
using GutCms.Web.Storage.Retention;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Retention;

/// <summary>
/// Lets go what is kept for a time only: names of anonymous signers, addresses of refused attempts, preview links, previews of sites, events that were given up, secrets of proposals, runs of recipes, what was used of limits. What was done already is not done again, so every
/// node may. What fails is logged and holds up nothing else.
/// </summary>
internal sealed partial class ForgetInTime(IContentStore store, ForgetPerson people, ISharedLimits limits, IOptions<RetentionOptions> options, TimeProvider time, ILogger<ForgetInTime> logger)
{
    private static readonly TimeSpan RunsKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan TriedRecipesKept = TimeSpan.FromDays(1);

    /// <summary>Does what is due.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (addresses, links, events) = (now.Date.AddDays(-options.Value.AddressDays), now.AddDays(-options.Value.PreviewLinkDays), now.AddDays(-options.Value.GivenUpDays));
        await TryAsync("names", () => people.ForgetDueNamesAsync(cancellationToken), cancellationToken);
        await RemoveAsync("addresses", work => OldRows.AnyAddressAsync(work, addresses, cancellationToken), work => OldRows.RemoveAddressesAsync(work, addresses, cancellationToken), cancellationToken);
        await RemoveAsync("preview links", work => OldRows.AnyPreviewLinkAsync(work, links, cancellationToken), work => OldRows.RemovePreviewLinksAsync(work, links, cancellationToken), cancellationToken);
        await RemoveAsync("previews of sites", work => EndedSitePreviews.AnyAsync(work, now, cancellationToken), work => EndedSitePreviews.RemoveAsync(work, now, cancellationToken), cancellationToken);
        await RemoveAsync("events that were given up", work => OldRows.AnyGivenUpAsync(work, events, cancellationToken), work => OldRows.RemoveGivenUpAsync(work, events, cancellationToken), cancellationToken);
        await RemoveAsync("runs of recipes", work => OldRows.AnyRecipeRunAsync(work, now - RunsKept, cancellationToken), work => OldRows.RemoveRecipeRunsAsync(work, now - RunsKept, cancellationToken), cancellationToken);
        await RemoveAsync("recipes that were tried", work => OldRows.AnyTriedRecipeAsync(work, now - TriedRecipesKept, cancellationToken), work => OldRows.RemoveTriedRecipesAsync(work, now - TriedRecipesKept, cancellationToken), cancellationToken);
        await TryAsync("what was used of limits", () => limits.ForgetAsync(cancellationToken), cancellationToken);
        await RemoveAsync(
            "secrets of proposals",
            async work => (await Proposal.ListAsync(work, cancellationToken)).Any(proposal => proposal.IsSpent(now)),
            work => Proposal.ForgetSpentAsync(work, now, cancellationToken),
            cancellationToken);
    }

    // Whether there is any is asked without taking the lock of writers.
    private Task RemoveAsync(string what, Func<IUnitOfWork, Task<bool>> isAny, Func<IUnitOfWork, Task> remove, CancellationToken cancellationToken) => TryAsync(
        what,
        async () =>
        {
            await using (var reading = await store.ReadAsync(cancellationToken))
            {
                if (!await isAny(reading))
                {
                    return;
                }
            }

            await using var work = await store.BeginAsync(cancellationToken);
            await remove(work);
            await work.CommitAsync(cancellationToken);
        },
        cancellationToken);

    private async Task TryAsync(string what, Func<Task> letGo, CancellationToken cancellationToken)
    {
        try
        {
            await letGo();
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Failed(logger, fault, what);
        }
    }

    [LoggerMessage(LogLevel.Error, "What was kept long enough could not be let go: {What}. It will be tried again.")]
    private static partial void Failed(ILogger logger, Exception fault, string what);
}
