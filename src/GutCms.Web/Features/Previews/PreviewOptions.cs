using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Previews;

/// <summary>Section <c>GutCms:Previews</c>: bounds for people without an account who use preview links. Per process.</summary>
internal sealed class PreviewOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Previews";

    /// <summary>Openings per address and minute.</summary>
    [Range(1, 100_000)]
    public int OpeningsPerMinute { get; set; } = 60;

    /// <summary>Comments per address and minute.</summary>
    [Range(1, 100_000)]
    public int CommentsPerMinute { get; set; } = 5;

    /// <summary>Page of the site's own front end that shows a preview: an address with <c>{token}</c> and, for the page to begin with, <c>{path}</c> in it; empty: there is none.</summary>
    [RegularExpression(@"https?://\S*\{token\}\S*")]
    public string SiteAddress { get; set; } = "";

    /// <summary>Where a preview is opened; null: no front end is known.</summary>
    /// <param name="token">Its token.</param>
    /// <param name="path">Path of the page to begin with.</param>
    public string? AddressOf(string token, string? path) =>
        SiteAddress.Length == 0 ? null
        : SiteAddress.Replace("{token}", Uri.EscapeDataString(token), StringComparison.Ordinal).Replace("{path}", Uri.EscapeDataString(path ?? "/"), StringComparison.Ordinal);
}
