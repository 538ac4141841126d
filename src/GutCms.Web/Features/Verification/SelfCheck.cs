using System.Net.Http.Headers;
using GutCms.Core.Verification;
using GutCms.Web.Features.Keys;
using GutCms.Web.Features.Mail;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Verification;

/// <summary>Has the site checked a part at a time, and makes checkpoints of its log; one is made for each folder.</summary>
internal sealed partial class SelfCheck(
    SelfCheckRun run, MakeCheckpoint make, SelfCheckState state, SiteIssuer issuer, MailQueue mails, IHttpClientFactory clients, IOptions<SelfCheckOptions> options,
    IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SelfCheck> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // What the mail server or the address did not take is offered again; a newer one says more.
    private MakeCheckpoint.Result? _toMail;
    private MakeCheckpoint.Result? _toPost;

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
            var (tick, woken) = (timer.WaitForNextTickAsync(stoppingToken).AsTask(), state.WokenAsync(stoppingToken));
            while (true)
            {
                await TryAsync(CheckpointAsync, stoppingToken);
                await TryAsync(MailAsync, stoppingToken);
                await TryAsync(PostAsync, stoppingToken);
                await TryAsync(run.StepAsync, stoppingToken);
                await await Task.WhenAny(tick, woken);
                tick = tick.IsCompleted ? timer.WaitForNextTickAsync(stoppingToken).AsTask() : tick;
                woken = woken.IsCompleted ? state.WokenAsync(stoppingToken) : woken;
            }
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
        if (await make.ExecuteAsync(issuer.Name, TimeSpan.FromHours(settings.CheckpointHours), settings.CheckpointEntries, cancellationToken) is { } made)
        {
            (_toMail, _toPost) = (made, made);
        }
    }

    private async Task MailAsync(CancellationToken cancellationToken)
    {
        if (_toMail is { } made && options.Value.CheckpointMail is { Length: > 0 } address)
        {
            await mails.SendAsync(new(address, $"Checkpoint {made.Checkpoint.Sequence} of the audit log of {issuer.Name}", made.Jws), cancellationToken);
            _toMail = null;
        }
    }

    private async Task PostAsync(CancellationToken cancellationToken)
    {
        if (_toPost is { } made && options.Value.CheckpointUrl is { } url)
        {
            using var content = new StringContent(made.Jws, new MediaTypeHeaderValue("application/jose"));
            using var client = clients.CreateClient(nameof(SelfCheck));
            using var answer = await client.PostAsync(url, content, cancellationToken);
            answer.EnsureSuccessStatusCode();
            _toPost = null;
        }
    }

    [LoggerMessage(LogLevel.Error, "The site could not be verified, or a checkpoint of its log not be made or sent; it will be tried again.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
