namespace GutCms.Web.Pages.Admin;

/// <summary>Light, dark, or as the visitor's system says. Kept in a cookie, so that the first paint is right without a script.</summary>
internal static class AdminTheme
{
    private const string Cookie = "gutcms.theme";

    /// <summary>The choices; the first is the default.</summary>
    public static IReadOnlyList<string> Choices { get; } = ["auto", "light", "dark"];

    /// <summary>The choice of this browser.</summary>
    public static string Of(HttpRequest request) => request.Cookies[Cookie] is { } chosen && Choices.Contains(chosen) ? chosen : Choices[0];

    /// <summary>Remembers a choice for a year.</summary>
    public static void Remember(HttpContext http, string choice) => http.Response.Cookies.Append(Cookie, choice, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        Path = "/",
    });
}
