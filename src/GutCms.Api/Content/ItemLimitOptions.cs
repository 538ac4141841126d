using System.ComponentModel.DataAnnotations;
using GutCms.Core.Content.Checking;

namespace GutCms.Api.Content;

/// <summary>Section <c>GutCms:Limits</c> of any host: how large an item may be.</summary>
public class ItemLimitOptions
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

    /// <summary>What they say.</summary>
    public ContentLimits ToLimits() => new() { Blocks = Blocks, Characters = Characters, References = References };
}
