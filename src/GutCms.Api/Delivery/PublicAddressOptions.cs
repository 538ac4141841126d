using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace GutCms.Api.Delivery;

/// <summary>Where readers find the site. Section <c>GutCms</c>; checked by the host, which has the same key.</summary>
internal sealed class PublicAddressOptions
{
    /// <summary>Absolute http or https address; null: the address of the request.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>The address without a slash at the end.</summary>
    public string BaseOf(HttpRequest request) =>
        (PublicUrl?.AbsoluteUri ?? UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase)).TrimEnd('/');
}
