using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GutCms.Web.Features.Errors;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace GutCms.Web.Features.Keys;

/// <summary>How data protection is set up here, wherever its keys come from.</summary>
internal static class KeyProtection
{
    // Part of what is encrypted is bound to it: never to be changed.
    private const string ApplicationName = "GutCms";

    /// <summary>Names the application, and the certificates that encrypt and decrypt its keys.</summary>
    public static IDataProtectionBuilder AsConfigured(this IDataProtectionBuilder protection, KeyOptions options)
    {
        protection.SetApplicationName(ApplicationName);
        if (options.Certificate is { Length: > 0 } path)
        {
            protection.ProtectKeysWithCertificate(Load(path, options.CertificatePassword));
            protection.UnprotectKeysWithAnyCertificate([.. options.FormerCertificates.Prepend(path).Select(file => Load(file, options.CertificatePassword))]);
        }

        return protection;
    }

    /// <summary>Data protection over keys of their own, apart from everything else in the process.</summary>
    public static IDataProtectionProvider Over(IXmlRepository keys, KeyOptions options)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDataProtection().AsConfigured(options);
        services.Configure<KeyManagementOptions>(management => management.XmlRepository = keys);

        // It lives as long as what it makes, which nobody knows.
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
    }

    private static X509Certificate2 Load(string path, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SiteCannotRunException(
                $"The certificate {path} that encrypts the keys cannot be read ({exception.Message.TrimEnd('.')}). Correct GutCms:Keys:Certificate and GutCms:Keys:CertificatePassword.",
                exception);
        }
    }
}
