using GutCms.Core.Planning;
using GutCms.Core.Texts;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Look;
using GutCms.Web.Features.Users;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Calendar;

/// <summary>Serves the feeds.</summary>
internal static class CalendarEndpoint
{
    private const int Most = 2000;
    private const int DaysBefore = 31;
    private const int DaysAhead = 366;

    /// <summary>Maps <c>/calendar.ics</c>.</summary>
    public static void MapGutCmsCalendar(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(CalendarFeeds.Path, GetAsync).ExcludeFromDescription();

    private static async Task<IResult> GetAsync(
        string? token, HttpContext http, CalendarFeeds feeds, GetPlan plan, OwnLanguage languages, SiteAddress address, SiteLook look, SiteSpeech speech, TimeProvider time, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        if (await feeds.OpenAsync(token, cancellationToken) is not { } actor)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetUtcNow().UtcDateTime;
        var entries = await plan.ExecuteAsync(actor, GetPlan.Everything, now.AddDays(-DaysBefore), now.AddDays(DaysAhead), Most, cancellationToken);
        var language = await languages.OfAsync(actor.UserId, cancellationToken) ?? speech.Language;
        var file = Languages.In(language, () => CalendarFile.Write(
            entries, now, look.Name, new Uri(address.Base).Host, entry => SiteSentence.Of($"Plan.Entry.{entry.Kind}", ShownTitle.Of(entry.Title)).ToCurrent(), entry => address.Base + PathOf(entry)));
        return TypedResults.Text(file, "text/calendar; charset=utf-8");
    }

    private static string PathOf(PlannedEntry entry) => entry.Kind == PlannedKind.Release ? "/admin/releases/" + entry.Id : "/admin/review/" + entry.Id;
}
