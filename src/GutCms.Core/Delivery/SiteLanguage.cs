using GutCms.Core.Content;

namespace GutCms.Core.Delivery;

/// <summary>The language of items that do not name one.</summary>
internal static class SiteLanguage
{
    private const string Default = "en";

    /// <summary><c>LocalizationSettings.DefaultCulture</c> of the site's settings; <c>en</c> where they name none.</summary>
    public static async Task<string> OfAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var settings = await work.GetDocumentAsync("settings", "site", cancellationToken);
        return settings.Object("LocalizationSettings").Text("DefaultCulture") is { Length: > 0 } culture
            ? culture
            : Default;
    }
}
