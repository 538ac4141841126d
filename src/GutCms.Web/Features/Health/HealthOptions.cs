using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Health;

/// <summary>Section <c>GutCms:Health</c>: from when on the site says that it is degraded.</summary>
internal sealed class HealthOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Health";

    /// <summary>Free space on the disk of the data directory below which that is so, MiB, 0 to 1000000; 0: never.</summary>
    [Range(0, 1_000_000, ErrorMessage = "GutCms:Health:MinFreeMegabytes has to be 0 to 1000000.")]
    public int MinFreeMegabytes { get; set; } = 100;

    /// <summary>Minutes that a message may be overdue, 1 to 10080.</summary>
    [Range(1, 10_080, ErrorMessage = "GutCms:Health:OverdueMinutes has to be 1 to 10080.")]
    public int OverdueMinutes { get; set; } = 15;
}
