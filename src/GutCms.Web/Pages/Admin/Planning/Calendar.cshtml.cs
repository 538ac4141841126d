using System.Globalization;
using GutCms.Core.Planning;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Features.Calendar;
using GutCms.Web.Features.Times;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Planning;

/// <summary>What is planned and due, by month, week or as a list, in a chosen time zone.</summary>
[AdminPermission(Permissions.ListContent, Permissions.PreviewOwnContent, Permissions.AssignReview)]
internal sealed class CalendarModel(GetPlan plan, MovePlanned move, CalendarFeeds feeds, TimeProvider time, IStringLocalizer<AdminText> words, IStringLocalizer<PlanText> texts) : AdminPage(words)
{
    /// <summary>At most that many entries.</summary>
    public const int Most = 2000;

    /// <summary>Month, week or list.</summary>
    [BindProperty(SupportsGet = true, Name = "view")]
    public string? Shown { get; set; }

    /// <summary>The day around which it is; null: today.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    /// <summary>IANA name of the zone; null: the visitor's own.</summary>
    [BindProperty(SupportsGet = true, Name = "zone")]
    public string? ZoneId { get; set; }

    /// <summary>The zone.</summary>
    public TimeZoneInfo Zone => Zones.Find(ZoneId) ?? Zones.Shown(HttpContext);

    /// <summary>The days.</summary>
    public CalendarDays Days => new(Shown is { } view && CalendarDays.Views.Contains(view) ? view : CalendarDays.Views[0], Day is { Year: > 1900 and < 9000 } day ? day : Today);

    /// <summary>Today, in the zone.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Zones.ToLocal(time.GetUtcNow().UtcDateTime, Zone));

    /// <summary>What is planned, by day.</summary>
    public ILookup<DateOnly, PlannedEntry> Entries { get; private set; } = Array.Empty<PlannedEntry>().ToLookup(_ => default(DateOnly));

    /// <summary>There is more than is shown.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Address of the visitor's feed; null: none.</summary>
    public string? Feed { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Page();
    }

    /// <summary>Moves an entry to another day; of what has a time of day, that stays.</summary>
    public async Task<IActionResult> OnPostMoveAsync([FromForm] PlannedKind kind, [FromForm] string? id, [FromForm] string? was, [FromForm] DateOnly? to, CancellationToken cancellationToken)
    {
        if (id is null || to is not { } day || !DateTime.TryParseExact(was, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var wasUtc) || wasUtc.Kind != DateTimeKind.Utc)
        {
            return BadRequest();
        }

        var toUtc = kind == PlannedKind.Decision ? DueDay.End(day) : Zones.ToUtc(day.ToDateTime(TimeOnly.FromDateTime(Zones.ToLocal(wasUtc, Zone))), Zone);
        if (toUtc is not { } at)
        {
            await LoadAsync(cancellationToken);
            return Again("", texts["When.NoSuchTime"]);
        }

        var outcome = await move.ExecuteAsync(Actor, new(kind, id, wasUtc, at), cancellationToken);
        if (outcome.Succeeded)
        {
            return Done(texts["Calendar.Moved"], CalendarDays.Path(Days.View, Days.Day, Zone.Id) + "#" + EntryId(kind, id));
        }

        await LoadAsync(cancellationToken);
        return Refuse(outcome.Refusal);
    }

    /// <summary>Gives the visitor a new address of the feed, or ends it.</summary>
    public async Task<IActionResult> OnPostFeedAsync(bool end, CancellationToken cancellationToken)
    {
        await (end ? feeds.EndAsync(Actor, cancellationToken) : feeds.MakeAsync(Actor, cancellationToken));
        return Done(texts[end ? "Calendar.FeedEnded" : "Calendar.FeedMade"], CalendarDays.Path(Days.View, Days.Day, Zone.Id) + "#feed");
    }

    /// <summary>Id of an entry on the page.</summary>
    public static string EntryId(PlannedKind kind, string id) => $"plan-{kind}-{id}";

    /// <summary>The day on which an entry stands. A decision is due on a day that is the same everywhere.</summary>
    public DateOnly DayOf(PlannedEntry entry) => DateOnly.FromDateTime(entry.Kind == PlannedKind.Decision ? DueDay.Of(entry.AtUtc)!.Value : Zones.ToLocal(entry.AtUtc, Zone));

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        // A day more at both ends than any zone is away from universal time.
        var (from, to) = (Days.First.AddDays(-1), Days.Last.AddDays(3));
        var entries = await plan.ExecuteAsync(
            Actor, GetPlan.Everything, from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), to.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), Most, cancellationToken);
        IsCut = entries.Count == Most;
        Entries = entries.ToLookup(DayOf);
        Feed = await feeds.FindAsync(Actor, cancellationToken);
    }
}
