using GutCms.Web.Features.Hosting;

namespace GutCms.Web.Pages;

/// <summary>Absolute addresses for canonical links and previews, below the address of the site.</summary>
internal sealed class PublicAddress(SiteAddress site)
{
    /// <summary>Host and port, for people to read.</summary>
    public string Name => new Uri(site.Base).Authority;

    /// <summary>The absolute address.</summary>
    /// <param name="path">Path with a leading slash, already escaped.</param>
    public string Of(string path) => site.Base + path;
}
