using System.Text;
using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;
using GutCms.Web.Features.Media;
using SkiaSharp;

namespace GutCms.Web.Tests.Media;

/// <summary>What the library makes of the bytes that somebody sends.</summary>
public sealed class SkiaPicturesTests : IDisposable
{
    private readonly SkiaPictures _pictures = new(new(20_000_000, 1_000_000));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_is_turned_upright_and_loses_what_is_not_seen()
    {
        var sent = TestPictures.OfCamera(400, 200);
        Assert.Contains(TestPictures.Secret, Encoding.Latin1.GetString(sent), StringComparison.Ordinal);

        var (picture, fault) = await _pictures.ReadAsync(sent, Token);

        Assert.Null(fault);
        Assert.Equal(("image/jpeg", 200, 400), (picture!.MediaType, picture.Width, picture.Height));
        Assert.Equal((200, 400, true, true), TestPictures.Look(picture.Bytes));
        Assert.DoesNotContain(TestPictures.Secret, Encoding.Latin1.GetString(picture.Bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(picture.Bytes), StringComparison.Ordinal);
        Assert.Equal(picture.Bytes, (await _pictures.ReadAsync(sent, Token)).Picture!.Bytes);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, "image/jpeg")]
    [InlineData(SKEncodedImageFormat.Png, "image/png")]
    [InlineData(SKEncodedImageFormat.Webp, "image/webp")]
    public async Task Each_kind_is_taken_and_made_into_each(SKEncodedImageFormat format, string mediaType)
    {
        var (picture, _) = await _pictures.ReadAsync(TestPictures.Of(format, 400, 300), Token);
        Assert.Equal(mediaType, picture!.MediaType);

        foreach (var wanted in MediaFormats.All)
        {
            var made = await _pictures.MakeAsync(picture.Bytes, new(160, wanted, new(new(1, 1), 0, 50)), Token);
            Assert.Equal(wanted, MediaFormats.Find(made));
            Assert.Equal((160, 160), (TestPictures.Look(made).Width, TestPictures.Look(made).Height));
        }
    }

    [Fact]
    public async Task A_high_picture_is_made_as_high_as_its_format_permits()
    {
        var (picture, _) = await _pictures.ReadAsync(TestPictures.Of(SKEncodedImageFormat.Png, 40, 20_000), Token);
        Assert.Equal((40, 20_000), (picture!.Width, picture.Height));

        using var pictures = new SkiaPictures(new(20_000_000, 10_000_000));
        var (high, _) = await pictures.ReadAsync(TestPictures.Of(SKEncodedImageFormat.Png, 200, 20_000), Token);
        using var made = SKBitmap.Decode(await pictures.MakeAsync(high!.Bytes, MediaVariant.Find("160.webp")!, Token));
        Assert.Equal((160, 16_000), (made.Width, made.Height));
        await Assert.ThrowsAsync<InvalidDataException>(() => pictures.MakeAsync(picture.Bytes, MediaVariant.Find("160.webp")!, Token));
    }

    [Fact]
    public async Task What_shines_through_is_paper_where_nothing_can()
    {
        using var glass = new SKBitmap(200, 200, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var pixels = glass.PeekPixels();
        using var encoded = pixels.Encode(SKEncodedImageFormat.Png, 90)!;
        var (picture, _) = await _pictures.ReadAsync(encoded.ToArray(), Token);

        using var jpeg = SKBitmap.Decode(await _pictures.MakeAsync(picture!.Bytes, new(160, "image/jpeg", null), Token));
        using var webp = SKBitmap.Decode(await _pictures.MakeAsync(picture.Bytes, new(160, "image/webp", null), Token));

        Assert.Equal(SKColors.White, jpeg.GetPixel(80, 80));
        Assert.Equal(0, webp.GetPixel(80, 80).Alpha);
    }

    public static TheoryData<byte[], PictureFault> Refused => new()
    {
        { Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>"), PictureFault.Kind },
        { "GIF89a and more"u8.ToArray(), PictureFault.Kind },
        { Array.Empty<byte>(), PictureFault.Kind },
        { TestPictures.Of(SKEncodedImageFormat.Png, 100, 100)[..60], PictureFault.Broken },
        { [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3], PictureFault.Broken },
        { [.. "RIFF"u8, 4, 0, 0, 0, .. "WEBP"u8, 0], PictureFault.Broken },
        { TestPictures.Claiming(1_000, 1_001), PictureFault.Pixels },
        { TestPictures.Claiming(60_000, 60_000), PictureFault.Pixels },
        { TestPictures.Moving(), PictureFault.Moving },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_no_picture_that_can_be_taken_is_refused_by_its_bytes(byte[] bytes, PictureFault fault) =>
        Assert.Equal((null, fault), await _pictures.ReadAsync(bytes, Token));

    public void Dispose() => _pictures.Dispose();
}
