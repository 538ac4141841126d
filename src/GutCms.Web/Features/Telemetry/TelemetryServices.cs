using GutCms.Api.Settings;
using GutCms.Core.Telemetry;
using GutCms.Web.Storage.Reports;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.Extensions.Configuration.Memory;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Prometheus;

namespace GutCms.Web.Features.Telemetry;

/// <summary>Registers what tells those who watch the site how it is: traces and metrics by OTLP, <c>/metrics</c> for Prometheus, a line for each request. Each only where it is asked for.</summary>
internal static class TelemetryServices
{
    /// <summary>Name that the site has where telemetry is collected, unless <c>OTEL_SERVICE_NAME</c> gives another.</summary>
    public const string ServiceName = "gutcms";

    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string AccessCategory = "Microsoft.AspNetCore.HttpLogging.HttpLoggingMiddleware";

    /// <summary>What is counted besides the site's own: requests, connections, the runtime, connections to PostgreSQL.</summary>
    private static readonly string[] Others = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    /// <summary>Adds the services that the configuration asks for.</summary>
    public static void AddGutCmsTelemetry(this WebApplicationBuilder builder)
    {
        // Before all other sources, which may say otherwise.
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new($"Logging:LogLevel:{RequestTrace.ServerCategory}", nameof(LogLevel.None))] });
        var services = builder.Services;
        services.AddCheckedOptions<TelemetryOptions>(TelemetryOptions.Section);
        var options = Read(builder.Configuration);
        var sends = !string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]);
        if (sends)
        {
            services.AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService(ServiceName, serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(3)))
                .WithTracing(tracing => tracing
                    .AddSource(Measures.Name, "Npgsql")
                    .AddAspNetCoreInstrumentation()
                    .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TraceRatio))))
                .WithMetrics(metrics => metrics.AddMeter([Measures.Name, .. Others]))
                .UseOtlpExporter();
        }

        if (options.MetricsUrl is { } metrics)
        {
            Metrics.SuppressDefaultMetrics(new SuppressDefaultMetricOptions { SuppressEventCounters = true, SuppressDebugMetrics = true, SuppressMeters = true });
            services.AddMetricServer(server => (server.Hostname, server.Port) = (metrics.Host, (ushort)metrics.Port));
        }

        if (sends || options.MetricsUrl is not null)
        {
            services.AddSingleton<SiteFigures>();
            services.AddHostedService<SiteMeasures>();
        }

        if (options.AccessLog)
        {
            services.AddHttpLogging(logging =>
            {
                logging.LoggingFields = HttpLoggingFields.RequestMethod | HttpLoggingFields.RequestPath | HttpLoggingFields.ResponseStatusCode | HttpLoggingFields.Duration;
                logging.CombineLogs = true;
            });
            services.AddHttpLoggingInterceptor<AccessLog>();
            builder.Logging.AddFilter(AccessCategory, LogLevel.Information);
        }
    }

    /// <summary>Begins to count, and places the log of requests before everything whose answers it is to show.</summary>
    public static void UseGutCmsTelemetry(this WebApplication app)
    {
        var options = Read(app.Configuration);
        if (options.MetricsUrl is not null)
        {
            // By itself the library would begin only when somebody asks for the first time.
            var counting = MeterAdapter.StartListening(new() { InstrumentFilterPredicate = instrument => instrument.Meter.Name == Measures.Name || Others.Contains(instrument.Meter.Name) });
            app.Lifetime.ApplicationStopped.Register(counting.Dispose);
        }

        if (options.AccessLog)
        {
            RequestTrace.Use(app);
            app.UseHttpLogging();
        }
    }

    /// <summary>Gives requests that were not answered yet their trace and the scope of their log, where the log of requests has not given it to all.</summary>
    public static void UseGutCmsRequestTrace(this WebApplication app)
    {
        if (!Read(app.Configuration).AccessLog)
        {
            RequestTrace.Use(app);
        }
    }

    // Before the options are checked, which ends the start where they are wrong: what cannot be read counts as not said.
    private static TelemetryOptions Read(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new();
        }
        catch (InvalidOperationException)
        {
            return new();
        }
    }
}
