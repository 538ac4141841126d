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

    /// <summary>Whether the admin shows that page in a frame beside the link to it.</summary>
    public bool FramesSite { get; set; }

    /// <summary>Origins of which pages may show preview links in a frame, separated by spaces; empty: none may.</summary>
    [RegularExpression(@"https?://[^\s/;,'*]+( https?://[^\s/;,'*]+)*")]
    public string FrameAncestors { get; set; } = "";

    /// <summary>Origin of the page that shows previews, where it is shown in a frame; null: it is not.</summary>
    public string? FramedOrigin => FramesSite && Uri.TryCreate(AddressOf("", null), UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : null;

    /// <summary>Where a preview is opened; null: no front end is known.</summary>
    /// <param name="token">Its token.</param>
    /// <param name="path">Path of the page to begin with.</param>
    public string? AddressOf(string token, string? path) =>
        SiteAddress.Length == 0 ? null
        : SiteAddress.Replace("{token}", Uri.EscapeDataString(token), StringComparison.Ordinal).Replace("{path}", Uri.EscapeDataString(path ?? "/"), StringComparison.Ordinal);
}
