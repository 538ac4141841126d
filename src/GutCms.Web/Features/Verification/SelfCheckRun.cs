using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Delivery;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Verification;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Verification;

/// <summary>
/// Checks the site part by part, spread over the configured hours. What is done stands in the database, so a restart goes on where it was, and of several nodes one checks
/// while all take over what it found.
/// </summary>
internal sealed partial class SelfCheckRun(
    VerifySite verify, SelfCheckState state, IContentStore store, DeliveryCache cache, IOptions<SelfCheckOptions> options, TimeProvider time, ILogger<SelfCheckRun> logger)
{
    /// <summary>A round has so many parts, unless the site is small.</summary>
    public const int Parts = 24;

    /// <summary>A part has at least so many items, unless a test says otherwise.</summary>
    public const int LeastItems = 256;

    // What was put right is served again soon.
    private static readonly TimeSpan WithFaults = TimeSpan.FromMinutes(5);

    // A node that was killed is waited for so long.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private readonly string _node = Guid.NewGuid().ToString("N");
    private IReadOnlyList<SiteFinding> _told = [];
    private bool _hasChecked;
    private long _epoch;

    /// <summary>A part has at least so many items.</summary>
    internal int Least { get; init; } = LeastItems;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Takes over what is on record, and checks what is due, if no other node does.</summary>
    /// <returns>Whether this node has checked something.</returns>
    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        SelfCheckRecord record;
        await using (var reading = await store.ReadAsync(cancellationToken))
        {
            record = await SelfCheckRecord.ReadAsync(reading, cancellationToken);
        }

        Take(record);
        if (!IsDue(record) || await BeginAsync(cancellationToken) is not { } begun)
        {
            return false;
        }

        var whole = begun.RequestedUtc is not null || begun.CheckedUtc is null;
        var slice = new SiteSlice(begun.After, Math.Max(Least, (begun.Live + Parts - 1) / Parts), [.. begun.HeldBack, .. begun.Findings.Select(finding => finding.ContentItemId).OfType<string>()]);
        try
        {
            await CheckAsync(begun, whole ? null : slice, cancellationToken);
        }
        catch
        {
            // Stopped on the way, or at fault: whoever starts next does not wait for it.
            await LetGoAsync();
            throw;
        }

        return true;
    }

    /// <summary>Checks the whole site now, whoever else does.</summary>
    public async Task<SiteVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        await using var reading = await store.ReadAsync(cancellationToken);
        var record = await SelfCheckRecord.ReadAsync(reading, cancellationToken);
        await reading.DisposeAsync();
        return await CheckAsync(record with { Holder = _node, HeldUntilUtc = Now }, slice: null, cancellationToken);
    }

    private bool IsDue(SelfCheckRecord record)
    {
        var now = Now;
        if (record.IsHeld(now) && record.Holder != _node)
        {
            return false;
        }

        var passed = now - record.CheckedUtc;
        return !_hasChecked || record.RequestedUtc is not null || passed is null || passed < TimeSpan.Zero || passed >= TimeSpan.FromHours(options.Value.EveryHours) / Parts
            || (!record.Intact && (passed >= WithFaults || cache.Epoch != _epoch));
    }

    /// <summary>Says in the database that this node checks; null: another was faster.</summary>
    private async Task<SelfCheckRecord?> BeginAsync(CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        var record = await SelfCheckRecord.ReadAsync(work, cancellationToken);
        if (!IsDue(record))
        {
            return null;
        }

        var begun = record with { Holder = _node, HeldUntilUtc = Now + Lease, Done = 0, ToDo = 0 };
        await begun.SaveAsync(work, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return begun;
    }

    private async Task<SiteVerification> CheckAsync(SelfCheckRecord begun, SiteSlice? slice, CancellationToken cancellationToken)
    {
        var started = Now;
        var latest = new Latest();
        var checking = verify.ExecuteAsync(Actor.System, slice, latest, cancellationToken);
        while (await Task.WhenAny(checking, Task.Delay(Beat, time, cancellationToken)) != checking)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await BeatAsync(latest.Value, cancellationToken);
        }

        var result = (await checking).Value!;
        Take(await EndAsync(begun, slice, started, result, cancellationToken));
        _hasChecked = true;
        _epoch = cache.Epoch;
        return result;
    }

    private Task LetGoAsync() => ChangeOwnAsync(record => record with { Holder = null, HeldUntilUtc = null, Done = 0, ToDo = 0 }, CancellationToken.None);

    private Task BeatAsync(VerificationProgress progress, CancellationToken cancellationToken) =>
        ChangeOwnAsync(record => record with { HeldUntilUtc = Now + Lease, Done = progress.Done, ToDo = progress.Total }, cancellationToken);

    /// <summary>Changes the record while this node checks; that of another stays as it is.</summary>
    private async Task ChangeOwnAsync(Func<SelfCheckRecord, SelfCheckRecord> change, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        var record = await SelfCheckRecord.ReadAsync(work, cancellationToken);
        if (record.Holder == _node)
        {
            await change(record).SaveAsync(work, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
    }

    private async Task<SelfCheckRecord> EndAsync(SelfCheckRecord begun, SiteSlice? slice, DateTime started, SiteVerification result, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        var record = await SelfCheckRecord.ReadAsync(work, cancellationToken);
        if (record.IsHeld(Now) && record.Holder != begun.Holder)
        {
            // It took so long that another node has begun; what that one finds counts.
            return record;
        }

        var round = slice?.After is null ? started : begun.RoundUtc ?? started;
        var ended = result.Last is null;
        var next = new SelfCheckRecord
        {
            After = result.Last,
            RoundUtc = ended ? null : round,
            WholeUtc = ended ? Now : record.WholeUtc,
            CheckedUtc = Now,
            Live = result.Live,
            Entries = result.Entries,
            Checkpoints = result.Checkpoints,
            Findings = [.. result.Findings],
            HeldBack = [.. result.HeldBack],
            RequestedUtc = slice is null && record.RequestedUtc <= started ? null : record.RequestedUtc,
        };
        await next.SaveAsync(work, cancellationToken);
        if (!next.Intact && !next.Findings.SequenceEqual(record.Findings))
        {
            await RecordAsync(work, result, cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        return next;
    }

    private async Task RecordAsync(IUnitOfWork work, SiteVerification result, CancellationToken cancellationToken)
    {
        var counts = new JsonObject();
        foreach (var group in result.Findings.GroupBy(finding => finding.Fault).OrderBy(group => group.Key))
        {
            counts[group.Key.ToString()] = group.Count();
        }

        await work.Audit.AppendAsync(new(Now, Actor.System, AuditActions.SiteVerifyFail) { Details = new JsonObject { ["faults"] = counts } }, cancellationToken);
    }

    private void Take(SelfCheckRecord record)
    {
        state.Set(record);
        if (!_told.SequenceEqual(record.Findings))
        {
            _told = record.Findings;
            foreach (var finding in _told)
            {
                Found(logger, finding.Fault, finding.ContentItemId, finding.VersionId, finding.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Critical, "The site is not as it was approved and recorded ({Fault}, item {Item}, version {Version}): {Message}")]
    private static partial void Found(ILogger logger, SiteFault fault, string? item, string? version, string message);

    private sealed class Latest : IProgress<VerificationProgress>
    {
        private volatile VerificationProgress _value = new(0, 0);

        public VerificationProgress Value => _value;

        public void Report(VerificationProgress value) => _value = value;
    }
}
