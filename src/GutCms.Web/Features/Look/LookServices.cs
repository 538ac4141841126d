using System.Text.RegularExpressions;
using GutCms.Api.Settings;
using GutCms.Core.Storage;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GutCms.Web.Features.Look;

/// <summary>The site's own look: its settings, the style sheet with its colour, and its pictures.</summary>
internal static partial class LookServices
{
    private const string CacheControl = "public, max-age=3600";

    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsLook(this IServiceCollection services)
    {
        services.AddCheckedOptions<LookOptions>(LookOptions.Section);
        services.AddSingleton<SiteLook>();
        return services;
    }

    /// <summary>Maps <c>/look.css</c>, and <c>/look/{name}</c>: pictures in the folder <c>look</c> of the data directory, and the logo that was uploaded.</summary>
    public static void MapGutCmsLook(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/look.css", GetSheet).WithMetadata(ContentPolicy.OwnFiles).ExcludeFromDescription();
        endpoints.MapGet("/look/{name}", GetPicture).WithMetadata(ContentPolicy.OwnFiles).ExcludeFromDescription();
    }

    private static ContentHttpResult GetSheet(SiteLook look, HttpContext http)
    {
        http.Response.Headers.CacheControl = CacheControl;
        return TypedResults.Text(look.Css, "text/css");
    }

    private static async Task<IResult> GetPicture(string name, DataDirectory data, IContentStore store, HttpContext http)
    {
        if (!PictureName().IsMatch(name))
        {
            return TypedResults.NotFound();
        }

        var type = Path.GetExtension(name).ToLowerInvariant() switch { ".svg" => "image/svg+xml", ".png" => "image/png", ".webp" => "image/webp", _ => "image/jpeg" };
        var file = Path.Combine(data.FullPath, "look", name);
        var stored = File.Exists(file) ? null : await FindStoredAsync(name, store, http.RequestAborted);
        if (stored is null && !File.Exists(file))
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = CacheControl;
        return stored is null ? TypedResults.PhysicalFile(file, type) : TypedResults.Bytes(stored, type);
    }

    private static async Task<byte[]?> FindStoredAsync(string name, IContentStore store, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        var logo = await work.GetDocumentAsync(LogoFile.DocumentKind, LogoFile.DocumentName, cancellationToken);
        return (string?)logo?["name"] == name ? Convert.FromBase64String((string)logo!["data"]!) : null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.(svg|png|webp|jpe?g)\z", RegexOptions.IgnoreCase)]
    private static partial Regex PictureName();
}
