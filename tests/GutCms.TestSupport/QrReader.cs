using System.Globalization;
using System.Text.RegularExpressions;
using ZXing.Common;
using ZXing.QrCode.Internal;

namespace GutCms.TestSupport;

/// <summary>Reads the QR code on a page.</summary>
public static partial class QrReader
{
    private const int QuietZone = 4;

    /// <summary>The text that it says.</summary>
    public static string Read(string html)
    {
        var side = int.Parse(Box().Match(html).Groups["side"].Value, CultureInfo.InvariantCulture);
        var dark = Dark().Matches(html).SelectMany(match => Enumerable.Range(Number(match, "x"), Number(match, "run")).Select(x => (X: x, Y: Number(match, "y")))).ToHashSet();
        Assert.NotEmpty(dark);
        Assert.All(dark, module => Assert.True(module.X >= QuietZone && module.Y >= QuietZone && module.X < side - QuietZone && module.Y < side - QuietZone));
        var bits = new BitMatrix(side - 2 * QuietZone);
        foreach (var (x, y) in dark)
        {
            bits[x - QuietZone, y - QuietZone] = true;
        }

        return new Decoder().decode(bits, null).Text;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("class=\"qr\" viewBox=\"0 0 (?<side>[0-9]+) ")]
    private static partial Regex Box();

    [GeneratedRegex("M(?<x>[0-9]+) (?<y>[0-9]+)h(?<run>[0-9]+)v1h-")]
    private static partial Regex Dark();
}
