using GutCms.Core.Previews;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Retention;

/// <summary>Removes what is kept for a time only and is not part of the record.</summary>
internal static class OldRows
{
    /// <summary>Whether there are addresses that sources had before a day.</summary>
    public static Task<bool> AnyAddressAsync(IUnitOfWork work, DateTime beforeUtc, CancellationToken cancellationToken) => Addresses(work, beforeUtc).AnyAsync(cancellationToken);

    /// <summary>Forgets them.</summary>
    public static Task<int> RemoveAddressesAsync(IUnitOfWork work, DateTime beforeUtc, CancellationToken cancellationToken) => Addresses(work, beforeUtc).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Whether there are preview links that had ended before an instant.</summary>
    public static Task<bool> AnyPreviewLinkAsync(IUnitOfWork work, DateTime beforeUtc, CancellationToken cancellationToken) => PreviewLinks(work, beforeUtc).AnyAsync(cancellationToken);

    /// <summary>Removes them, with how often they were opened and when last.</summary>
    public static Task<int> RemovePreviewLinksAsync(IUnitOfWork work, DateTime beforeUtc, CancellationToken cancellationToken) => PreviewLinks(work, beforeUtc).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Whether there are events that were given up before an instant and about which nobody has decided.</summary>
    public static Task<bool> AnyGivenUpAsync(IUnitOfWork work, DateTime beforeUtc, CancellationToken cancellationToken) => GivenUp(work, beforeUtc).AnyAsync(cancellationToken);

    /// <summary>Removes them.</summary>
    public static Task<int> RemoveGivenUpAsync(IUnitOfWork work, DateTime beforeUtc, CancellationToken cancellationToken) => GivenUp(work, beforeUtc).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Whether there are runs of recipes that began before an instant.</summary>
    public static Task<bool> AnyRecipeRunAsync(IUnitOfWork work, DateTime beforeUtc, CancellationToken cancellationToken) => RecipeRuns(work, beforeUtc).AnyAsync(cancellationToken);

    /// <summary>Removes them.</summary>
    public static Task<int> RemoveRecipeRunsAsync(IUnitOfWork work, DateTime beforeUtc, CancellationToken cancellationToken) => RecipeRuns(work, beforeUtc).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Whether there are dry runs that began before an instant and still have their recipe.</summary>
    public static Task<bool> AnyTriedRecipeAsync(IUnitOfWork work, DateTime beforeUtc, CancellationToken cancellationToken) => TriedRecipes(work, beforeUtc).AnyAsync(cancellationToken);

    /// <summary>Takes it from them.</summary>
    public static Task<int> RemoveTriedRecipesAsync(IUnitOfWork work, DateTime beforeUtc, CancellationToken cancellationToken) =>
        TriedRecipes(work, beforeUtc).ExecuteUpdateAsync(set => set.SetProperty(row => row.Recipe, (byte[]?)null), cancellationToken);

    private static IQueryable<RecipeRunRow> RecipeRuns(IUnitOfWork work, DateTime beforeUtc) => EfUnitOfWork.ContextOf(work).RecipeRuns.Where(row => row.StartedUtc < beforeUtc);

    private static IQueryable<RecipeRunRow> TriedRecipes(IUnitOfWork work, DateTime beforeUtc) => RecipeRuns(work, beforeUtc).Where(row => row.Recipe != null);

    private static IQueryable<SourceAddressRow> Addresses(IUnitOfWork work, DateTime beforeUtc) => EfUnitOfWork.ContextOf(work).SourceAddresses.Where(row => row.DayUtc < beforeUtc);

    private static IQueryable<PreviewLink> PreviewLinks(IUnitOfWork work, DateTime beforeUtc) => EfUnitOfWork.ContextOf(work).PreviewLinks.Where(row => row.ExpiresUtc < beforeUtc || row.RevokedUtc < beforeUtc);

    private static IQueryable<OutboxRow> GivenUp(IUnitOfWork work, DateTime beforeUtc) => EfUnitOfWork.ContextOf(work).Outbox.Where(row => row.ToldUtc == null && row.GivenUpUtc < beforeUtc);
}
