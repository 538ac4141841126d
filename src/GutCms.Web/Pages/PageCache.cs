using System.Security.Cryptography;
using System.Text;
using GutCms.Core.Delivery;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using GutCms.Web.Features.Setup;

namespace GutCms.Web.Pages;

/// <summary>Lets a browser keep a page for as long as its delivery document and the program are the same.</summary>
internal sealed class PageCache(IOptions<SiteOptions> site)
{
    // A page is a function of the document, of the templates in this very build, and of the public address.
    private readonly string _build = Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{typeof(PageCache).Module.ModuleVersionId:N} {site.Value.PublicUrl}")))[..16];

    /// <summary>Writes the caching headers; true when the client has this page already and 304 is the answer.</summary>
    public bool IsFresh(HttpContext context, DeliveredDocument document)
    {
        // Weak: a proxy may compress the page on the way.
        var tag = new EntityTagHeaderValue($"\"{document.ETag}-{_build}\"", isWeak: true);
        context.Response.Headers.ETag = tag.ToString();
        context.Response.Headers.CacheControl = "no-cache";
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any));
    }
}
