using Microsoft.Extensions.Primitives;

namespace GutCms.Web.Features.Security;

/// <summary>Which security headers an answer carries. Endpoint metadata: an endpoint without one gets <see cref="Api"/>, the strictest.</summary>
/// <param name="contentSecurityPolicy">Value of Content-Security-Policy.</param>
/// <param name="resourcePolicy">Value of Cross-Origin-Resource-Policy.</param>
/// <param name="isDocument">A browser shows it as a page, so the headers about pages are sent as well.</param>
internal sealed class ContentPolicy(string contentSecurityPolicy, string resourcePolicy, bool isDocument)
{
    private const string SameOrigin = "same-origin";

    /// <summary>Data for anybody: nothing may be loaded or framed should a browser show it.</summary>
    public static ContentPolicy Api { get; } = new("default-src 'none'; frame-ancestors 'none'", "cross-origin", isDocument: false);

    /// <summary>Style sheets, icons and scripts of this site's own pages.</summary>
    public static ContentPolicy OwnFiles { get; } = new("default-src 'none'; frame-ancestors 'none'", SameOrigin, isDocument: false);

    /// <summary>
    /// Pages without any script. The JSON-LD that they embed is a data block, not a script (HTML, "prepare the script element"), so it needs no permission.
    /// </summary>
    public static ContentPolicy Pages { get; } = new(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'", SameOrigin, isDocument: true);

    /// <summary>As <see cref="Pages"/>, with scripts and requests of their own origin: the account pages that ask the browser for a passkey.</summary>
    public static ContentPolicy Scripted { get; } = new(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'", SameOrigin, isDocument: true);

    /// <summary>Pages with scripts, styles and requests of their own origin: the admin, the API reference.</summary>
    public static ContentPolicy Apps { get; } = new(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        SameOrigin, isDocument: true);

    /// <summary>As <see cref="Pages"/>, for a page that pages of this site show in a frame: the preview of the editor.</summary>
    public static ContentPolicy Framed { get; } = new(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'", SameOrigin, isDocument: true);

    /// <summary>The policy of <see cref="Pages"/> for a page that pages of some origins show in a frame.</summary>
    /// <param name="origins">Separated by spaces.</param>
    public static StringValues PagesFramedBy(string origins) => Pages.ContentSecurityPolicy.ToString().Replace("frame-ancestors 'none'", "frame-ancestors " + origins, StringComparison.Ordinal);

    /// <summary>The policy of <see cref="Apps"/> for a page that shows a page of another origin in a frame.</summary>
    /// <param name="origin">That origin.</param>
    public static StringValues AppsFraming(string origin) => Apps.ContentSecurityPolicy.ToString().Replace("frame-src 'self'", "frame-src 'self' " + origin, StringComparison.Ordinal);

    /// <summary>Value of Content-Security-Policy.</summary>
    public StringValues ContentSecurityPolicy { get; } = contentSecurityPolicy;

    /// <summary>Value of Cross-Origin-Resource-Policy.</summary>
    public StringValues ResourcePolicy { get; } = resourcePolicy;

    /// <summary>A browser shows it as a page.</summary>
    public bool IsDocument { get; } = isDocument;
}
