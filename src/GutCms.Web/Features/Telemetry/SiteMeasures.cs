using System.Diagnostics.Metrics;
using GutCms.Core.Telemetry;
using GutCms.Web.Features.Jobs;
using GutCms.Web.Features.Verification;
using GutCms.Web.Storage.Reports;

namespace GutCms.Web.Features.Telemetry;

/// <summary>How the site is, for those who watch it: looked up every so often, and told when somebody asks.</summary>
internal sealed class SiteMeasures : RepeatedJob
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    private readonly Meter _meter = new(Measures.Name);
    private readonly SiteFigures _figures;
    private volatile SiteFigures.Look? _last;

    public SiteMeasures(SiteFigures figures, SelfCheckState selfCheck, TimeProvider time, ILogger<SiteMeasures> logger)
        : base("Looking at how the site is", Period, time, logger)
    {
        _figures = figures;
        _meter.CreateObservableGauge("gutcms.review.queue.length", () => Of(last => last.Waiting), "{text}", "Texts whose review is open.");
        _meter.CreateObservableGauge("gutcms.review.queue.overdue", () => Of(last => last.Overdue), "{text}", "Texts of which a decision is past its date.");
        _meter.CreateObservableGauge("gutcms.outbox.length", () => Of(last => last.Events), "{event}", "Events that are not told yet.");
        _meter.CreateObservableGauge("gutcms.outbox.failed", () => Of(last => last.GivenUp), "{event}", "Events that were given up.");
        _meter.CreateObservableGauge("gutcms.outbox.lag", () => Of(last => last.Lag.TotalSeconds), "s", "Age of the oldest event that is not told yet; 0 when there is none.");
        _meter.CreateObservableGauge("gutcms.selfcheck.age", () => selfCheck.Record.CheckedUtc is { } then ? [new((time.GetUtcNow().UtcDateTime - then).TotalSeconds)] : Array.Empty<Measurement<double>>(), "s", "Since the site last checked a part of itself.");
        _meter.CreateObservableGauge("gutcms.selfcheck.faults", () => selfCheck.Record.Findings.Count(finding => !finding.IsWarning), "{fault}", "Faults that the site's check of itself has found.");
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken) => _last = await _figures.LookAsync(Time.GetUtcNow().UtcDateTime, cancellationToken);

    private IEnumerable<Measurement<T>> Of<T>(Func<SiteFigures.Look, T> figure)
        where T : struct => _last is { } last ? [new(figure(last))] : [];
}
