using GutCms.Api.Delivery;

namespace GutCms.Web.Pages;

/// <summary>The site's own pages, for search engines.</summary>
internal sealed class SitePages : ISitePages
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Open => ["/", "/series"];

    /// <inheritdoc/>
    public IReadOnlyList<string> Closed => ["/admin", "/account", "/preview/"];
}
