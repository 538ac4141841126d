using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Events;

/// <summary>How events are told.</summary>
internal sealed class OutboxOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "GutCms:Outbox";

    /// <summary>How often an event is tried before it is given up, 1 to 100. Pauses begin with half a minute and double, up to four hours: twelve tries take half a day.</summary>
    [Range(1, 100, ErrorMessage = "GutCms:Outbox:Attempts has to be 1 to 100.")]
    public int Attempts { get; set; } = 12;

    /// <summary>Days after which an event that was told is removed, 1 to 3650. One that was given up stays until somebody decides about it, or for <c>GutCms:Retention:GivenUpDays</c>.</summary>
    [Range(1, 3650, ErrorMessage = "GutCms:Outbox:KeepDays has to be 1 to 3650.")]
    public int KeepDays { get; set; } = 30;
}
