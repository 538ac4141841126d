using GutCms.Contract.Tests.Delivery;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Contract.Tests.Review;

/// <summary>What people do at the same moment, again and again: nothing counts twice, and nothing is approved that its reviewer did not see.</summary>
public abstract class RacesTests(TeamFixture fixture)
{
    private const int Repetitions = 100;
    private const int Decisions = 100;

    private EditorialTeam Team => fixture.Team;

    [Fact]
    public async Task Of_a_hundred_decisions_at_once_exactly_as_many_count_as_the_policy_asks_for()
    {
        var reviewers = await Team.ReviewersAsync();
        for (var repetition = 0; repetition < RepeatScale.Of(Repetitions); repetition++)
        {
            var id = await Team.SubmittedAsync(SampleArticle.NewSlug("race"));
            var (seen, tag) = await reviewers[0].ReviewAsync(id);

            // All of them looked at the same moment, so the first one changes what the others saw.
            var atOnce = await Task.WhenAll(Enumerable.Range(0, Decisions).Select(number => reviewers[number % reviewers.Length].ApproveAsync(seen, tag)));
            Assert.Single(atOnce, answer => answer.Status == 200);
            Assert.All(atOnce, answer => Assert.True(answer.Status is 200 or 412, answer.Body.ToJsonString()));

            // Each looks again until it is done or there is nothing to decide any more.
            await Task.WhenAll(reviewers.Select(reviewer => DecideUntilAnsweredAsync(reviewer, id)));

            var (view, _) = await reviewers[0].ReviewAsync(id);
            Assert.Equal("approved", (string?)view["state"]);
            var counting = view["review"]!["decisions"]!.AsArray().Where(decision => decision!["voidedUtc"] is null).ToList();
            Assert.Equal(Team.Approvals, counting.Count);
            Assert.Equal(Team.Approvals, counting.Select(decision => (string?)decision!["reviewerId"]).Distinct().Count());
            Assert.All(counting, decision => Assert.Equal((string?)seen["contentHash"], (string?)decision!["contentHash"]));
            if (repetition == 0)
            {
                Assert.Equal(Team.Approvals, await CountAsync(id, "review.approve"));
            }
        }
    }

    [Fact]
    public async Task An_edit_during_the_last_approval_leaves_nothing_approved_that_nobody_saw()
    {
        var (author, editor, last) = (await Team.PersonAsync("author-0"), await Team.PersonAsync("editor-0"), await Team.PersonAsync("reviewer-9"));
        for (var repetition = 0; repetition < RepeatScale.Of(Repetitions); repetition++)
        {
            var slug = SampleArticle.NewSlug("edited");
            var id = await Team.SubmittedAsync(slug, approvals: Team.Approvals - 1);
            var (seen, tag) = await last.ReviewAsync(id);

            var edit = SaveUntilAnsweredAsync(author, id, "<p>The gut does not talk to the brain.</p>");
            var publication = PublishUntilAsync(editor, id, edit);
            var (approved, decision) = await last.ApproveAsync(seen, tag);
            await Task.WhenAll(edit, publication);

            Assert.True(approved is 200 or 412, decision.ToJsonString());
            var (view, _) = await last.ReviewAsync(id);
            Assert.Equal("draft", (string?)view["state"]);
            Assert.NotEqual((string?)seen["contentHash"], (string?)view["contentHash"]);
            Assert.All(view["history"]!.AsArray().Where(run => (string?)run!["closeReason"] != "Published.").SelectMany(run => run!["decisions"]!.AsArray()), voided => Assert.NotNull(voided!["voidedUtc"]));
            Assert.Equal(409, (await editor.PullAsync(id, "publish")).Status);

            // The editor may have been quicker than the author; then exactly what was approved is live.
            using var delivered = await Team.Host.Client.GetAsync($"{DeliveryClient.Articles}/{slug}", TestContext.Current.CancellationToken);
            if (await publication)
            {
                Assert.Equal(200, (int)delivered.StatusCode);
                Assert.Equal((string?)seen["contentHash"], (string?)(await delivered.JsonAsync())["contentHash"]);
            }
            else
            {
                Assert.Equal(404, (int)delivered.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Of_many_publications_at_once_one_is_made()
    {
        EditorialClient[] editors = [await Team.PersonAsync("editor-0"), await Team.PersonAsync("editor-1")];
        for (var repetition = 0; repetition < RepeatScale.Of(Repetitions); repetition++)
        {
            var slug = SampleArticle.NewSlug("published");
            var id = await Team.SubmittedAsync(slug, Team.Approvals);
            var (_, tag) = await editors[0].ReviewAsync(id);

            var atOnce = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => editors[number % 2].PostAsync($"api/review/{id}/publish", null, tag)));

            Assert.Single(atOnce, answer => answer.Status == 200);
            Assert.All(atOnce, answer => Assert.True(answer.Status is 200 or 412, answer.Body.ToJsonString()));
            Assert.Equal(1, await CountAsync(id, "content.publish"));
            var delivered = await Team.Host.Client.JsonAsync($"{DeliveryClient.Articles}/{slug}");
            Assert.Equal(Team.Approvals, delivered["review"]!["approvals"]!.AsArray().Count);
            Assert.NotNull((string?)delivered["review"]!["certificate"]);
        }
    }

    private static async Task DecideUntilAnsweredAsync(EditorialClient reviewer, string id)
    {
        while (true)
        {
            var (seen, tag) = await reviewer.ReviewAsync(id);
            var (status, body) = await reviewer.ApproveAsync(seen, tag);
            if (status != 412)
            {
                Assert.True(status is 200 or 409, body.ToJsonString());
                return;
            }
        }
    }

    private static async Task SaveUntilAnsweredAsync(EditorialClient author, string id, string html)
    {
        while (true)
        {
            var (_, tag) = await author.ReviewAsync(id);
            var (status, body) = await author.PostAsync("api/content?draft=true", SampleArticle.Edit(id, html), tag);
            if (status != 412)
            {
                Assert.True(status == 200, body.ToJsonString());
                return;
            }
        }
    }

    /// <returns>Whether it was published.</returns>
    private static async Task<bool> PublishUntilAsync(EditorialClient editor, string id, Task end)
    {
        while (true)
        {
            var isLast = end.IsCompleted;
            if ((await editor.PullAsync(id, "publish")).Status == 200)
            {
                return true;
            }

            if (isLast)
            {
                return false;
            }
        }
    }

    /// <summary>Entries of exactly this action in the item's log.</summary>
    private async Task<int> CountAsync(string id, string action)
    {
        var editor = await Team.PersonAsync("editor-0");
        var (count, cursor) = (0, "");
        do
        {
            var (page, _) = await editor.GetAsync($"api/review/{id}/audit?action={action}&first=100{cursor}");
            count += page["items"]!.AsArray().Count(entry => (string?)entry!["action"] == action);
            cursor = (string?)page["nextCursor"] is { } next ? $"&after={next}" : null;
        }
        while (cursor is not null);
        return count;
    }
}

[Collection<SqliteTeams>]
public sealed class RacesOnSqliteTests(SqliteTeam team) : RacesTests(team);

[Collection<PostgresTeams>]
public sealed class RacesOnPostgresTests(PostgresTeam team) : RacesTests(team);
