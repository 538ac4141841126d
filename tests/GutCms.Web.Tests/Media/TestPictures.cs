using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace GutCms.Web.Tests.Media;

/// <summary>Pictures as cameras, programs and attackers make them.</summary>
internal static class TestPictures
{
    /// <summary>What a camera wrote beside the picture.</summary>
    public const string Secret = "taken-at-home";

    /// <summary>Left half red, right half blue.</summary>
    public static byte[] Of(SKEncodedImageFormat format, int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Red);
            using var paint = new SKPaint { Color = SKColors.Blue };
            canvas.DrawRect(width / 2f, 0, width / 2f, height, paint);
        }

        using var pixels = bitmap.PeekPixels();
        using var encoded = pixels.Encode(format, 90)!;
        return encoded.ToArray();
    }

    /// <summary>As a camera held upright writes it: lying, with a note to turn it a quarter to the right, and where it was taken.</summary>
    public static byte[] OfCamera(int width, int height)
    {
        var jpeg = Of(SKEncodedImageFormat.Jpeg, width, height);
        byte[] tiff =
        [
            (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 2,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0,
            0x01, 0x0e, 0, 2, 0, 0, 0, (byte)(Secret.Length + 1), 0, 0, 0, 38,
            0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Secret), 0,
        ];
        byte[] payload = [.. "Exif\0\0"u8, .. tiff];
        return [0xff, 0xd8, 0xff, 0xe1, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2), .. payload, .. jpeg[2..]];
    }

    /// <summary>A PNG that says of itself that it is of some size, whatever it holds.</summary>
    public static byte[] Claiming(int width, int height)
    {
        var png = Of(SKEncodedImageFormat.Png, 16, 16);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    /// <summary>Two pictures that follow each other.</summary>
    public static byte[] Moving()
    {
        var still = Of(SKEncodedImageFormat.Webp, 16, 16)[12..];
        byte[] frame = [0, 0, 0, 0, 0, 0, 15, 0, 0, 15, 0, 0, 100, 0, 0, 0, .. still];
        byte[] body = [.. "WEBP"u8, .. Chunk("VP8X", [2, 0, 0, 0, 15, 0, 0, 15, 0, 0]), .. Chunk("ANIM", [0, 0, 0, 0, 0, 0]), .. Chunk("ANMF", frame), .. Chunk("ANMF", frame)];
        return Chunk("RIFF", body);
    }

    /// <summary>Width, height and the colour in the middle of the upper and of the lower half.</summary>
    public static (int Width, int Height, bool IsRedAbove, bool IsBlueBelow) Look(byte[] bytes)
    {
        using var bitmap = SKBitmap.Decode(bytes);
        var (above, below) = (bitmap.GetPixel(bitmap.Width / 2, bitmap.Height / 4), bitmap.GetPixel(bitmap.Width / 2, bitmap.Height * 3 / 4));
        return (bitmap.Width, bitmap.Height, above is { Red: > 200, Blue: < 60 }, below is { Blue: > 200, Red: < 60 });
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
            }
        }

        return ~crc;
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. Encoding.ASCII.GetBytes(name), .. length, .. data, .. new byte[data.Length % 2]];
    }
}
