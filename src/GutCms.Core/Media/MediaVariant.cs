using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GutCms.Core.Media;

/// <summary>A picture in another width and format, whole or cropped. Widths and formats are a fixed list, and ratios are those of the site (<see cref="CropRatios"/>), so that nobody can have any number of them made.</summary>
/// <param name="Width">Width in pixels, one of <see cref="Widths"/>.</param>
/// <param name="MediaType">One of <see cref="MediaFormats.All"/>.</param>
/// <param name="Crop">What is cut off; null: nothing.</param>
public sealed partial record MediaVariant(int Width, string MediaType, MediaCrop? Crop)
{
    /// <summary>The widths that there are, in pixels.</summary>
    public static ImmutableArray<int> Widths { get; } = [160, 320, 480, 640, 960, 1280, 1600, 1920];

    /// <summary>Its name: <c>640.webp</c>, or with what is cut off <c>640-16x9-50-30.webp</c>. What it shows never changes.</summary>
    public string Name => Width.ToString(CultureInfo.InvariantCulture) + (Crop is null ? "" : "-" + Crop.Name) + MediaFormats.EndingOf(MediaType);

    /// <summary>The variant of a name; null: there is none of that name. Whether the site crops in its ratio is not asked.</summary>
    public static MediaVariant? Find(string name)
    {
        var match = Form().Match(name);
        if (!match.Success || MediaFormats.FindByEnding(match.Groups["ending"].Value) is not { } mediaType || !Widths.Contains(Number(match.Groups["width"])))
        {
            return null;
        }

        MediaCrop? crop = null;
        if (match.Groups["ratio"].Success)
        {
            if (CropRatio.Find(match.Groups["ratio"].Value) is not { } ratio)
            {
                return null;
            }

            crop = new(ratio, Number(match.Groups["x"]), Number(match.Groups["y"]));
        }

        var variant = new MediaVariant(Number(match.Groups["width"]), mediaType, crop);

        // One name for each: no zeros before a number.
        return crop is null or { IsWithin: true } && variant.Name == name ? variant : null;
    }

    /// <summary>The part of a picture that it shows, and its height; null: the picture is too small for it, or so high that its format holds no such file.</summary>
    /// <param name="width">Width of the picture.</param>
    /// <param name="height">Height of the picture.</param>
    public (MediaArea Shown, int Height)? Fit(int width, int height)
    {
        var shown = Crop?.AreaOf(width, height) ?? new MediaArea(0, 0, width, height);
        var fitting = Math.Max(1, (int)Math.Round((double)Width * shown.Height / shown.Width, MidpointRounding.AwayFromZero));
        return Width > shown.Width || fitting > MediaFormats.MostSideOf(MediaType) ? null : (shown, fitting);
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<width>[0-9]{3,4})(?:-(?<ratio>[0-9]{1,2}x[0-9]{1,2})-(?<x>[0-9]{1,3})-(?<y>[0-9]{1,3}))?(?<ending>\.[a-z]{3,4})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>What is left of a picture.</summary>
/// <param name="Ratio">Width to height.</param>
/// <param name="FocusX">What has to be seen: percent of the width from the left.</param>
/// <param name="FocusY">Likewise, percent of the height from the top.</param>
public sealed record MediaCrop(CropRatio Ratio, int FocusX, int FocusY)
{
    /// <summary>Its name within a variant's.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Ratio.Name}-{FocusX}-{FocusY}");

    /// <summary>The focus is within the picture.</summary>
    public bool IsWithin => FocusX is >= 0 and <= 100 && FocusY is >= 0 and <= 100;

    /// <summary>The largest part of a picture in this ratio, as near to the focus as the edges permit.</summary>
    public MediaArea AreaOf(int width, int height)
    {
        var (across, down) = Ratio;
        var isWider = (long)width * down > (long)height * across;
        var (shownWidth, shownHeight) = isWider
            ? (Math.Max(1, (int)((long)height * across / down)), height)
            : (width, Math.Max(1, (int)((long)width * down / across)));
        return new(Start(width, shownWidth, FocusX), Start(height, shownHeight, FocusY), shownWidth, shownHeight);
    }

    private static int Start(int whole, int shown, int focus) => Math.Clamp((int)((long)whole * focus / 100) - (shown / 2), 0, whole - shown);
}

/// <summary>A part of a picture, in pixels.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public sealed record MediaArea(int X, int Y, int Width, int Height);
