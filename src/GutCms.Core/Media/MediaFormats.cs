namespace GutCms.Core.Media;

/// <summary>The kinds of pictures that the library takes and serves: what they are by their first bytes, and not by what a file is called.</summary>
public static class MediaFormats
{
    // How long a side can be, in pixels, is said by the programs that write each kind.
    private static readonly (string MediaType, string Ending, int MostSide)[] Known = [("image/jpeg", ".jpg", 65_500), ("image/png", ".png", 1_000_000), ("image/webp", ".webp", 16_383)];

    private static ReadOnlySpan<byte> Jpeg => [0xff, 0xd8, 0xff];

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Their media types.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(known => known.MediaType)];

    /// <summary>The media type of a picture's bytes; null: they are no picture of a known kind.</summary>
    public static string? Find(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Jpeg) ? "image/jpeg"
        : bytes.StartsWith(Png) ? "image/png"
        : bytes.Length > 12 && bytes[..4].SequenceEqual("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) ? "image/webp"
        : null;

    /// <summary>The ending of files of a media type, with its dot.</summary>
    public static string EndingOf(string mediaType) => Known.Single(known => known.MediaType == mediaType).Ending;

    /// <summary>Most pixels that width and height of a file of a media type can each have.</summary>
    public static int MostSideOf(string mediaType) => Known.Single(known => known.MediaType == mediaType).MostSide;

    /// <summary>The media type of an ending with its dot; null: of none.</summary>
    public static string? FindByEnding(string ending) => Known.FirstOrDefault(known => known.Ending == ending).MediaType;
}
