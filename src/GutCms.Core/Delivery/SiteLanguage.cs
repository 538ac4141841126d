using GutCms.Core.Content.Items;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>The language of items that do not name one.</summary>
internal static class SiteLanguage
{
    /// <summary>As <see cref="ItemMeaning.SiteLanguage"/> reads it out of the site's settings.</summary>
    public static async Task<string> OfAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        ItemMeaning.SiteLanguage(await work.GetDocumentAsync(SiteDocuments.Settings, SiteDocuments.Site, cancellationToken));
}
