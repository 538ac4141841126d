using GutCms.Core.Audit;
using GutCms.Core.Recipes;
using GutCms.Core.Security;
using GutCms.Web.Features.Errors;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Identity;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Setup;

/// <summary>Brings the site to the point where it can serve: data directory, database, set-up recipe, keys, first administrator. A second time it changes nothing.</summary>
internal sealed class PrepareSite(
    DataDirectory data, SetupLock setupLock, DatabaseMigrator database, FormerSite former, RecipeFiles files, RecipeRunners runners,
    PrepareIdentity identity, IOptions<SetupOptions> options)
{
    /// <summary>Does it. What fails on a database file that did not exist before leaves none behind; on a server, it leaves empty tables.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="told">Is told what takes a while; null: nobody is.</param>
    /// <exception cref="SiteCannotRunException">The site cannot be prepared.</exception>
    public Task ExecuteAsync(CancellationToken cancellationToken, ISetupAudience? told = null) => PrepareAsync(withAccounts: true, told, cancellationToken);

    /// <summary>Does it but for keys and the first administrator: a site that is only looked at.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="SiteCannotRunException">The site cannot be prepared.</exception>
    public Task WithoutAccountsAsync(CancellationToken cancellationToken) => PrepareAsync(withAccounts: false, told: null, cancellationToken);

    private async Task PrepareAsync(bool withAccounts, ISetupAudience? told, CancellationToken cancellationToken)
    {
        using var act = AuditAct.Begin();
        data.Prepare();
        using var alone = await setupLock.TakeAsync(cancellationToken);
        await former.CheckAsync(cancellationToken);
        await database.CheckAsync(cancellationToken);
        var isNewFile = database.FilePath is { } path && !File.Exists(path);
        try
        {
            // Most starts find everything in place, and should serve soon.
            if (!await database.IsUpToDateAsync(cancellationToken))
            {
                told?.Say($"Creating or updating the tables of {database.Description}");
                await database.MigrateAsync(cancellationToken);
            }

            if (await database.IsEmptyAsync(cancellationToken))
            {
                await SetUpAsync(told, cancellationToken);
            }

            if (withAccounts)
            {
                await identity.ExecuteAsync(told is null ? null : told.Say, cancellationToken);
            }
        }
        catch when (isNewFile)
        {
            RemoveFile(database.FilePath!);
            throw;
        }
    }

    private static void RemoveFile(string path)
    {
        // Pooled connections hold the file open and would write it again.
        SqliteConnection.ClearAllPools();
        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            File.Delete(path + suffix);
        }
    }

    private async Task SetUpAsync(ISetupAudience? told, CancellationToken cancellationToken)
    {
        var source = files.Configured(options.Value.Recipe);
        told?.Say($"First start: running {source.FullPath}");
        Task<RecipeReport> RunAsync(IProgress<RecipeProgress>? progress) => runners.For(source).RunAsync(source, new RecipeOptions(Actor.System, Trusted: true), progress, cancellationToken);
        var report = await (told?.WatchAsync(RunAsync) ?? RunAsync(null));
        if (!report.Succeeded)
        {
            var first = report.Faults[0];
            var more = report.Faults.Count == 1 ? "" : $" (and {report.Faults.Count - 1} more)";
            throw new SiteCannotRunException(
                $"The set-up recipe {source.FullPath} has faults and was not run: {first.File} {first.Path}: {first.Message}{more}");
        }
    }
}
