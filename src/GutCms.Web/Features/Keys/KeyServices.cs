using GutCms.Api.Settings;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.UseCases;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace GutCms.Web.Features.Keys;

/// <summary>Registers what keeps keys: those of data protection, which encrypt all others, and those that sign certificates.</summary>
internal static class KeyServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsKeys(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(KeyOptions.Section).Get<KeyOptions>() ?? new KeyOptions();
        services.AddCheckedOptions<KeyOptions>(KeyOptions.Section);
        services.AddDataProtection().AsConfigured(options).PersistKeysToDbContext<GutCmsDbContext>();
        services.AddOptions<KeyManagementOptions>().PostConfigure<Database>((keys, database) => keys.XmlRepository = new KeyRing(database, keys.XmlRepository!));
        services.AddSingleton<FollowedProtection>();
        services.AddSingleton<IDataProtectionProvider>(provider => provider.GetRequiredService<FollowedProtection>());
        services.AddSingleton<ReplaceProtection>();
        services.AddSingleton<CheckSigningKey>();
        services.AddSingleton<KeyHealth>();
        services.AddHealthChecks().AddCheck<KeyHealth>("keys", tags: ["ready"]);

        // It warns at every new key that nothing encrypts it; docs/security.md says so, and how to change it.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddSingleton<UnencryptedKeys>();
        services.AddSingleton<SiteIssuer>();
        services.AddSingleton<SigningKeyDocuments>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<ISigningKeys>(provider => provider.GetRequiredService<SigningKeys>());
        services.AddSingleton<RotateKey>();
        services.AddSingleton<RevokeKey>();
        services.AddScoped<ReissueCertificates>();
        services.AddHostedService<CertificateUpkeep>();
        services.AddSingleton<ICertificateIssuer, KeptCertificateIssuer>();
        return services;
    }
}
