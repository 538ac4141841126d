using System.Globalization;

namespace GutCms.Web.Texts;

/// <summary>
/// The language of a request. What caches may keep speaks the language of the site, whoever asks, so that an address has one answer: public pages (an article in the
/// language of its text), feeds, the delivery API. All else speaks the language of whoever asks: the one on file for the account, otherwise what the browser prefers.
/// </summary>
internal static class RequestLanguage
{
    private static readonly string[] Personal = ["/admin", "/account", "/preview", "/connect", "/api", "/reference"];
    private static readonly object Key = new();

    /// <summary>Sets the language of each request before anything is answered.</summary>
    public static void UseGutCmsLanguage(this WebApplication app)
    {
        var site = app.Services.GetRequiredService<SiteSpeech>();
        app.Use(next => context =>
        {
            Set(context, IsPersonal(context.Request) ? Languages.Accepted(context.Request) : site.Language);
            return next(context);
        });
    }

    /// <summary>The language of a request, also where the answer to an error is written.</summary>
    public static CultureInfo Of(HttpContext context) => context.Items[Key] as CultureInfo ?? Languages.Default;

    /// <summary>Goes on in the language of a text, where it is spoken here.</summary>
    /// <param name="name">Its language; null: not known.</param>
    public static void Follow(string? name) => CultureInfo.CurrentUICulture = Languages.Find(name) ?? CultureInfo.CurrentUICulture;

    /// <summary>Whether an answer is for whoever asks, and kept by no cache.</summary>
    public static bool IsPersonal(HttpRequest request) =>
        Array.Exists(Personal, path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        && !request.Path.StartsWithSegments("/api/delivery", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sets the language of a request. Formats of the program itself do not follow: only what people read does.</summary>
    public static void Set(HttpContext context, CultureInfo language)
    {
        context.Items[Key] = language;
        CultureInfo.CurrentUICulture = language;
    }
}

/// <summary>The language of the site's public side: <c>LocalizationSettings.DefaultCulture</c> of its settings where it is spoken here, otherwise English.</summary>
internal sealed class SiteSpeech
{
    private volatile CultureInfo _language = Languages.Default;

    /// <summary>The language.</summary>
    public CultureInfo Language => _language;

    /// <summary>Takes over what the settings say.</summary>
    public void Take(string name) => _language = Languages.Find(name) ?? Languages.Default;
}
