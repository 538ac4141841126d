using System.Text;
using GutCms.Core.Documents.Model;
using GutCms.Core.Texts;

namespace GutCms.Core.Documents.Reading;

/// <summary>Characters of a text file.</summary>
/// <param name="Text">The characters, without a byte order mark.</param>
/// <param name="Assumed">Name of the encoding when nothing in the file says it; null: the file says it, or there is only one that it can be.</param>
internal sealed record TextFile(string Text, string? Assumed = null)
{
    /// <summary>What files of people who write no other language than those of Western Europe are in, where they are not in UTF-8.</summary>
    private const string Western = "windows-1252";

    /// <summary>Reads a file: by its byte order mark, as UTF-8 where it can be that, in the encoding that it names, otherwise in that of Western Europe, which is said.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="mayAssume">It may be in an encoding that nothing in it says.</param>
    /// <exception cref="DocumentException">It is no text, or in an encoding that cannot be told.</exception>
    public static TextFile Read(byte[] bytes, bool mayAssume = true)
    {
        var named = NamedEncoding.Find(bytes);
        var file = Marked(bytes) is { } marked ? new(marked)
            : named?.IsAscii == false && Decode(named.Encoding, bytes) is { } foreign ? new(foreign)
            : Decode(Encoding.UTF8, bytes) is { } utf8 ? new(utf8)
            : named is not null ? Decode(named.Encoding, bytes) is { } text ? new(text) : null
            : mayAssume && Decode(NamedEncoding.Of(Western)!.Encoding, bytes) is { } assumed && !assumed.Any(IsNoLetter) ? new(assumed, Western)
            : (TextFile?)null;
        return file is null ? throw new DocumentException(Sentence.Of("Document.NotUtf8"))
            : file.Text.Contains('\0', StringComparison.Ordinal) ? throw new DocumentException(Sentence.Of("Document.NotText"))
            : file;
    }

    private static string? Marked(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Strictly(Encoding.UTF8, bytes[3..]),
        [0xFF, 0xFE, 0x00, 0x00, ..] => Strictly(Encoding.UTF32, bytes[4..]),
        [0xFF, 0xFE, ..] => Strictly(Encoding.Unicode, bytes[2..]),
        [0xFE, 0xFF, ..] => Strictly(Encoding.BigEndianUnicode, bytes[2..]),
        [0x3C, 0x00, 0x3F, 0x00, ..] => Strictly(Encoding.Unicode, bytes),
        [0x00, 0x3C, 0x00, 0x3F, ..] => Strictly(Encoding.BigEndianUnicode, bytes),
        _ => null,
    };

    private static string Strictly(Encoding encoding, byte[] bytes) => Decode(encoding, bytes) ?? throw new DocumentException(Sentence.Of("Document.NotUtf8"));

    private static string? Decode(Encoding encoding, byte[] bytes)
    {
        try
        {
            var strict = (Encoding)encoding.Clone();
            strict.DecoderFallback = DecoderFallback.ExceptionFallback;
            return strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // What the encoding of Western Europe has no character for; no text has it.
    private static bool IsNoLetter(char character) => character is >= '\u0080' and <= '\u009F';
}
