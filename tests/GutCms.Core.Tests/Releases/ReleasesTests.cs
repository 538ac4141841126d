using GutCms.Core.Releases;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Releases;

/// <summary>Items go live together or not at all, each by the rules that hold for it alone.</summary>
public sealed class ReleasesTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_of_it_goes_live_when_it_is_due_each_with_its_own_entry_and_certificate()
    {
        var (first, second) = (await ArticleAsync("first"), await ArticleAsync("second"));
        var release = await SaveAsync(_site.NowUtc.AddHours(1), first, second);
        Assert.Equal((0, 0), Counted(await RunDueAsync()));
        Assert.Equal(ReviewState.Approved, await _site.StateAsync(first));

        _site.NowUtc = _site.NowUtc.AddHours(1);
        Assert.Equal((1, 0), Counted(await RunDueAsync()));
        Assert.Equal((0, 0), Counted(await RunDueAsync()));

        foreach (var id in new[] { first, second })
        {
            Assert.NotNull((await _site.ViewAsync(id)).Published!.Certificate);
            Assert.Equal("Spring", (string?)_site.State.Audit.Single(entry => entry.Action == "content.publish" && entry.ContentItemId == id).Details["release"]);
        }

        Assert.Equal((ReleaseState.Done, _site.NowUtc), ((await LookAsync(release)).Release.State, (await LookAsync(release)).Release.EndedUtc));
        Assert.Single(_site.State.Audit, entry => entry.Action == "release.publish");
    }

    [Fact]
    public async Task One_that_cannot_go_live_keeps_all_and_everybody_concerned_is_told_once()
    {
        var (ready, draft) = (await ArticleAsync("ready"), await ArticleAsync("draft", ReviewState.InReview));
        var release = await SaveAsync(_site.NowUtc.AddHours(1), ready, draft);
        var looked = await LookAsync(release);
        Assert.Equal([true, false], looked.Items.Select(item => item.Missing.IsEmpty));

        _site.NowUtc = _site.NowUtc.AddHours(1);
        Assert.Equal((0, 1), Counted(await RunDueAsync()));
        Assert.Equal((0, 0), Counted(await RunDueAsync()));

        Assert.Null((await _site.ViewAsync(ready)).Published);
        Assert.Equal((ReviewState.Approved, ReviewState.InReview), (await _site.StateAsync(ready), await _site.StateAsync(draft)));
        var after = (await LookAsync(release)).Release;
        Assert.Equal((ReleaseState.Planned, null, _site.NowUtc), (after.State, after.AtUtc, after.RefusedUtc));
        Assert.Equal([ready, draft], _site.State.Outbox.Where(message => message.Event == ReviewEvents.ScheduleRefused).Select(message => message.ContentItemId));
        Assert.DoesNotContain(_site.State.Audit, entry => entry.Action == "content.publish" && (entry.ContentItemId == ready || entry.ContentItemId == draft));
        Assert.Contains(_site.State.Audit, entry => entry.Action == "release.publish.refused");
    }

    [Fact]
    public async Task A_text_that_is_changed_after_its_approval_keeps_all()
    {
        var (first, second) = (await ArticleAsync("first"), await ArticleAsync("second"));
        var release = await SaveAsync(null, first, second);
        await _site.EditAsync(_site.Author, second, "Twice a day.");

        Deeds.Refused(await PublishAsync(_site.Editor, release), RefusalKind.Conflict, Rules.TypeMustHaveNoPolicy);

        Assert.Null((await _site.ViewAsync(first)).Published);
        Assert.False((await LookAsync(release)).Items[1].Missing.IsEmpty);
    }

    [Fact]
    public async Task What_is_live_already_stays_and_holds_up_nothing()
    {
        var (live, ready) = (await ArticleAsync("live", ReviewState.Published), await ArticleAsync("ready"));
        var before = (await _site.ViewAsync(live)).Published!.Certificate;

        Deeds.Done(await PublishAsync(_site.Editor, await SaveAsync(null, live, ready)));

        Assert.Equal(before, (await _site.ViewAsync(live)).Published!.Certificate);
        Assert.NotNull((await _site.ViewAsync(ready)).Published);
    }

    [Fact]
    public async Task Planning_and_moving_touch_no_approval()
    {
        var id = await ArticleAsync("gut");
        var before = (await _site.ViewAsync(id)).Tag;
        var release = await SaveAsync(_site.NowUtc.AddHours(1), id);
        release = Deeds.Done(await SaveAsync(_site.Editor, new(release.ReleaseId, release.Revision, "Summer", _site.NowUtc.AddHours(9), release.ItemIds)));
        Deeds.Done(await SaveAsync(_site.Editor, new(release.ReleaseId, release.Revision, "Summer", null, release.ItemIds) { Cancels = true }));

        Assert.Equal(before, (await _site.ViewAsync(id)).Tag);
        _site.NowUtc = _site.NowUtc.AddDays(1);
        Assert.Equal((0, 0), Counted(await RunDueAsync()));
    }

    [Fact]
    public async Task What_is_no_release_is_refused()
    {
        var id = await ArticleAsync("gut");
        Deeds.Refused(await SaveAsync(_site.Editor, new(null, 0, " ", null, [])), RefusalKind.Invalid);
        Deeds.Refused(await SaveAsync(_site.Editor, new(null, 0, new string('x', 101), null, [])), RefusalKind.Invalid);
        Deeds.Refused(await SaveAsync(_site.Editor, new(null, 0, "Spring", null, [.. Enumerable.Range(0, 51).Select(at => $"4art{at:0000000000000000000000}")])), RefusalKind.Invalid);
        Deeds.Refused(await SaveAsync(_site.Editor, new(null, 0, "Spring", null, ["4art0000000000000000000009"])), RefusalKind.NotFound);
        Deeds.Refused(await SaveAsync(_site.Editor, new(null, 0, "Spring", _site.NowUtc, [id])), RefusalKind.Conflict, Rules.MustBeInTheFuture);
        Deeds.Refused(await SaveAsync(_site.Editor, new(null, 0, "Spring", _site.NowUtc.AddDays(1), [])), RefusalKind.Conflict);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        Deeds.Refused(await SaveAsync(_site.Editor, new(null, 0, "Spring", null, [id])), RefusalKind.Conflict);
    }

    [Fact]
    public async Task Whoever_may_not_publish_an_item_neither_plans_nor_moves_nor_makes_it_live()
    {
        var id = await ArticleAsync("gut");
        var release = await SaveAsync(null, id);
        foreach (var actor in new[] { _site.Author, _site.Reviewer })
        {
            Deeds.Refused(await SaveAsync(actor, new(null, 0, "Mine", null, [id])), RefusalKind.Forbidden, Rules.MustHavePermission);
            Deeds.Refused(await SaveAsync(actor, new(release.ReleaseId, release.Revision, "Mine", null, [])), RefusalKind.Forbidden, Rules.MustHavePermission);
            Deeds.Refused(await new GetReleases(_site.Ports).ListAsync(actor, Token), RefusalKind.Forbidden, Rules.MustHavePermission);
            Deeds.Refused(await PublishAsync(actor, release), RefusalKind.NotFound);
        }

        Assert.Null((await _site.ViewAsync(id)).Published);
    }

    [Fact]
    public async Task Whoever_comes_second_changes_nothing()
    {
        var release = await SaveAsync(null, await ArticleAsync("gut"));
        Deeds.Done(await SaveAsync(_site.Editor, new(release.ReleaseId, release.Revision, "Summer", null, release.ItemIds)));

        Deeds.Refused(await SaveAsync(_site.Editor, new(release.ReleaseId, release.Revision, "Autumn", null, [])), RefusalKind.Stale);
        Deeds.Refused(await PublishAsync(_site.Editor, release), RefusalKind.Stale);
        Assert.Equal("Summer", (await LookAsync(release)).Release.Name);
    }

    private static (int, int) Counted(RunDueReleases.Result result)
    {
        Assert.Empty(result.Failures);
        return (result.Published, result.Refused);
    }

    private Task<string> ArticleAsync(string title, ReviewState state = ReviewState.Approved) => _site.ArticleInAsync(state, title: title);

    private async Task<Release> SaveAsync(DateTime? at, params string[] items) => Deeds.Done(await SaveAsync(_site.Editor, new(null, 0, "Spring", at, [.. items])));

    private Task<Outcome<Release>> SaveAsync(Actor actor, SaveRelease.Request request) => new SaveRelease(_site.Ports).ExecuteAsync(actor, request, Token);

    private Task<Outcome<Release>> PublishAsync(Actor actor, Release release) => new PublishRelease(_site.Ports).ExecuteAsync(actor, new(release.ReleaseId, release.Revision), Token);

    private Task<RunDueReleases.Result> RunDueAsync() => new RunDueReleases(_site.Ports).ExecuteAsync(Actor.System, Token);

    private async Task<GetReleases.Result> LookAsync(Release release) => Deeds.Done(await new GetReleases(_site.Ports).ExecuteAsync(_site.Editor, release.ReleaseId, Token));
}
