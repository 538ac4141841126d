using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Withdrawals;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What readers are told about a withdrawal is corrected on record, by whoever may withdraw, and under the same rules.</summary>
public sealed class CorrectingWithdrawalsTests
{
    private readonly MemorySite _site = new();

    [Fact]
    public async Task Says_something_else_and_the_log_keeps_what_was_said()
    {
        var id = await _site.ArticleInAsync(ReviewState.Withdrawn);
        var better = await _site.ArticleInAsync(ReviewState.Published, title: "better");
        var (before, tag) = (_site.State.Withdrawals[id], (await _site.ViewAsync(id)).Tag);
        _site.NowUtc = _site.NowUtc.AddDays(1);

        var done = Deeds.Done(await CorrectAsync(_site.Administrator, id, " The dose was ten times too high. ", url: "/articles/better"));

        var withdrawal = _site.State.Withdrawals[id];
        Assert.Equal(
            before with { Reason = "The dose was ten times too high.", ReplacementItemId = better, WithdrawnById = _site.Administrator.UserId, WithdrawnByName = "administrator", WithdrawnUtc = _site.NowUtc }, withdrawal);
        Assert.Equal(ReviewState.Withdrawn, await _site.StateAsync(id));
        Assert.NotEqual(tag, done.Tag);
        Assert.Equal((withdrawal, (await _site.ViewAsync(id)).Tag), (done.Withdrawal, done.Tag));
        var entry = _site.State.Audit[^1];
        Assert.Equal((AuditActions.ContentWithdrawCorrect, id, "The dose is wrong."), (entry.Action, entry.ContentItemId, (string?)entry.Details["before"]!["reason"]));
        Assert.Equal((better, "editor"), ((string?)entry.Details["replacementItemId"], (string?)entry.Details["before"]!["withdrawnByName"]));

        Assert.Equal(done, Deeds.Done(await CorrectAsync(_site.Editor, id, "The dose was ten times too high.", item: better)));
        Assert.Equal(entry, _site.State.Audit[^1]);
    }

    [Theory]
    [InlineData(null, null, RefusalKind.Invalid, Rules.MustSayWhy)]
    [InlineData("Wrong.", "/articles/no-such", RefusalKind.Conflict, Rules.ReplacementMustBeLive)]
    [InlineData("Wrong.", "javascript:alert(1)", RefusalKind.Conflict, Rules.ReplacementMustBeLive)]
    public async Task Is_refused_as_the_withdrawal_would_be(string? reason, string? url, RefusalKind kind, string rule)
    {
        var id = await _site.ArticleInAsync(ReviewState.Withdrawn);

        Deeds.Refused(await CorrectAsync(_site.Editor, id, reason, url: url), kind, rule);
        Assert.Equal("The dose is wrong.", _site.State.Withdrawals[id].Reason);
        Assert.Equal(AuditActions.Refused(AuditActions.ContentWithdrawCorrect), _site.State.Audit[^1].Action);
    }

    [Fact]
    public async Task Is_for_those_who_may_withdraw_what_they_look_at_and_what_is_withdrawn()
    {
        var id = await _site.ArticleInAsync(ReviewState.Withdrawn);
        Deeds.Refused(await CorrectAsync(_site.Client, id, "Wrong."), RefusalKind.NotFound);
        Assert.Equal(RefusalKind.Forbidden, (await CorrectAsync(_site.Author, id, "Wrong.")).Refusal!.Kind);
        Assert.Equal(RefusalKind.Stale, (await CorrectAsync(_site.Editor, id, "Wrong.", tag: "seen before")).Refusal!.Kind);
        var live = await _site.ArticleInAsync(ReviewState.Published, title: "live");
        Assert.Equal(RefusalKind.Conflict, (await CorrectAsync(_site.Editor, live, "Wrong.")).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await CorrectAsync(_site.Editor, id, new string('x', Withdrawal.MostCharacters + 1))).Refusal!.Kind);
    }

    private Task<Outcome<CorrectWithdrawal.Result>> CorrectAsync(Actor actor, string id, string? reason, string? item = null, string? url = null, string? tag = null) =>
        new CorrectWithdrawal(_site.Ports).ExecuteAsync(actor, new(id, tag is null ? Deeds.NoTag : ExpectedTag.Of(tag), reason, item, url), TestContext.Current.CancellationToken);
}
