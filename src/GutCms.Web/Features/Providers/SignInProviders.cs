using GutCms.Web.Features.Errors;

namespace GutCms.Web.Features.Providers;

/// <summary>A provider as it is configured.</summary>
/// <param name="Name">Name of its section; stands in addresses and in the audit log.</param>
/// <param name="Options">What the section says.</param>
internal sealed record SignInProvider(string Name, ProviderOptions Options)
{
    /// <summary>Authentication scheme that speaks with it.</summary>
    public string Scheme => "GutCms.OpenIdConnect." + Name;

    /// <summary>What people call it.</summary>
    public string DisplayName => string.IsNullOrWhiteSpace(Options.DisplayName) ? Name : Options.DisplayName.Trim();

    /// <summary>Path that sends a browser to it.</summary>
    public string Path => "/account/provider/" + Name;

    /// <summary>Path to which it sends a browser back.</summary>
    public string CallbackPath => Path + "/callback";

    /// <summary>The roles that values of the claim give, whether the site has them or not.</summary>
    public IReadOnlyList<string> RolesFor(IReadOnlyCollection<string> values) =>
        [.. Options.Roles.Where(role => values.Contains(role.Value, StringComparer.Ordinal)).Select(role => role.Role).Distinct(StringComparer.Ordinal)];
}

/// <summary>The providers of the site, in alphabetical order of their names.</summary>
/// <param name="all">All of them.</param>
internal sealed class SignInProviders(IReadOnlyList<SignInProvider> all)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<SignInProvider> All => all;

    /// <summary>The one of a name; null when there is none.</summary>
    public SignInProvider? Find(string? name) => all.FirstOrDefault(provider => provider.Name == name);

    /// <summary>The one of a scheme.</summary>
    public SignInProvider OfScheme(string scheme) => all.First(provider => provider.Scheme == scheme);

    /// <summary>Reads them from the configuration.</summary>
    /// <exception cref="SiteCannotRunException">Something about it is wrong; the message names each key and what to do.</exception>
    public static SignInProviders Read(IConfiguration configuration)
    {
        var faults = new List<string>();
        var providers = new List<SignInProvider>();
        foreach (var section in configuration.GetSection(ProviderOptions.Section).GetChildren().OrderBy(section => section.Key, StringComparer.Ordinal))
        {
            faults.AddRange(ProviderCheck.UnknownKeys(section));
            var provider = new SignInProvider(section.Key, section.Get<ProviderOptions>() ?? new());
            faults.AddRange(ProviderCheck.Faults(section.Path, provider));
            if (providers.Find(other => SameAddress(other, provider)) is { } twin)
            {
                faults.Add($"{section.Path}:Authority is that of {ProviderOptions.Section}:{twin.Name} too: name each provider once.");
            }

            providers.Add(provider);
        }

        return faults.Count == 0 ? new(providers) : throw new SiteCannotRunException("Configuration: " + string.Join(" ", faults));
    }

    private static bool SameAddress(SignInProvider one, SignInProvider other) =>
        one.Options.Authority.Length > 0 && string.Equals(one.Options.Authority.TrimEnd('/'), other.Options.Authority.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
