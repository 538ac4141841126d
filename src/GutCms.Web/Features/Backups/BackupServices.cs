using GutCms.Api.Settings;
using GutCms.Web.Storage.Backup;
using GutCms.Web.Storage.Databases;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Backups;

/// <summary>Registers backups.</summary>
internal static class BackupServices
{
    /// <summary>Adds the services and the job.</summary>
    public static IServiceCollection AddGutCmsBackups(this IServiceCollection services)
    {
        services.AddCheckedOptions<BackupOptions>(BackupOptions.Section);
        services.AddSingleton<DatabaseBackup>(provider => provider.GetRequiredService<Database>() switch
        {
            PostgreSqlDatabase server => new PostgreSqlBackup(server),
            SqliteDatabase file => new SqliteBackup(file, provider.GetRequiredService<IOptions<StorageOptions>>().Value.BusyTimeoutSeconds, provider.GetRequiredService<TimeProvider>()),
            var other => throw new InvalidOperationException($"Nobody backs up a {other.GetType().Name}."),
        });
        services.AddSingleton<CreateBackup>();
        services.AddSingleton<RestoreBackup>();
        services.AddSingleton<BackupFolder>();
        services.AddSingleton<BackupState>();
        services.AddCheckedOptions<BackupBucketOptions>(BackupBucketOptions.Section);
        services.AddSingleton<IValidateOptions<BackupBucketOptions>, BackupBucketNeedsFolder>();
        services.AddSingleton<BackupCopies>();
        services.AddSingleton<ScheduledBackups>();
        services.AddHostedService<BackupJob>();
        services.AddHealthChecks().AddCheck<BackupHealth>("backup", tags: ["ready"]);
        return services;
    }
}
