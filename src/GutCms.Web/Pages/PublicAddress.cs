using GutCms.Web.Features.Setup;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Pages;

/// <summary>Absolute addresses for canonical links: below <c>GutCms:PublicUrl</c>, or below the address of the request where that is not set.</summary>
internal sealed class PublicAddress(IOptions<SiteOptions> site)
{
    private readonly string? _base = site.Value.PublicUrl?.AbsoluteUri.TrimEnd('/');

    /// <summary>The absolute address.</summary>
    /// <param name="request">The request.</param>
    /// <param name="path">Path with a leading slash, already escaped.</param>
    public string Of(HttpRequest request, string path) =>
        (_base ?? UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase).TrimEnd('/')) + path;
}
