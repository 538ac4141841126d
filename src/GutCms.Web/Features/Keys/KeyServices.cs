using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GutCms.Core.Certificates;
using GutCms.Core.Reviews;
using GutCms.Web.Cli;
using GutCms.Web.Storage;
using GutCms.Web.Storage.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace GutCms.Web.Features.Keys;

/// <summary>Registers what keeps keys: those of data protection, which encrypt all others, and those that sign certificates.</summary>
internal static class KeyServices
{
    // Part of what is encrypted is bound to it: never to be changed.
    private const string ApplicationName = "GutCms";

    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsKeys(this IServiceCollection services, IConfiguration configuration)
    {
        var protection = services.AddDataProtection().SetApplicationName(ApplicationName).PersistKeysToDbContext<GutCmsDbContext>();
        services.AddOptions<KeyManagementOptions>().PostConfigure<Database>((keys, database) => keys.XmlRepository = new KeyRing(database, keys.XmlRepository!));
        var options = configuration.GetSection(KeyOptions.Section).Get<KeyOptions>() ?? new KeyOptions();
        if (options.Certificate is { Length: > 0 } path)
        {
            protection.ProtectKeysWithCertificate(Load(path, options.CertificatePassword));
            protection.UnprotectKeysWithAnyCertificate([.. options.FormerCertificates.Prepend(path).Select(file => Load(file, options.CertificatePassword))]);
        }

        // It warns at every new key that nothing encrypts it; docs/security.md says so, and how to change it.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddOptions<KeyOptions>().BindConfiguration(KeyOptions.Section);
        services.AddSingleton<SiteIssuer>();
        services.AddSingleton<SigningKeyDocuments>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<ISigningKeys>(provider => provider.GetRequiredService<SigningKeys>());
        services.AddSingleton<RotateKey>();
        services.AddSingleton<ICertificateIssuer, KeptCertificateIssuer>();
        return services;
    }

    private static X509Certificate2 Load(string path, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(
                $"The certificate {path} that encrypts the keys cannot be read ({exception.Message.TrimEnd('.')}). Correct GutCms:Keys:Certificate and GutCms:Keys:CertificatePassword.",
                ExitCode.Environment,
                exception);
        }
    }
}
