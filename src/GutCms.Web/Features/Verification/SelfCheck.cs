using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GutCms.Core;
using GutCms.Core.Audit;
using GutCms.Core.Reviews;
using GutCms.Core.Verification;
using GutCms.Web.Features.Keys;
using GutCms.Web.Features.Mail;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Verification;

/// <summary>Verifies the site at the start and every few hours, and makes checkpoints of its log. Each process verifies what it serves; a checkpoint is made once for each folder.</summary>
internal sealed partial class SelfCheck(
    VerifySite verify, MakeCheckpoint make, SelfCheckState state, SiteIssuer issuer, MailQueue mails, IHttpClientFactory clients, IReviewContentStore store,
    IOptions<SelfCheckOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SelfCheck> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // What was put right is served again soon.
    private static readonly TimeSpan WithFaults = TimeSpan.FromMinutes(5);

    /// <summary>Verifies the site now. What it finds is told to the log, to health and to the admin, and recorded.</summary>
    public async Task<SiteVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        var before = state.Last?.Result.Findings;
        var result = (await verify.ExecuteAsync(Actor.System, cancellationToken)).Value!;
        state.Set(result, time.GetUtcNow().UtcDateTime);
        if (before is not null && before.SequenceEqual(result.Findings))
        {
            // All of it is told and recorded already.
            return result;
        }

        foreach (var finding in result.Findings)
        {
            Found(logger, finding.Fault, finding.ContentItemId, finding.VersionId, finding.Message);
        }

        if (!result.Intact)
        {
            await RecordAsync(result, cancellationToken);
        }

        return result;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            // Not before the site serves: until then nobody knows in whose name it signs, and a start that fails says so in one line.
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var starting = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            do
            {
                await TryAsync(CheckpointAsync, stoppingToken);
                if (state.Last is not { } last || time.GetUtcNow().UtcDateTime - last.AtUtc >= (last.Result.Intact ? TimeSpan.FromHours(options.Value.EveryHours) : WithFaults))
                {
                    await TryAsync(VerifyAsync, stoppingToken);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site stops.
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Failed(logger, fault);
        }
    }

    private async Task CheckpointAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var made = await make.ExecuteAsync(issuer.Name, TimeSpan.FromHours(settings.CheckpointHours), settings.CheckpointEntries, cancellationToken);
        if (made is null)
        {
            return;
        }

        if (settings.CheckpointMail is { Length: > 0 } address)
        {
            mails.Enqueue(new(address, $"Checkpoint {made.Checkpoint.Sequence} of the audit log of {issuer.Name}", made.Jws));
        }

        if (settings.CheckpointUrl is { } url)
        {
            using var content = new StringContent(made.Jws, new MediaTypeHeaderValue("application/jose"));
            using var client = clients.CreateClient(nameof(SelfCheck));
            using var answer = await client.PostAsync(url, content, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }
    }

    private async Task RecordAsync(SiteVerification result, CancellationToken cancellationToken)
    {
        var counts = new JsonObject();
        foreach (var group in result.Findings.GroupBy(finding => finding.Fault).OrderBy(group => group.Key))
        {
            counts[group.Key.ToString()] = group.Count();
        }

        await using var work = await store.BeginReviewAsync(cancellationToken);
        await work.Audit.AppendAsync(new(time.GetUtcNow().UtcDateTime, Actor.System, AuditActions.SiteVerifyFail) { Details = new JsonObject { ["faults"] = counts } }, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Critical, "The site is not as it was approved and recorded ({Fault}, item {Item}, version {Version}): {Message}")]
    private static partial void Found(ILogger logger, SiteFault fault, string? item, string? version, string message);

    [LoggerMessage(LogLevel.Error, "The site could not be verified, or a checkpoint of its log not be made or sent; it will be tried again.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
