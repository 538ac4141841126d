using GutCms.Web.Storage.Databases;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Settings;

/// <summary>Registers settings that are made in the admin.</summary>
internal static class SettingsServices
{
    /// <summary>Adds the services and the source of the configuration.</summary>
    public static IServiceCollection AddGutCmsSettings(this IServiceCollection services, ConfigurationManager configuration)
    {
        var stored = new StoredSettings();
        ((IConfigurationBuilder)configuration).Sources.Insert(0, stored);
        services.AddSingleton(stored);
        services.AddSingleton<SiteSpeech>();
        services.AddScoped<ChangeSettings>();
        services.AddHostedService<SettingsWatch>();
        return services;
    }
}

/// <summary>Reads the settings on file at the start, before the site serves, and again and again, since another node may have changed them.</summary>
internal sealed partial class SettingsWatch(Database database, StoredSettings stored, SiteSpeech speech, TimeProvider time, ILogger<SettingsWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await ReadAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site stops.
        }
    }

    // Past EF's model, which takes longer to build than all the rest of a start.
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            using var session = new SqlSession(connection);
            var documents = new Storage.Content.DocumentStore(session);
            stored.Take(await documents.GetAsync(StoredSettings.DocumentKind, StoredSettings.DocumentName, cancellationToken));
            speech.Take(await documents.GetSiteLanguageAsync(cancellationToken));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // What holds goes on holding; the next look may succeed.
            Failed(logger, fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "The settings on file could not be read; what held before goes on holding.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
