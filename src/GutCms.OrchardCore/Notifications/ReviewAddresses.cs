using Microsoft.Extensions.Options;
using OrchardCore.Admin;
using OrchardCore.Environment.Shell;
using OrchardCore.Settings;

namespace GutCms.OrchardCore.Notifications;

/// <summary>Where the review page of an item is, also where no request is under way: under the base URL of the site's settings, and without one from the root of the host.</summary>
internal sealed class ReviewAddresses(ISiteService site, ShellSettings shell, IOptions<AdminOptions> admin)
{
    /// <summary>The address.</summary>
    public async Task<string> OfAsync(string contentItemId)
    {
        var given = (await site.GetSiteSettingsAsync()).BaseUrl?.TrimEnd('/');
        var root = !string.IsNullOrEmpty(given) ? given : string.IsNullOrEmpty(shell.RequestUrlPrefix) ? "" : "/" + shell.RequestUrlPrefix.Trim('/');
        return $"{root}/{admin.Value.AdminUrlPrefix.Trim('/')}/Review/{Uri.EscapeDataString(contentItemId)}";
    }
}
