using System.Globalization;

namespace GutCms.Web.Features.Look;

/// <summary>A colour of the screen (sRGB).</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    // WCAG 2.2, 1.4.3, with some room for tinted grounds.
    private const double Readable = 5.0;

    /// <summary>Black.</summary>
    public static Colour Black { get; } = new(0, 0, 0);

    /// <summary>White.</summary>
    public static Colour White { get; } = new(255, 255, 255);

    /// <summary>The darkest ground of the light theme: <c>--tint</c> of <c>site.css</c>.</summary>
    public static Colour LightPaper { get; } = new(0xee, 0xf3, 0xf0);

    /// <summary>The lightest ground of the dark theme: <c>--tint</c> of <c>site.css</c>.</summary>
    public static Colour DarkPaper { get; } = new(0x1c, 0x28, 0x26);

    /// <summary>Reads <c>#rrggbb</c>; null: it is none.</summary>
    public static Colour? Parse(string text) =>
        text.Length == 7 && text[0] == '#' && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : null;

    /// <summary>Contrast of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio".</summary>
    public double ContrastTo(Colour other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary>The colour, or the nearest darker or lighter one that can be read on a ground.</summary>
    public Colour ReadableOn(Colour ground)
    {
        var end = ground.Luminance > 0.18 ? Black : White;
        var colour = this;
        for (var step = 1; step <= 20 && colour.ContrastTo(ground) < Readable; step++)
        {
            colour = Toward(end, step / 20.0);
        }

        return colour;
    }

    /// <summary>A mixture: 0 is this colour, 1 the other.</summary>
    public Colour Toward(Colour other, double part) => new(Mix(Red, other.Red, part), Mix(Green, other.Green, part), Mix(Blue, other.Blue, part));

    /// <summary><c>#rrggbb</c>.</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static byte Mix(byte one, byte other, double part) => (byte)Math.Round(one + ((other - one) * part));

    private static double Linear(byte value)
    {
        var part = value / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}
