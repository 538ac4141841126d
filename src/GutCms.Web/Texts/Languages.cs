using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace GutCms.Web.Texts;

/// <summary>The languages that this version speaks. Adding one is a matter of resource files and of a line here.</summary>
internal static class Languages
{
    /// <summary>What is spoken when nothing else is asked for, and the language of the record.</summary>
    public static CultureInfo Default { get; } = CultureInfo.GetCultureInfo("en");

    /// <summary>All of them; the default first.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } = [Default, CultureInfo.GetCultureInfo("de")];

    /// <summary>The language of a name such as <c>de</c> or <c>de-AT</c>; null: it is not spoken here.</summary>
    public static CultureInfo? Find(string? name) => string.IsNullOrEmpty(name) ? null
        : All.FirstOrDefault(language => name.Equals(language.Name, StringComparison.OrdinalIgnoreCase) || name.StartsWith(language.Name + "-", StringComparison.OrdinalIgnoreCase));

    /// <summary>What a browser asks for first among what is spoken here (RFC 9110, 12.5.4); the default when that is nothing.</summary>
    public static CultureInfo Accepted(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(accepted => accepted.Quality is not 0)
        .OrderByDescending(accepted => accepted, StringWithQualityHeaderValueComparer.QualityComparer)
        .Select(accepted => Find(accepted.Value.Value)).FirstOrDefault(language => language is not null) ?? Default;

    /// <summary>Runs something in a language: what it says meanwhile is said in it.</summary>
    public static T In<T>(CultureInfo language, Func<T> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language;
        try
        {
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
