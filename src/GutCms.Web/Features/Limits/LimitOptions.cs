using System.ComponentModel.DataAnnotations;
using GutCms.Core.Content.Checking;

namespace GutCms.Web.Features.Limits;

/// <summary>Section <c>GutCms:Limits</c>: how large an item and a request may be, and how much a person may ask for.</summary>
internal sealed class LimitOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Limits";

    /// <summary>See <see cref="ContentLimits.Blocks"/>.</summary>
    [Range(10, 20_000)]
    public int Blocks { get; set; } = ContentLimits.Default.Blocks;

    /// <summary>See <see cref="ContentLimits.Characters"/>.</summary>
    [Range(10_000, 20_000_000)]
    public int Characters { get; set; } = ContentLimits.Default.Characters;

    /// <summary>See <see cref="ContentLimits.References"/>.</summary>
    [Range(10, 20_000)]
    public int References { get; set; } = ContentLimits.Default.References;

    /// <summary>Bytes of a body of JSON.</summary>
    [Range(100_000, 200_000_000)]
    public int RequestBytes { get; set; } = 8_000_000;

    /// <summary>Units of work for a person and minute: one for each request that changes something, one more for each 10,000 bytes of it, and 20 for each comparison of two texts.</summary>
    [Range(100, 100_000_000)]
    public int WorkPerMinute { get; set; } = 6_000;
}
