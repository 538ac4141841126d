using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Times;

/// <summary>Section <c>GutCms:Time</c>: in which time the site plans.</summary>
internal sealed class TimeOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Time";

    /// <summary>Time zone of the site by its IANA name, for example <c>Europe/Berlin</c>: offered beside the visitor's own where something is planned.</summary>
    [KnownZone(ErrorMessage = "GutCms:Time:Zone has to be the IANA name of a time zone, for example Europe/Berlin.")]
    public string Zone { get; set; } = "UTC";
}

/// <summary>Has to name a time zone that this machine knows.</summary>
internal sealed class KnownZoneAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is string id && Zones.Find(id) is not null;
}
