using System.ComponentModel.DataAnnotations;
using System.Net;

namespace GutCms.Web.Features.Security;

/// <summary>Section <c>GutCms:Proxy</c>: which machines in front of the site are believed about where a request came from.</summary>
internal sealed class ProxyOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Proxy";

    /// <summary>Trusted proxies: IP addresses, networks (<c>10.0.0.0/8</c>) or host names, which are looked up at the start; empty: none.</summary>
    public string[] Trusted { get; set; } = [];

    /// <summary>How many proxies a request passes, 1 to 10: so many entries of <c>X-Forwarded-For</c> are read, from the right.</summary>
    [Range(1, 10, ErrorMessage = "GutCms:Proxy:Hops has to be 1 to 10.")]
    public int Hops { get; set; } = 1;

    /// <summary>A proxy is named.</summary>
    public bool IsConfigured => Trusted.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var name in Trusted)
        {
            if (!IPAddress.TryParse(name, out _) && !System.Net.IPNetwork.TryParse(name, out _) && Uri.CheckHostName(name) != UriHostNameType.Dns)
            {
                yield return new ValidationResult($"GutCms:Proxy:Trusted has '{name}': give it IP addresses, networks such as 10.0.0.0/8, or host names.");
            }
        }
    }
}
