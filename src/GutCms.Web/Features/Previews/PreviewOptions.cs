using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Previews;

/// <summary>Section <c>GutCms:Previews</c>: bounds for people without an account who use preview links. Per process.</summary>
internal sealed class PreviewOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Previews";

    /// <summary>Openings per address and minute.</summary>
    [Range(1, 100_000)]
    public int OpeningsPerMinute { get; set; } = 60;

    /// <summary>Comments per address and minute.</summary>
    [Range(1, 100_000)]
    public int CommentsPerMinute { get; set; } = 5;
}
