using System.Data.Common;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Runs;

/// <summary>
/// The last runs of uploaded recipes, as every node sees them and as they are after a restart. On PostgreSQL they are written beside the one writer, which is the run itself most of the time; on SQLite in its turn.
/// </summary>
internal sealed class RecipeRunTable(Database database, IContentStore store, TimeProvider time)
{
    /// <summary>Runs that are kept.</summary>
    public const int Kept = 20;

    /// <summary>What a run is said to have ended in of which nobody has written down the end.</summary>
    public const string CutOff = "CutOff";

    /// <summary>How long a run is taken to go on after it was last said to.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>Whether it can be written how far a run is while it goes on.</summary>
    public bool FollowsRuns => database.WritesBeside;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Writes down that a run begins, unless another one goes on.</summary>
    /// <returns>False: another one goes on, and nothing was written.</returns>
    public async Task<bool> BeginAsync(RecipeRunRow run, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(
                async context =>
                {
                    await CutOffAsync(context, cancellationToken);
                    context.RecipeRuns.Add(run);
                    await context.SaveChangesAsync(cancellationToken);
                    var oldest = await context.RecipeRuns.OrderByDescending(row => row.Sequence).Skip(Kept).Select(row => row.Sequence).ToListAsync(cancellationToken);
                    await context.RecipeRuns.Where(row => oldest.Contains(row.Sequence)).ExecuteDeleteAsync(cancellationToken);
                },
                cancellationToken);
            return true;
        }
        catch (DbUpdateException taken) when (taken.InnerException is DbException exception && database.IsConflict(exception))
        {
            return false;
        }
    }

    /// <summary>Writes down that a run goes on, and how far it is.</summary>
    public Task SeenAsync(string id, string? progress, CancellationToken cancellationToken)
    {
        var now = Now;
        return WriteAsync(
            context => context.RecipeRuns.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.SeenUtc, now).SetProperty(row => row.Progress, progress), cancellationToken),
            cancellationToken);
    }

    /// <summary>Writes down what a run came to.</summary>
    /// <param name="id">The run.</param>
    /// <param name="failure">Why there is no report; null: there is one.</param>
    /// <param name="hasFaults">The report has faults.</param>
    /// <param name="report">The report.</param>
    /// <param name="recipe">The recipe, where it can still be carried out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task EndAsync(string id, string? failure, bool hasFaults, byte[]? report, byte[]? recipe, CancellationToken cancellationToken)
    {
        DateTime? now = Now;
        return WriteAsync(
            context => context.RecipeRuns.Where(row => row.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.IsRunning, false).SetProperty(row => row.EndedUtc, now).SetProperty(row => row.Failure, failure)
                    .SetProperty(row => row.HasFaults, hasFaults).SetProperty(row => row.Report, report).SetProperty(row => row.Recipe, recipe),
                cancellationToken),
            cancellationToken);
    }

    /// <summary>The runs, newest first, without report and recipe.</summary>
    public async Task<IReadOnlyList<RecipeRunRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.RecipeRuns.AsNoTracking().OrderByDescending(row => row.Sequence)
            .Select(row => new RecipeRunRow
            {
                Id = row.Id,
                FileName = row.FileName,
                Mode = row.Mode,
                StartedById = row.StartedById,
                StartedBy = row.StartedBy,
                StartedUtc = row.StartedUtc,
                SeenUtc = row.SeenUtc,
                IsRunning = row.IsRunning,
                EndedUtc = row.EndedUtc,
                Progress = row.Progress,
                Failure = row.Failure,
                HasFaults = row.HasFaults,
            })
            .ToListAsync(cancellationToken);
    }

    /// <summary>A run; null when it is not kept.</summary>
    public async Task<RecipeRunRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.RecipeRuns.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
    }

    /// <summary>Whether somebody other than this process may still be at a run: a process that ended on SQLite is at none.</summary>
    public bool MayGoOnElsewhere(RecipeRunRow run) => run.IsRunning && database.WritesBeside && run.SeenUtc >= Now - Silence;

    private Task<int> CutOffAsync(GutCmsDbContext context, CancellationToken cancellationToken)
    {
        var since = Now - Silence;
        return context.RecipeRuns.Where(row => row.IsRunning && (!database.WritesBeside || row.SeenUtc < since)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.IsRunning, false).SetProperty(row => row.EndedUtc, row => (DateTime?)row.SeenUtc).SetProperty(row => row.Failure, CutOff), cancellationToken);
    }

    private async Task WriteAsync(Func<GutCmsDbContext, Task> write, CancellationToken cancellationToken)
    {
        if (database.WritesBeside)
        {
            await using var context = database.CreateContext();
            await write(context);
            return;
        }

        await using var work = await store.BeginAsync(cancellationToken);
        await write(EfUnitOfWork.ContextOf(work));
        await work.CommitAsync(cancellationToken);
    }
}
