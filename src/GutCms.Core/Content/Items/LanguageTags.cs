using System.Text;
using System.Text.RegularExpressions;

namespace GutCms.Core.Content.Items;

/// <summary>Names of languages. Source: BCP 47 (RFC 5646 §2.1).</summary>
public static partial class LanguageTags
{
    /// <summary>Longest name, in characters: what an HTML text may say of its language.</summary>
    public const int MaxLength = 35;

    /// <summary>
    /// Whether a text has the form of a tag: a language of two or three letters, then script, region, variants and extensions, joined by hyphens (<c>en</c>, <c>pt-BR</c>, <c>zh-Hant-TW</c>). Longer
    /// primary languages, of which none is registered, are taken for words.
    /// </summary>
    public static bool IsWellFormed(string tag) => tag.Length <= MaxLength && Ascii.IsValid(tag) && Form().IsMatch(tag);

    [GeneratedRegex(
        @"\A(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
