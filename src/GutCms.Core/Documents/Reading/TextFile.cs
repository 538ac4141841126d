using System.Text;
using GutCms.Core.Documents.Model;
using GutCms.Core.Texts;

namespace GutCms.Core.Documents.Reading;

/// <summary>Characters of a text file.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text: UTF-8, or UTF-16 that says so with its first two bytes.</summary>
    /// <exception cref="DocumentException">It is in another encoding.</exception>
    public static string Read(byte[] bytes)
    {
        try
        {
            var text = bytes switch
            {
                [0xEF, 0xBB, 0xBF, ..] => Utf8.GetString(bytes.AsSpan(3)),
                [0xFF, 0xFE, ..] => Strict(Encoding.Unicode).GetString(bytes.AsSpan(2)),
                [0xFE, 0xFF, ..] => Strict(Encoding.BigEndianUnicode).GetString(bytes.AsSpan(2)),
                _ => Utf8.GetString(bytes),
            };
            return text.Contains('\0', StringComparison.Ordinal) ? throw new DocumentException(Sentence.Of("Document.NotText")) : text;
        }
        catch (DecoderFallbackException)
        {
            throw new DocumentException(Sentence.Of("Document.NotUtf8"));
        }
    }

    private static Encoding Strict(Encoding encoding) => Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
}
