using GutCms.Api.Delivery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Settings;

namespace GutCms.OrchardCore.Delivery;

/// <summary>Where readers find the tenant: the base URL of its settings. A tenant without one has the address by which Orchard told it from the others.</summary>
internal sealed class SiteBaseUrl : IPublicAddress
{
    /// <inheritdoc/>
    public async ValueTask<string> FindAsync(HttpContext context)
    {
        var settings = await context.RequestServices.GetRequiredService<ISiteService>().GetSiteSettingsAsync();
        return string.IsNullOrEmpty(settings.BaseUrl)
            ? UriHelper.BuildAbsolute(context.Request.Scheme, context.Request.Host, context.Request.PathBase).TrimEnd('/')
            : settings.BaseUrl.TrimEnd('/');
    }
}
