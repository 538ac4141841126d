using GutCms.Api.Delivery;
using GutCms.Web.Features.Security;

namespace GutCms.Web.Pages.Services;

/// <summary>Answers readers with what is at hand before anything else is asked of a request.</summary>
internal static class FromMemory
{
    /// <summary>Documents, lists, searches and pages from memory; routing stands behind it. Only the log of requests sees them.</summary>
    public static void UseGutCmsFromMemory(this WebApplication app)
    {
        var pages = app.Services.GetRequiredService<KeptPages>();
        app.UseGutCmsDeliveryFromMemory(headers: headers => SecurityHeaders.Apply(headers, ContentPolicy.Api));
        app.Use(next => context => pages.ServeFromMemory(context) ?? next(context));
        app.UseRouting();
    }

    /// <summary>Keeps the pages that are made. Behind all that decides whose page it is.</summary>
    public static void UseGutCmsKeptPages(this WebApplication app)
    {
        var pages = app.Services.GetRequiredService<KeptPages>();
        app.Use(next => context => pages.KeepAsync(context, next));
    }
}
