using System.Globalization;
using System.Text;
using QRCoder;
using QRCoder.Exceptions;

namespace GutCms.Web.Features.Pictures;

/// <summary>A text as a square of dark and light modules (ISO/IEC 18004, with the quiet zone of four modules around it), for a camera to read.</summary>
/// <param name="Side">Modules in a row.</param>
/// <param name="Path">The dark modules as data of an SVG path, one unit a module.</param>
internal sealed record QrCode(int Side, string Path)
{
    /// <summary>Draws a short text, with correction level M.</summary>
    public static QrCode Of(string text) => Draw(text, QRCodeGenerator.ECCLevel.M);

    /// <summary>Draws a long text as small as it can be, with correction level L; null: it is longer than the largest code holds (2,953 bytes).</summary>
    public static QrCode? FindDense(string text)
    {
        try
        {
            return Draw(text, QRCodeGenerator.ECCLevel.L);
        }
        catch (DataTooLongException)
        {
            return null;
        }
    }

    private static QrCode Draw(string text, QRCodeGenerator.ECCLevel level)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, level);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            var row = code.ModuleMatrix[y];
            for (var x = 0; x < row.Length; x++)
            {
                var from = x;
                while (x < row.Length && row[x])
                {
                    x++;
                }

                if (x > from)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
                }
            }
        }

        return new(code.ModuleMatrix.Count, path.ToString());
    }
}
