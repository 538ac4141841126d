using System.Collections.Concurrent;
using System.Text.Json;
using GutCms.Core.Diff;
using GutCms.Core.Recipes;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.Runs;
using Microsoft.AspNetCore.DataProtection;

namespace GutCms.Web.Features.Recipes;

/// <summary>Runs of uploaded recipes as they stand in the database, seen from every node and after a restart.</summary>
internal sealed class RecipeRunRecords(RecipeRunTable table, IContentStore store, IDataProtectionProvider protection)
{
    // Comparing its texts anew at every look would be dear, and what has ended does not change.
    private const int MostRead = 5;

    private readonly IDataProtector _protector = protection.CreateProtector("GutCms.RecipeRun.v1");
    private readonly ConcurrentDictionary<string, RecipeReport> _read = new(StringComparer.Ordinal);

    /// <summary>Whether it is written down how far a run is while it goes on.</summary>
    public bool FollowRuns => table.FollowsRuns;

    /// <summary>Writes down that a run begins.</summary>
    /// <returns>False: another one goes on, and nothing was written.</returns>
    public Task<bool> BeginAsync(RecipeRun run, Actor actor, CancellationToken cancellationToken) => table.BeginAsync(
        new()
        {
            Id = run.Id,
            FileName = run.FileName,
            Mode = run.Mode.ToString(),
            StartedById = actor.UserId,
            StartedBy = run.StartedBy,
            StartedUtc = run.StartedUtc,
            SeenUtc = run.StartedUtc,
            IsRunning = true,
        },
        cancellationToken);

    /// <summary>Writes down that a run goes on, and how far it is.</summary>
    public Task SeenAsync(RecipeRun run, CancellationToken cancellationToken) => table.SeenAsync(run.Id, run.Progress is { } progress ? JsonSerializer.Serialize(progress) : null, cancellationToken);

    /// <summary>Writes down what a run came to; of a dry run that can be carried out with the recipe, encrypted, since it may hold secrets.</summary>
    public Task EndAsync(RecipeRun run, byte[] utf8, CancellationToken cancellationToken) => table.EndAsync(
        run.Id,
        run.Failure?.ToString(),
        run.HasFaults,
        run.Report is { } report ? StoredReport.Pack(report) : null,
        run is { Mode: RecipeRunMode.DryRun, Report.Succeeded: true } ? _protector.Protect(utf8) : null,
        cancellationToken);

    /// <summary>The last runs, newest first, without their reports.</summary>
    public async Task<IReadOnlyList<RecipeRun>> ListAsync(CancellationToken cancellationToken) => [.. (await table.ListAsync(cancellationToken)).Select(Of)];

    /// <summary>A run; null when it is not kept.</summary>
    public async Task<RecipeRun?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await table.FindAsync(id, cancellationToken) is not { } row)
        {
            return null;
        }

        return row.Report is { } packed ? Of(row) with { Report = await ReadAsync(id, packed, cancellationToken) } : Of(row);
    }

    /// <summary>The recipe of a dry run that can be carried out; null otherwise.</summary>
    public async Task<byte[]?> RecipeOfAsync(string id, CancellationToken cancellationToken) =>
        await table.FindAsync(id, cancellationToken) is { Recipe: { } recipe } ? _protector.Unprotect(recipe) : null;

    private async Task<RecipeReport> ReadAsync(string id, byte[] packed, CancellationToken cancellationToken)
    {
        if (_read.TryGetValue(id, out var read))
        {
            return read;
        }

        await using var work = await store.ReadAsync(cancellationToken);
        var report = StoredReport.Unpack(packed, await SiteDrugNames.VocabularyAsync(work, cancellationToken));
        if (_read.Count >= MostRead)
        {
            _read.Clear();
        }

        return _read.GetOrAdd(id, report);
    }

    private RecipeRun Of(RecipeRunRow row)
    {
        var run = new RecipeRun(row.Id, row.FileName, Enum.Parse<RecipeRunMode>(row.Mode), row.StartedBy, row.StartedUtc) { Progress = row.Progress is { } progress ? JsonSerializer.Deserialize<RecipeProgress>(progress) : null };
        return !row.IsRunning ? run with { EndedUtc = row.EndedUtc, HasFaults = row.HasFaults, Failure = row.Failure is { } failure ? Enum.Parse<RecipeRunFailure>(failure) : null }
            : table.MayGoOnElsewhere(row) ? run
            : run with { EndedUtc = row.SeenUtc, Failure = RecipeRunFailure.CutOff };
    }
}
