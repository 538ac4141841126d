using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Jobs;

/// <summary>Options of the jobs.</summary>
internal sealed class JobOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "GutCms:Jobs";

    /// <summary>Seconds between two looks for what is due, 1 to 3600.</summary>
    [Range(1, 3600)]
    public int IntervalSeconds { get; set; } = 30;

    /// <summary>Time between two looks for what is due.</summary>
    public TimeSpan Interval => TimeSpan.FromSeconds(IntervalSeconds);
}
