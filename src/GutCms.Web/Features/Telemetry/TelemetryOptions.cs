using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Telemetry;

/// <summary>What the site says of its work to those who watch it.</summary>
internal sealed class TelemetryOptions : IValidatableObject
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "GutCms:Telemetry";

    /// <summary>Address at which Prometheus finds <c>/metrics</c>, apart from the site's own: <c>http://127.0.0.1:9464</c>. Null: nowhere.</summary>
    public Uri? MetricsUrl { get; set; }

    /// <summary>Part of the requests that are traced, 0 to 1; only where there is somebody to send traces to.</summary>
    [Range(0.0, 1.0, ErrorMessage = "GutCms:Telemetry:TraceRatio has to be 0 to 1.")]
    public double TraceRatio { get; set; } = 1;

    /// <summary>Each request is a line in the log: method, path without what is secret in it, status and duration.</summary>
    public bool AccessLog { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MetricsUrl is not null && (!MetricsUrl.IsAbsoluteUri || MetricsUrl.Scheme != Uri.UriSchemeHttp || MetricsUrl.AbsolutePath != "/" || MetricsUrl.Query.Length > 0))
        {
            yield return new("GutCms:Telemetry:MetricsUrl has to be http, a host of this machine and a port, for example http://127.0.0.1:9464; /metrics lies below it.", [nameof(MetricsUrl)]);
        }
    }
}
