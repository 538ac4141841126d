using GutCms.Core.Planning;
using GutCms.Core.Reviews.Model;

namespace GutCms.Web.Pages.Admin;

/// <summary>Where what is planned is looked at and changed.</summary>
internal static class CalendarPath
{
    /// <summary>A path of this site.</summary>
    public static string Of(PlannedEntry entry) => entry.Kind switch
    {
        PlannedKind.Release => "/admin/releases/" + entry.Id,
        PlannedKind.Publication when entry.MayMove => $"/admin/review/{entry.Id}/act/{Trigger.Schedule.ToName()}",
        PlannedKind.TakeDown when entry.MayMove => $"/admin/review/{entry.Id}/act/{Trigger.ScheduleUnpublish.ToName()}",
        _ => "/admin/review/" + entry.Id,
    };
}
