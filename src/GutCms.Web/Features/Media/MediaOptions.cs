using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GutCms.Core.Media;

namespace GutCms.Web.Features.Media;

/// <summary>Section <c>GutCms:Media</c>: where pictures are kept, how large they may be, and how they are cropped.</summary>
internal sealed class MediaOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Media";

    /// <summary>Folder of the pictures and what is made of them; relative to the data directory. Nodes of one site share it, and nobody else.</summary>
    [Required]
    public string Folder { get; set; } = "media";

    /// <summary>Most bytes of a file, in millions.</summary>
    [Range(1, 25)]
    public int MaxMegabytes { get; set; } = 20;

    /// <summary>Most pixels of a picture, in millions: each takes four bytes while it is decoded.</summary>
    [Range(1, 100)]
    public int MaxMegapixels { get; set; } = 40;

    /// <summary>Ratios in which pictures of articles are cropped, separated by commas; empty: they are not.</summary>
    public string CropRatios { get; set; } = Core.Media.CropRatios.Usual.Names;

    /// <summary>The same, read.</summary>
    public IReadOnlyList<CropRatio> ReadCropRatios() => Core.Media.CropRatios.Parse(CropRatios) ?? [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Core.Media.CropRatios.Parse(CropRatios) is null)
        {
            yield return new(string.Create(
                CultureInfo.InvariantCulture,
                $"GutCms:Media:CropRatios is '{CropRatios}': give at most {Core.Media.CropRatios.Most} ratios of width to height, 1 to 99 each, separated by commas, none twice: {Core.Media.CropRatios.Usual.Names}."));
        }
    }
}
