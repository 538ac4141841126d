using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace GutCms.Core.Documents.Reading;

/// <summary>The encoding that a file says it is in: HTML in its head, XML in its first line.</summary>
/// <param name="Encoding">The encoding.</param>
/// <param name="IsAscii">Its first 128 characters are those of ASCII, each a byte, and no byte of another character is one of them: what is UTF-8 all the same is not in it.</param>
internal sealed partial record NamedEncoding(Encoding Encoding, bool IsAscii)
{
    /// <summary>Where browsers look for it.</summary>
    private const int Head = 1024;

    /// <summary>Names that stand for more than they say, as browsers read them.</summary>
    private static readonly FrozenDictionary<string, string> Meant = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["ascii"] = "windows-1252",
        ["us-ascii"] = "windows-1252",
        ["latin1"] = "windows-1252",
        ["iso-8859-1"] = "windows-1252",
        ["iso8859-1"] = "windows-1252",
        ["cp1252"] = "windows-1252",
        ["iso-8859-9"] = "windows-1254",
        ["iso-8859-11"] = "windows-874",
        ["tis-620"] = "windows-874",
        ["utf8"] = "utf-8",
        ["x-sjis"] = "shift_jis",
        ["gbk"] = "gb18030",
        ["gb2312"] = "gb18030",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The encoding that the file names; null when it names none that is known.</summary>
    public static NamedEncoding? Find(byte[] bytes)
    {
        var head = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, Head));
        return Xml().Match(head) is { Success: true } xml ? Of(xml.Groups["name"].Value) : Html().Match(head) is { Success: true } html ? Of(html.Groups["name"].Value) : null;
    }

    /// <summary>The encoding of a name; null when it is not known, or the file could not have said it.</summary>
    public static NamedEncoding? Of(string name)
    {
        try
        {
            var known = Meant.GetValueOrDefault(name, name);
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(known) ?? Encoding.GetEncoding(known);
            return encoding is UnicodeEncoding or UTF32Encoding ? null : new(encoding, encoding.IsSingleByte || encoding is UTF8Encoding);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex("""^\s*<\?xml\s[^>]*?encoding\s*=\s*["'](?<name>[A-Za-z0-9._-]+)["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Xml();

    [GeneratedRegex("""<meta\s[^>]*?charset\s*=\s*["']?\s*(?<name>[A-Za-z0-9._:-]+)""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Html();
}
