using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Media;

/// <summary>Section <c>GutCms:Media</c>: where pictures are kept, and how large they may be.</summary>
internal sealed class MediaOptions
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
}
