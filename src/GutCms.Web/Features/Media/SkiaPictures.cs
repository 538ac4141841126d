using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;
using SkiaSharp;

namespace GutCms.Web.Features.Media;

/// <summary>Pictures by Skia. None has more pixels than may be: that is asked before anything is decoded. At most two that somebody sent are decoded at a time; who makes variants takes turns himself.</summary>
internal sealed class SkiaPictures(MediaLimits limits) : IPictures, IDisposable
{
    private const int ReadAtOnce = 2;

    // Of what is kept, and of what is made of it.
    private const int KeptQuality = 92, MadeQuality = 82;

    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    private readonly SemaphoreSlim _turn = new(ReadAtOnce);

    public async Task<(Picture? Picture, PictureFault? Fault)> ReadAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Read(bytes.Span), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task<byte[]> MakeAsync(ReadOnlyMemory<byte> bytes, MediaVariant variant, CancellationToken cancellationToken) => Task.Run(() => Make(bytes.Span, variant), cancellationToken);

    public void Dispose() => _turn.Dispose();

    private (Picture? Picture, PictureFault? Fault) Read(ReadOnlySpan<byte> bytes)
    {
        // Only the decoders of these kinds ever see what somebody sent.
        if (MediaFormats.Find(bytes) is not { } mediaType)
        {
            return (null, PictureFault.Kind);
        }

        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || FormatOf(mediaType) != codec.EncodedFormat)
        {
            return (null, PictureFault.Broken);
        }

        if ((long)codec.Info.Width * codec.Info.Height > limits.MostPixels)
        {
            return (null, PictureFault.Pixels);
        }

        if (codec.FrameCount > 1)
        {
            return (null, PictureFault.Moving);
        }

        using var decoded = Decode(codec);
        if (decoded is null)
        {
            return (null, PictureFault.Broken);
        }

        using var upright = Upright(decoded, codec.EncodedOrigin);
        var kept = upright ?? decoded;
        return (new(Encode(kept, mediaType, KeptQuality), mediaType, kept.Width, kept.Height), null);
    }

    private static byte[] Make(ReadOnlySpan<byte> bytes, MediaVariant variant)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        using var decoded = codec is null ? null : Decode(codec);
        if (decoded is null || variant.Fit(decoded.Width, decoded.Height) is not var (shown, height))
        {
            throw new InvalidDataException("A picture of the library cannot be decoded, or does not give what is to be made of it.");
        }

        decoded.SetImmutable();
        using var image = SKImage.FromBitmap(decoded);

        // JPEG has no transparency: what shines through is paper.
        var isPaper = variant.MediaType == "image/jpeg";
        using var made = new SKBitmap(decoded.Info.WithSize(variant.Width, height).WithAlphaType(isPaper ? SKAlphaType.Opaque : decoded.AlphaType));
        using (var canvas = new SKCanvas(made))
        {
            canvas.Clear(isPaper ? SKColors.White : SKColors.Transparent);
            canvas.DrawImage(image, SKRect.Create(shown.X, shown.Y, shown.Width, shown.Height), SKRect.Create(variant.Width, height), Smooth);
        }

        return Encode(made, variant.MediaType, MadeQuality);
    }

    /// <summary>In the colours of screens; null: it is not whole, or no picture.</summary>
    private static SKBitmap? Decode(SKCodec codec)
    {
        var alpha = codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        using var colours = SKColorSpace.CreateSrgb();
        var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, alpha, colours));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success)
        {
            return bitmap;
        }

        bitmap.Dispose();
        return null;
    }

    /// <summary>As it is looked at, which a camera says beside the picture; null: as it is.</summary>
    private static SKBitmap? Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        var (width, height) = ((float)bitmap.Width, (float)bitmap.Height);
        SKMatrix? turned = origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
            _ => null,
        };
        if (turned is not { } matrix)
        {
            return null;
        }

        var isAcross = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var upright = new SKBitmap(isAcross ? bitmap.Info.WithSize(bitmap.Height, bitmap.Width) : bitmap.Info);
        using var canvas = new SKCanvas(upright);
        canvas.SetMatrix(matrix);
        canvas.DrawBitmap(bitmap, 0, 0, SKSamplingOptions.Default);
        return upright;
    }

    private static byte[] Encode(SKBitmap bitmap, string mediaType, int quality)
    {
        using var pixels = bitmap.PeekPixels();
        using var encoded = pixels.Encode(FormatOf(mediaType), quality) ?? throw new InvalidDataException($"A picture could not be written as {mediaType}.");
        return encoded.ToArray();
    }

    private static SKEncodedImageFormat FormatOf(string mediaType) => mediaType switch
    {
        "image/jpeg" => SKEncodedImageFormat.Jpeg,
        "image/png" => SKEncodedImageFormat.Png,
        _ => SKEncodedImageFormat.Webp,
    };
}
