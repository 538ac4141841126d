using GutCms.Core.Media;

namespace GutCms.Core.Tests.Media;

/// <summary>Which variants there are, and which part of a picture each shows.</summary>
public sealed class MediaVariantTests
{
    [Theory]
    [InlineData("640.webp", 640, "image/webp")]
    [InlineData("160.jpg", 160, "image/jpeg")]
    [InlineData("1920.png", 1920, "image/png")]
    [InlineData("320-16x9-0-100.webp", 320, "image/webp")]
    [InlineData("320-21x9-50-50.webp", 320, "image/webp")]
    public void Name_of_a_variant_is_read_and_written_the_same(string name, int width, string mediaType)
    {
        var variant = MediaVariant.Find(name)!;

        Assert.Equal((width, mediaType, name), (variant.Width, variant.MediaType, variant.Name));
    }

    [Theory]
    [InlineData("641.webp")]
    [InlineData("640.gif")]
    [InlineData("640.avif")]
    [InlineData("0640.webp")]
    [InlineData("640.webp\n")]
    [InlineData("640-0x3-50-50.webp")]
    [InlineData("640-16x09-50-50.webp")]
    [InlineData("640-100x9-50-50.webp")]
    [InlineData("640-16x9-50-101.webp")]
    [InlineData("640-16x9-050-50.webp")]
    [InlineData("640-16x9.webp")]
    [InlineData("../640.webp")]
    [InlineData("")]
    public void There_is_no_variant_beside_those_of_the_list(string name) => Assert.Null(MediaVariant.Find(name));

    [Fact]
    public void A_variant_is_never_wider_than_what_it_shows()
    {
        Assert.Equal((new MediaArea(0, 0, 1000, 500), 320), MediaVariant.Find("640.webp")!.Fit(1000, 500));
        Assert.Null(MediaVariant.Find("640.webp")!.Fit(639, 5000));
        Assert.NotNull(MediaVariant.Find("640.webp")!.Fit(640, 1));

        // 500 pixels high leave 500 pixels of a square.
        Assert.Null(MediaVariant.Find("640-1x1-50-50.webp")!.Fit(1000, 500));
    }

    [Fact]
    public void A_variant_is_never_higher_than_its_format_permits()
    {
        Assert.Equal(16_000, MediaVariant.Find("160.webp")!.Fit(200, 20_000)?.Height);
        Assert.Equal(16_383, MediaVariant.Find("160.webp")!.Fit(1_600, 163_830)?.Height);
        Assert.Null(MediaVariant.Find("160.webp")!.Fit(1_600, 163_840));
        Assert.Equal(16_384, MediaVariant.Find("160.jpg")!.Fit(1_600, 163_840)?.Height);
        Assert.Null(MediaVariant.Find("160.jpg")!.Fit(160, 65_501));
        Assert.NotNull(MediaVariant.Find("160.png")!.Fit(160, 65_501));
        Assert.NotNull(MediaVariant.Find("160-1x1-50-50.webp")!.Fit(160, 65_501));
    }

    [Theory]
    [InlineData("1x1", 50, 50, 250, 0, 500, 500)]
    [InlineData("1x1", 0, 50, 0, 0, 500, 500)]
    [InlineData("1x1", 100, 50, 500, 0, 500, 500)]
    [InlineData("1x1", 30, 50, 50, 0, 500, 500)]
    [InlineData("16x9", 50, 50, 56, 0, 888, 500)]
    [InlineData("4x3", 50, 0, 167, 0, 666, 500)]
    [InlineData("2x3", 50, 50, 334, 0, 333, 500)]
    [InlineData("99x1", 50, 50, 0, 245, 1000, 10)]
    public void A_crop_is_the_largest_part_that_is_near_the_focus(string ratio, int focusX, int focusY, int x, int y, int width, int height) =>
        Assert.Equal(new MediaArea(x, y, width, height), new MediaCrop(CropRatio.Find(ratio)!, focusX, focusY).AreaOf(1000, 500));

    [Fact]
    public void Addresses_name_only_what_the_picture_is_large_enough_for()
    {
        var file = File(700, 300);
        var root = "/media/" + file.Sha256;

        Assert.Equal($"{root}/original.jpg", MediaAddresses.Of(file));
        Assert.Equal($"{root}/160.webp 160w, {root}/320.webp 320w, {root}/480.webp 480w, {root}/640.webp 640w", MediaAddresses.SourceSet(file, null));
        Assert.Equal($"{root}/160-1x1-10-20.webp 160w", MediaAddresses.SourceSet(file, new(1, 1)));
        Assert.Equal($"{root}/480.webp", MediaAddresses.UpTo(file, 500));
        Assert.Equal($"{root}/original.jpg", MediaAddresses.UpTo(file with { Width = 100 }, 500));
    }

    [Fact]
    public void Addresses_name_nothing_that_is_too_high_for_its_format()
    {
        var high = File(200, 20_000);
        Assert.Equal($"/media/{high.Sha256}/160.webp 160w", MediaAddresses.SourceSet(high, null));

        var higher = File(200, 20_480);
        Assert.Equal("", MediaAddresses.SourceSet(higher, null));
        Assert.Equal($"/media/{higher.Sha256}/original.jpg", MediaAddresses.UpTo(higher, 320));
        Assert.NotEqual("", MediaAddresses.SourceSet(higher, new(1, 1)));
    }

    private static MediaFile File(int width, int height) => new()
    {
        Sha256 = new string('a', 64),
        FileName = "gut.jpg",
        MediaType = "image/jpeg",
        Bytes = 1,
        Width = width,
        Height = height,
        FocusX = 10,
        FocusY = 20,
        UploadedBy = "u",
        UploadedByName = "u",
        UploadedUtc = DateTime.UnixEpoch,
    };
}
