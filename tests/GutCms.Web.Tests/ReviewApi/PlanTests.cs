using System.Globalization;
using GutCms.Core.Planning;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class PlanOnSqliteTests() : PlanTests(Provider.Sqlite);

public sealed class PlanOnPostgreSqlTests() : PlanTests(Provider.PostgreSql);

/// <summary>What is planned is found by its instant, for those who may see it, and moved by those who may.</summary>
public abstract class PlanTests(Provider provider) : ReviewApiTests(provider)
{
    [Fact]
    public async Task Everything_that_has_an_instant_is_told_to_those_who_may_see_it_and_moved_by_those_who_may()
    {
        var now = Site.Time.GetUtcNow().UtcDateTime;
        var (coming, live) = (await ApprovedAsync("coming"), await PublishedAsync("ends"));
        (await PullAsync("editor", coming, "schedule", new() { ["at"] = Write(now.AddDays(2)) })).Expect(200);
        (await PullAsync("editor", live, "scheduleUnpublish", new() { ["at"] = Write(now.AddDays(1)) })).Expect(200);
        var waiting = await DraftAsync("waiting");
        (await PullAsync("author", waiting, "submit")).Expect(200);
        var withdrawn = await PublishedAsync("withdrawn");
        (await PullAsync("editor", withdrawn, "withdraw", new() { ["reason"] = "The dose is wrong." })).Expect(200);

        var editor = await SeeAsync("editor", now.AddDays(-1), now.AddDays(800));
        Assert.Contains((PlannedKind.TakeDown, live, now.AddDays(1), true), editor);
        Assert.Contains((PlannedKind.Publication, coming, now.AddDays(2), true), editor);
        Assert.Contains((PlannedKind.Withdrawal, withdrawn, now, false), editor);
        Assert.Contains(editor, entry => entry.Kind == PlannedKind.Decision && entry.Id == waiting && entry.MayMove);
        Assert.Contains(editor, entry => entry.Kind == PlannedKind.Review && entry.Id == live && !entry.MayMove);
        Assert.Equal(editor.Select(entry => entry.At).Order(), editor.Select(entry => entry.At));

        Assert.Equal([(PlannedKind.TakeDown, live)], (await SeeAsync("editor", now.AddDays(1), now.AddDays(2))).Select(entry => (entry.Kind, entry.Id)));
        var author = await SeeAsync("author", now.AddDays(-1), now.AddDays(800));
        Assert.Contains((PlannedKind.Publication, coming, now.AddDays(2), false), author);
        Assert.DoesNotContain(author, entry => entry.MayMove);
        Assert.DoesNotContain(await SeeAsync(null, now.AddDays(-1), now.AddDays(800)), entry => entry.Kind is PlannedKind.Publication or PlannedKind.TakeDown or PlannedKind.Decision);

        var due = editor.Single(entry => entry.Kind == PlannedKind.Decision && entry.Id == waiting).At;
        Assert.Equal(RefusalKind.Forbidden, (await MoveAsync("author", PlannedKind.Publication, coming, now.AddDays(2), now.AddDays(5)))?.Kind);
        Assert.Equal(RefusalKind.Stale, (await MoveAsync("editor", PlannedKind.Publication, coming, now.AddDays(3), now.AddDays(5)))?.Kind);
        Assert.Equal(RefusalKind.Conflict, (await MoveAsync("editor", PlannedKind.Publication, coming, now.AddDays(2), now.AddDays(-5)))?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await MoveAsync("editor", PlannedKind.Withdrawal, withdrawn, now, now.AddDays(5)))?.Kind);
        Assert.Null(await MoveAsync("editor", PlannedKind.Publication, coming, now.AddDays(2), now.AddDays(5)));
        Assert.Null(await MoveAsync("editor", PlannedKind.TakeDown, live, now.AddDays(1), now.AddDays(6)));
        Assert.Null(await MoveAsync("editor", PlannedKind.Decision, waiting, due, due.AddDays(1)));

        var after = await SeeAsync("editor", now, now.AddDays(800));
        Assert.Contains((PlannedKind.Publication, coming, now.AddDays(5), true), after);
        Assert.Contains((PlannedKind.TakeDown, live, now.AddDays(6), true), after);
        Assert.Contains((PlannedKind.Decision, waiting, due.AddDays(1), true), after);
        Assert.Equal("approved", (string?)(await ReviewAsync(coming))["state"]);
    }

    private static string Write(DateTime utc) => utc.ToString("O", CultureInfo.InvariantCulture);

    private async Task<List<(PlannedKind Kind, string Id, DateTime At, bool MayMove)>> SeeAsync(string? user, DateTime from, DateTime to)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var entries = await scope.ServiceProvider.GetRequiredService<GetPlan>().ExecuteAsync(ActorOf(user), GetPlan.Everything, from, to, 1000, Token);
        return [.. entries.Select(entry => (entry.Kind, entry.Id, entry.AtUtc, entry.MayMove))];
    }

    private async Task<Refusal?> MoveAsync(string user, PlannedKind kind, string id, DateTime was, DateTime to)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<MovePlanned>().ExecuteAsync(ActorOf(user), new(kind, id, was, to), Token)).Refusal;
    }

    private Actor ActorOf(string? user) => user is null ? Actor.Anonymous : Site.Person(user);
}
