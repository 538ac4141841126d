using System.Text.RegularExpressions;

namespace GutCms.Web.Features.Providers;

/// <summary>What is wrong with the configuration of a provider, in sentences that name the key.</summary>
internal static partial class ProviderCheck
{
    private const int LongestName = 64;

    /// <summary>Keys that mean nothing: a switch that is written wrong must not be taken for one that is off.</summary>
    public static IEnumerable<string> UnknownKeys(IConfigurationSection section)
    {
        var unknown = Unknown(section, typeof(ProviderOptions));
        return unknown.Concat(section.GetSection(nameof(ProviderOptions.Roles)).GetChildren().SelectMany(role => Unknown(role, typeof(ProviderRole))));
    }

    /// <summary>What is missing or does not fit.</summary>
    /// <param name="path">Path of the section.</param>
    /// <param name="provider">The provider.</param>
    public static IEnumerable<string> Faults(string path, SignInProvider provider)
    {
        var options = provider.Options;
        if (!Name().IsMatch(provider.Name))
        {
            yield return $"{path} is no name of a provider: it stands in addresses, so give it 1 to 32 lower-case letters, digits and hyphens.";
        }

        if (!IsAuthority(options.Authority))
        {
            yield return $"{path}:Authority is '{options.Authority}': give it the https address of the provider, under which /.well-known/openid-configuration is (http only on this machine).";
        }

        if (string.IsNullOrWhiteSpace(options.ClientId))
        {
            yield return $"{path}:ClientId is missing: it is the id under which the provider knows this site.";
        }

        if (options.DisplayName is { } name && (name.Trim().Length is 0 or > LongestName || name.Any(char.IsControl)))
        {
            yield return $"{path}:DisplayName has to be 1 to {LongestName} characters.";
        }

        if (options.Scopes?.FirstOrDefault(scope => scope.Length == 0 || scope.Any(char.IsWhiteSpace)) is { } wrong)
        {
            yield return $"{path}:Scopes has '{wrong}': write one scope an entry (Scopes:0, Scopes:1).";
        }

        foreach (var fault in RoleFaults(path, options))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> RoleFaults(string path, ProviderOptions options)
    {
        if (options.Roles.Any(role => string.IsNullOrWhiteSpace(role.Value) || string.IsNullOrWhiteSpace(role.Role)))
        {
            yield return $"{path}:Roles has an entry without Value or Role: write both ({path}:Roles:0:Value and {path}:Roles:0:Role).";
        }

        if (options.Roles.Length > 0 && string.IsNullOrWhiteSpace(options.RoleClaim))
        {
            yield return $"{path}:RoleClaim is missing: Roles says which of its values gives which role.";
        }

        if (options.Roles.Length == 0 && !string.IsNullOrWhiteSpace(options.RoleClaim))
        {
            yield return $"{path}:Roles is missing: say which value of RoleClaim gives which role, or leave RoleClaim out.";
        }

        if (options.Roles.Length == 0 && options.CreateAccounts)
        {
            yield return $"{path}:CreateAccounts needs Roles: only who has one of their values gets an account, and not everybody whom the provider knows.";
        }
    }

    private static IEnumerable<string> Unknown(IConfigurationSection section, Type options)
    {
        var known = options.GetProperties().Select(property => property.Name).ToList();
        return section.GetChildren().Where(key => !known.Contains(key.Key, StringComparer.OrdinalIgnoreCase)).Select(key => $"{key.Path} is no setting: those of {section.Path} are {string.Join(", ", known)}.");
    }

    private static bool IsAuthority(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0;

    [GeneratedRegex(@"\A[a-z0-9-]{1,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
