using System.Globalization;
using System.Text;
using QRCoder;

namespace GutCms.Web.Features.SigningIn;

/// <summary>A text as a square of dark and light modules (ISO/IEC 18004, correction level M, with the quiet zone of four modules around it), for a camera to read.</summary>
/// <param name="Side">Modules in a row.</param>
/// <param name="Path">The dark modules as data of an SVG path, one unit a module.</param>
internal sealed record QrCode(int Side, string Path)
{
    /// <summary>Draws a text.</summary>
    public static QrCode Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            var row = code.ModuleMatrix[y];
            for (var x = 0; x < row.Length; x++)
            {
                if (row[x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new(code.ModuleMatrix.Count, path.ToString());
    }
}
