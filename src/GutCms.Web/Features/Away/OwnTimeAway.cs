using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Notices.Telling;
using GutCms.Web.Features.Users;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Away;

/// <summary>When a person is away and who stands in: said by oneself, on record, since whoever stands in may decide what oneself was asked for by name.</summary>
internal sealed class OwnTimeAway(IContentStore store, StepsLookedAt seen, TimeProvider time)
{
    /// <summary>What is on file.</summary>
    /// <param name="Time">The time; null: none, or it is over.</param>
    /// <param name="Deputies">Who could stand in: enabled accounts that may enter the admin, by name; nobody for whoever may not enter it.</param>
    /// <param name="StandsInFor">For whom one stands in oneself, now or later: the person and the time.</param>
    public sealed record Result(TimeAway? Time, IReadOnlyList<Account> Deputies, IReadOnlyList<(Account Person, TimeAway Time)> StandsInFor);

    /// <summary>Today, UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>Reads it.</summary>
    public async Task<Result> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        var everybody = await Everybody.LoadAsync(work, cancellationToken);
        var times = await TimesAway.ReadAsync(work, cancellationToken);
        return new(
            times.Find(actor.UserId) is { } own && own.Until >= Today ? own : null,
            [.. everybody.All.Where(account => MayStandIn(account, actor))],
            [.. times.All.Where(known => known.DeputyId == actor.UserId && known.Until >= Today).Select(known => (Person: everybody.Find(known.UserId), Time: known)).Where(known => known.Person is not null).Select(known => (known.Person!, known.Time))]);
    }

    /// <summary>Says from when to when the actor is away, in place of what was said before.</summary>
    /// <param name="actor">The person, in a session of their own.</param>
    /// <param name="from">First day, UTC.</param>
    /// <param name="until">Last day, UTC.</param>
    /// <param name="deputyId">User id of whoever stands in; null: nobody.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<TimeAway>> SaveAsync(Actor actor, DateOnly? from, DateOnly? until, string? deputyId, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        if (!actor.IsPerson || !actor.HasOwnSession)
        {
            return new Refusal(RefusalKind.Forbidden, SiteSentence.Of("Away.OwnSession"));
        }

        if (from is not { } first || until is not { } last || last < first)
        {
            return new Refusal(RefusalKind.Invalid, SiteSentence.Of("Away.Days"));
        }

        if (last < Today || last.DayNumber - first.DayNumber >= TimeAway.MostDays)
        {
            return new Refusal(RefusalKind.Invalid, last < Today ? SiteSentence.Of("Away.Past") : SiteSentence.Of("Away.TooLong", TimeAway.MostDays));
        }

        var deputy = deputyId is null ? null : (await Everybody.LoadAsync(work, cancellationToken)).Find(deputyId);
        if (deputyId is not null && (deputy is null || !MayStandIn(deputy, actor)))
        {
            return new Refusal(RefusalKind.Invalid, SiteSentence.Of("Away.Deputy"));
        }

        TimeAway saved = new(actor.UserId, first, last, deputyId, time.GetUtcNow().UtcDateTime);
        await TimesAway.SaveAsync(work, actor.UserId, saved, cancellationToken);
        await RecordAsync(work, actor, new() { ["from"] = Day(first), ["until"] = Day(last), ["deputyId"] = deputyId, ["deputyName"] = deputy?.User.UserName }, cancellationToken);
        return saved;
    }

    /// <summary>The actor is not away, or not any more. Nothing where that is so already.</summary>
    public async Task EndAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        if (actor.IsPerson && (await TimesAway.ReadAsync(work, cancellationToken)).Find(actor.UserId) is not null)
        {
            await TimesAway.SaveAsync(work, actor.UserId, null, cancellationToken);
            await RecordAsync(work, actor, [], cancellationToken);
        }
    }

    private async Task RecordAsync(IUnitOfWork work, Actor actor, JsonObject details, CancellationToken cancellationToken)
    {
        details["userId"] = actor.UserId;
        details["userName"] = actor.UserName;
        await work.Audit.AppendAsync(new(time.GetUtcNow().UtcDateTime, actor, AuditActions.UserAway) { Details = details }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        seen.Forget();
    }

    // Who may not enter the admin is shown nobody of those who may.
    private static bool MayStandIn(Account account, Actor actor) =>
        account.User.Id != actor.UserId && Authorization.Allows(actor, Permissions.AccessAdminPanel) && Authorization.Allows(account.ToActor(), Permissions.AccessAdminPanel);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
