using GutCms.Core.Media;

namespace GutCms.Core.Tests.Media;

/// <summary>In which ratios a site can have pictures cropped.</summary>
public sealed class CropRatiosTests
{
    [Theory]
    [InlineData("16x9, 4x3, 1x1", "16x9, 4x3, 1x1")]
    [InlineData(" 2x3,99x1 ", "2x3, 99x1")]
    [InlineData("1x1,1x2,1x3,1x4,1x5,1x6,1x7,1x8", "1x1, 1x2, 1x3, 1x4, 1x5, 1x6, 1x7, 1x8")]
    [InlineData("", "")]
    public void Ratios_are_read_in_their_order(string text, string names) => Assert.Equal(names, new CropRatios([.. CropRatios.Parse(text)!], []).Names);

    [Theory]
    [InlineData("16:9")]
    [InlineData("16x9 4x3")]
    [InlineData("16x9; 4x3")]
    [InlineData("0x1")]
    [InlineData("100x1")]
    [InlineData("01x1")]
    [InlineData("1.5x1")]
    [InlineData("16x9, 16x9")]
    [InlineData("16x9, 32x18")]
    [InlineData("1x1,1x2,1x3,1x4,1x5,1x6,1x7,1x8,1x9")]
    public void What_is_no_ratio_or_crops_as_another_does_or_is_one_too_many_is_refused(string text) => Assert.Null(CropRatios.Parse(text));

    [Fact]
    public void What_was_present_stays_known()
    {
        var crops = CropRatios.Usual.Becoming([new(2, 1), new(1, 1)]);

        Assert.Equal("2x1, 1x1", crops.Names);
        Assert.Equal(["16x9", "4x3"], crops.Former.Select(ratio => ratio.Name));
        Assert.All([.. crops.Present, .. crops.Former], ratio => Assert.True(crops.Knows(ratio)));
        Assert.False(crops.Knows(new(3, 2)));
    }
}
