using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Delivery;

/// <summary>Where readers find the site; every host says it. Never what a request names in <c>Host</c>, which whoever asks can choose.</summary>
public interface IPublicAddress
{
    /// <summary>Absolute http or https address without a slash at the end.</summary>
    /// <param name="context">The request, for what the host keeps with it.</param>
    ValueTask<string> FindAsync(HttpContext context);
}
