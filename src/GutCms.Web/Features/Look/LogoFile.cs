using System.Security.Cryptography;
using GutCms.Core.Media;
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

    /// <summary>The picture of these bytes, by what they hold and not by what a file is called; or why it is none.</summary>
    public static (LogoFile? Logo, Sentence? Fault) Read(byte[] bytes)
    {
        if (bytes.Length is 0 or > MaxBytes)
        {
            return (null, bytes.Length == 0 ? SiteSentence.Of("Settings.LogoNone") : SiteSentence.Of("Settings.LogoSize", MaxBytes / 1024));
        }

        var ending = MediaFormats.Find(bytes) is { } mediaType ? MediaFormats.EndingOf(mediaType)[1..] : null;
        if (ending is null)
        {
            var drawing = Drawing.IsStill(bytes);
            if (drawing != true)
            {
                return (null, SiteSentence.Of(drawing is null ? "Settings.LogoKind" : "Settings.LogoActive"));
            }

            ending = "svg";
        }

        return (new($"logo-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}.{ending}", bytes), null);
    }
}
