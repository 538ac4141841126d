using System.Globalization;

namespace GutCms.Core.Json;

/// <summary>Writes numbers as ECMAScript's <c>Number.prototype.toString</c> does.</summary>
/// <remarks>Source: RFC 8785 §3.2.2.3, ECMA-262 §6.1.6.1.20.</remarks>
internal static class EcmaScriptNumber
{
    /// <exception cref="CanonicalJsonException">The number is NaN or infinite.</exception>
    public static string Format(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new CanonicalJsonException("NaN and infinity have no JSON form.");
        }

        if (number == 0)
        {
            return "0";
        }

        // .NET gives the shortest digits that read back as the same double; only their layout differs.
        var (digits, pointAt) = Digits(Math.Abs(number).ToString("R", CultureInfo.InvariantCulture));
        return (number < 0 ? "-" : "") + Layout(digits, pointAt);
    }

    // Significant digits without leading or trailing zeros, and where the decimal point stands, counted from their left.
    private static (string Digits, int PointAt) Digits(string roundTrip)
    {
        var e = roundTrip.IndexOf('E', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : int.Parse(roundTrip.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? roundTrip : roundTrip[..e];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = all.TrimStart('0');
        return (significant.TrimEnd('0'), (point < 0 ? mantissa.Length : point) + exponent - (all.Length - significant.Length));
    }

    private static string Layout(string digits, int pointAt)
    {
        if (pointAt is > 0 and <= 21)
        {
            return digits.Length <= pointAt ? digits.PadRight(pointAt, '0') : $"{digits[..pointAt]}.{digits[pointAt..]}";
        }

        if (pointAt is > -6 and <= 0)
        {
            return "0." + new string('0', -pointAt) + digits;
        }

        var exponent = pointAt - 1;
        var point = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{point}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}");
    }
}
