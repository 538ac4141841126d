namespace GutCms.Core.Texts;

/// <summary>In which direction a language is written.</summary>
public static class TextDirection
{
    private const string LeftToRight = "ltr";
    private const string RightToLeft = "rtl";

    /// <summary>ISO 15924 codes of scripts that are written from right to left.</summary>
    private static readonly HashSet<string> Scripts = new(StringComparer.OrdinalIgnoreCase)
    {
        "Adlm", "Arab", "Aran", "Armi", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi",
    };

    /// <summary>Languages that are written so unless their tag names another script.</summary>
    private static readonly HashSet<string> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        "ar", "arc", "azb", "bal", "bgn", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "rhg", "sd", "sdh", "skr", "syr", "ug", "ur", "yi",
    };

    /// <summary><c>rtl</c> or <c>ltr</c>, as HTML names them.</summary>
    /// <param name="language">Language tag (BCP 47), in any case. The script that it names decides, else what the language is commonly written in.</param>
    public static string Of(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        var subtags = language.Split('-', '_');
        var script = subtags.Skip(1).TakeWhile(subtag => subtag.Length > 1).FirstOrDefault(subtag => subtag.Length == 4 && subtag.All(char.IsAsciiLetter));
        return (script is null ? Languages.Contains(subtags[0]) : Scripts.Contains(script)) ? RightToLeft : LeftToRight;
    }
}
