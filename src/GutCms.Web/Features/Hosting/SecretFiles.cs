using GutCms.Web.Features.Errors;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;

namespace GutCms.Web.Features.Hosting;

/// <summary>
/// Settings that lie in files of their own, as containers and systemd hand over secrets: the name of a file is the key (<c>GutCms__Keys__CertificatePassword</c>), its text without the line end is the value.
/// Read from <c>GutCms:SecretsDirectory</c>, otherwise from <c>/run/secrets</c> and the folder that systemd names (<c>CREDENTIALS_DIRECTORY</c>), where they exist.
/// </summary>
internal static class SecretFiles
{
    private static readonly string[] Prefixes = ["GutCms__", "ConnectionStrings__"];

    /// <summary>Adds them.</summary>
    /// <param name="configuration">The configuration so far.</param>
    /// <param name="arguments">What will lie above it.</param>
    /// <exception cref="SiteCannotRunException">The folder that was named does not exist, or a file in one cannot be read.</exception>
    public static void AddSecrets(this ConfigurationManager configuration, SiteArguments arguments)
    {
        const string Key = $"{SiteOptions.Section}:{nameof(SiteOptions.SecretsDirectory)}";
        var named = arguments.Configuration.TryGetValue(Key, out var argument) ? argument : configuration[Key];
        if (named is { Length: > 0 } && !Directory.Exists(named))
        {
            throw new SiteCannotRunException($"GutCms:SecretsDirectory is '{named}', and there is no such folder: give it the absolute path of the folder with the secrets, or nothing.");
        }

        string?[] folders = named is { Length: > 0 } ? [named] : ["/run/secrets", Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY")];
        foreach (var folder in folders.Where(Directory.Exists))
        {
            try
            {
                ((IConfigurationBuilder)configuration).Add(new KeyPerFileConfigurationSource
                {
                    FileProvider = new PhysicalFileProvider(Path.GetFullPath(folder!)),
                    IgnoreCondition = file => !Prefixes.Any(prefix => file.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)),
                });
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new SiteCannotRunException($"The secrets in {folder} cannot be read ({fault.Message.TrimEnd('.')}). Give them to the account that the site runs under.", fault);
            }
        }
    }
}
