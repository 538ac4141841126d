using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GutCms.Api.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Look;
using Microsoft.Net.Http.Headers;

namespace GutCms.Web.Pages;

/// <summary>Lets a browser keep a page for as long as its delivery document and the program are the same.</summary>
internal sealed class PageCache(SiteAddress site, SiteLook look, PublicCaching caching)
{
    // A page is a function of the document, of the look that is set, of the templates in this very build, and of the public address, which is known for certain once the site listens.
    private readonly Lazy<string> _build = new(() => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{typeof(PageCache).Module.ModuleVersionId:N} {site.Base}")))[..16]);

    /// <summary>Writes the caching headers; true when the client has this page already and 304 is the answer.</summary>
    public bool IsFresh(HttpContext context, DeliveredDocument document) => IsFresh(context, document.SurrogateKeys, document.ETag);

    /// <summary>The same for a list: whatever its page shows decides.</summary>
    /// <param name="context">The request.</param>
    /// <param name="surrogateKeys">Keys by which a cache is told to forget it, separated by spaces.</param>
    /// <param name="shown">What is read for the page, in order.</param>
    public bool IsFresh(HttpContext context, string surrogateKeys, params IEnumerable<ReadOnlyMemory<byte>> shown)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var bytes in shown)
        {
            // With its length, so that what ends one and begins the next cannot be confused.
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes.Span);
        }

        return IsFresh(context, surrogateKeys, Convert.ToHexStringLower(hash.GetHashAndReset())[..32]);
    }

    /// <summary>Readers get what caches may keep for as long as the documents; somebody who is signed in gets a copy of their own.</summary>
    public void Apply(HttpContext context, string surrogateKeys)
    {
        caching.Apply(context.Response.Headers, surrogateKeys);
        if (context.User.Identity?.IsAuthenticated == true)
        {
            context.Response.Headers.CacheControl = "private, no-cache";
        }
    }

    /// <summary>Whether the client has the page of a tag already.</summary>
    public static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        request.Headers.IfNoneMatch.Count > 0 && request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any));

    private bool IsFresh(HttpContext context, string surrogateKeys, string content)
    {
        // Weak: a proxy may compress the page on the way.
        var tag = new EntityTagHeaderValue($"\"{content}-{_build.Value}-{look.Revision}-{CultureInfo.CurrentUICulture.Name}\"", isWeak: true);
        context.Response.Headers.ETag = tag.ToString();
        Apply(context, surrogateKeys);
        return IsKnown(context.Request, tag);
    }
}
