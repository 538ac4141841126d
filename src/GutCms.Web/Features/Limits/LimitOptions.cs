using System.ComponentModel.DataAnnotations;
using GutCms.Api.Content;

namespace GutCms.Web.Features.Limits;

/// <summary>Section <c>GutCms:Limits</c>: how large an item and a request may be, and how much a person may ask for.</summary>
internal sealed class LimitOptions : ItemLimitOptions
{
    /// <summary>Bytes of a body of JSON.</summary>
    [Range(100_000, 200_000_000)]
    public int RequestBytes { get; set; } = 8_000_000;

    /// <summary>Units of work for a person and minute: one for each request that changes something, one more for each 10,000 bytes of it, and 20 for each comparison of two texts.</summary>
    [Range(100, 100_000_000)]
    public int WorkPerMinute { get; set; } = 6_000;
}
