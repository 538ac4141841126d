using GutCms.Web.Features.Setup;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Keys;

/// <summary>The name under which the site signs, claim <c>iss</c>: its public address, without a slash at the end.</summary>
internal sealed class SiteIssuer(IOptions<SiteOptions> options)
{
    /// <summary><c>GutCms:PublicUrl</c>; the default address of the host when that is not set, since whoever signs may not serve a request.</summary>
    public string Name { get; } = (options.Value.PublicUrl?.AbsoluteUri ?? SiteBuilder.DefaultUrl).TrimEnd('/');
}
