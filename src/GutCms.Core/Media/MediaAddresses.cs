using System.Globalization;

namespace GutCms.Core.Media;

/// <summary>Where pictures are served, from the root of the site. What an address shows never changes.</summary>
public static class MediaAddresses
{
    /// <summary>What every address begins with.</summary>
    public const string Root = "/media";

    /// <summary>Name of a picture as it was uploaded, without its ending.</summary>
    public const string Original = "original";

    /// <summary>Name of the picture in content of the type <c>MediaField</c>: as on Orchard Core it is served under <see cref="Root"/>.</summary>
    public static string PathOf(MediaFile file) => $"{file.Sha256}/{Original}{MediaFormats.EndingOf(file.MediaType)}";

    /// <summary>The id of a picture that content names; null: that is not how pictures of the library are named.</summary>
    public static string? IdOf(string path)
    {
        var parts = path.Split('/');
        return parts.Length == 2 && MediaFile.IsId(parts[0]) && parts[1].StartsWith(Original, StringComparison.Ordinal) && MediaFormats.FindByEnding(parts[1][Original.Length..]) is not null ? parts[0] : null;
    }

    /// <summary>Address of what content names, whatever it is.</summary>
    public static string Of(string path) => $"{Root}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>Address of the picture itself.</summary>
    public static string Of(MediaFile file) => $"{Root}/{PathOf(file)}";

    /// <summary>Address of a variant.</summary>
    public static string Of(MediaFile file, MediaVariant variant) => $"{Root}/{file.Sha256}/{variant.Name}";

    /// <summary>Variants in one format and ratio that can be made of the picture, narrowest first.</summary>
    public static IReadOnlyList<MediaVariant> Variants(MediaFile file, string mediaType, CropRatio? ratio) =>
    [
        .. MediaVariant.Widths.Select(width => new MediaVariant(width, mediaType, ratio is null ? null : new(ratio, file.FocusX, file.FocusY)))
            .Where(variant => variant.Fit(file.Width, file.Height) is not null),
    ];

    /// <summary>The value of <c>srcset</c> in WebP; empty: the picture is smaller than any variant, or too high for each.</summary>
    public static string SourceSet(MediaFile file, CropRatio? ratio) =>
        string.Join(", ", Variants(file, "image/webp", ratio).Select(variant => string.Create(CultureInfo.InvariantCulture, $"{Of(file, variant)} {variant.Width}w")));

    /// <summary>The widest variant up to a width in pixels, in WebP; where there is none, the picture itself.</summary>
    public static string UpTo(MediaFile file, int width, CropRatio? ratio = null) => WidestUpTo(file, width, "image/webp", ratio) is { } variant ? Of(file, variant) : Of(file);

    /// <summary>The widest variant up to a width in pixels; null: there is none.</summary>
    public static MediaVariant? WidestUpTo(MediaFile file, int width, string mediaType, CropRatio? ratio = null) => Variants(file, mediaType, ratio).LastOrDefault(variant => variant.Width <= width);
}
