using System.Security.Cryptography;
using System.Xml;
using GutCms.Core.Texts;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Look;

/// <summary>A picture that was uploaded as logo.</summary>
/// <param name="Name">Name under <c>/look/</c>: <c>logo-</c>, 16 hexadecimal digits of its SHA-256, and the ending of its kind. Another picture has another name.</param>
/// <param name="Bytes">The picture.</param>
internal sealed record LogoFile(string Name, byte[] Bytes)
{
    /// <summary>Most bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Kind of the document in which it is stored, and its name there.</summary>
    public const string DocumentKind = "site-picture", DocumentName = "logo";

    private static readonly (string Ending, byte[] Start)[] Kinds = [("png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]), ("jpg", [0xff, 0xd8, 0xff])];

    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>The picture of these bytes, by what they hold and not by what a file is called; or why it is none.</summary>
    public static (LogoFile? Logo, Sentence? Fault) Read(byte[] bytes)
    {
        if (bytes.Length is 0 or > MaxBytes)
        {
            return (null, bytes.Length == 0 ? SiteSentence.Of("Settings.LogoNone") : SiteSentence.Of("Settings.LogoSize", MaxBytes / 1024));
        }

        var ending = Kinds.FirstOrDefault(kind => bytes.AsSpan().StartsWith(kind.Start)).Ending ?? (IsWebp(bytes) ? "webp" : null);
        if (ending is null)
        {
            var drawing = FindDrawing(bytes);
            if (drawing != true)
            {
                return (null, SiteSentence.Of(drawing is null ? "Settings.LogoKind" : "Settings.LogoActive"));
            }

            ending = "svg";
        }

        return (new($"logo-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}.{ending}", bytes), null);
    }

    private static bool IsWebp(byte[] bytes) => bytes.Length > 12 && bytes.AsSpan(0, 4).SequenceEqual("RIFF"u8) && bytes.AsSpan(8, 4).SequenceEqual("WEBP"u8);

    /// <summary>True: an SVG drawing that does nothing; false: one with scripts, or with parts from elsewhere; null: it is none.</summary>
    private static bool? FindDrawing(byte[] bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), Strict);
            var isDrawing = false;
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                if (!isDrawing && (reader.LocalName != "svg" || reader.NamespaceURI != "http://www.w3.org/2000/svg"))
                {
                    return null;
                }

                isDrawing = true;
                if (reader.LocalName.ToLowerInvariant() is "script" or "foreignobject" or "iframe" or "embed" or "object" || Attributes(reader).Any(IsActive))
                {
                    return false;
                }
            }

            return isDrawing ? true : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Name, string Value)> Attributes(XmlReader reader)
    {
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            yield return (reader.LocalName.ToLowerInvariant(), reader.Value.Trim());
        }

        reader.MoveToElement();
    }

    private static bool IsActive((string Name, string Value) attribute) =>
        attribute.Name.StartsWith("on", StringComparison.Ordinal) || (attribute.Name is "href" or "src" && !attribute.Value.StartsWith('#') && !attribute.Value.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase));
}
