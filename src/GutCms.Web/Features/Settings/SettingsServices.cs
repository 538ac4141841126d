using GutCms.Api.Settings;
using GutCms.Web.Features.Jobs;
using GutCms.Web.Features.Times;
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
        services.AddCheckedOptions<TimeOptions>(TimeOptions.Section);
        services.AddSingleton<SiteSpeech>();
        services.AddScoped<ChangeSettings>();
        services.AddScoped<UploadLogo>();
        services.AddHostedService<SettingsWatch>();
        return services;
    }
}

/// <summary>Reads the settings on file at the start, before the site serves, and again and again, since another node may have changed them; what cannot be read goes on holding.</summary>
internal sealed class SettingsWatch(Database database, StoredSettings stored, SiteSpeech speech, TimeProvider time, ILogger<SettingsWatch> logger)
    : RepeatedJob("Reading the settings on file", TimeSpan.FromSeconds(30), time, logger)
{
    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    // Past EF's model, which takes longer to build than all the rest of a start.
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var documents = new Storage.Content.DocumentStore(session);
        stored.Take(await documents.GetAsync(StoredSettings.DocumentKind, StoredSettings.DocumentName, cancellationToken));
        speech.Take(await documents.GetSiteLanguageAsync(cancellationToken));
    }
}
