using System.Text.Json;
using GutCms.Core.Paging;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Storage;
using static GutCms.Web.Tests.Storage.Reviews.SampleReviews;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage.Reviews;

public sealed class ReviewStoreOnSqliteTests() : ReviewStoreTests(Provider.Sqlite);

public sealed class ReviewStoreOnPostgreSqlTests() : ReviewStoreTests(Provider.PostgreSql);

/// <summary>What rests on the database itself: what is unique, what is stale, what comes back as it was written.</summary>
public abstract class ReviewStoreTests(Provider provider) : StorageTests(provider)
{
    [Fact]
    public async Task Returns_a_review_as_it_was_written()
    {
        var review = Review("r", "gut", dueUtc: Monday.AddDays(5)) with
        {
            DisclaimerId = Id("d"),
            Assignments = [new("Medical", "MedicalReviewer", "reviewer-id", "reviewer", "editor-id", Monday)],
        };
        await Storage.Store.WriteAsync(work => work.Reviews.SaveReviewAsync(review, Token));

        var stored = await Storage.Store.ReadAsync(work => work.Reviews.FindOpenReviewAsync(Id("gut"), ReviewPurpose.Publication, Token));

        Assert.NotNull(stored);
        Assert.Equal(1, stored.Revision);
        Assert.Equal(JsonSerializer.Serialize(review.Stages), JsonSerializer.Serialize(stored.Stages));
        Assert.Equal(review.Assignments, stored.Assignments);
        Assert.Equal(review.CoveredTexts, stored.CoveredTexts);
        Assert.Equal(ReviewPolicyJson.Write(review.Policy).ToJsonString(), ReviewPolicyJson.Write(stored.Policy).ToJsonString());
        Assert.Equal((DateTimeKind.Utc, Monday, Id("d")), (stored.SubmittedUtc.Kind, stored.SubmittedUtc, stored.DisclaimerId));
        Assert.Equal([Id("r")], (await Storage.Store.ReadAsync(work => work.Reviews.ListOpenReviewsByDisclaimerAsync(Id("d"), Token))).Select(run => run.ReviewId));
    }

    [Fact]
    public async Task An_item_has_one_open_review_for_each_purpose()
    {
        await Storage.Store.WriteAsync(work => work.Reviews.SaveReviewAsync(Review("r1", "gut"), Token));

        await Assert.ThrowsAsync<ContentConflictException>(() => Storage.Store.WriteAsync(work => work.Reviews.SaveReviewAsync(Review("r2", "gut"), Token)));
        await Storage.Store.WriteAsync(work => work.Reviews.SaveReviewAsync(Review("r3", "gut", ReviewPurpose.Renewal), Token));
        await Storage.Store.WriteAsync(async work =>
        {
            var open = await work.Reviews.FindOpenReviewAsync(Id("gut"), ReviewPurpose.Publication, Token);
            await work.Reviews.SaveReviewAsync(open! with { ClosedUtc = Monday, CloseReason = "Done." }, Token);
            await work.Reviews.SaveReviewAsync(Review("r4", "gut"), Token);
        });

        Assert.Equal(3, (await Storage.Store.ReadAsync(work => work.Reviews.ListReviewsAsync(Id("gut"), Token))).Count);
    }

    [Fact]
    public async Task A_review_that_was_changed_meanwhile_is_not_overwritten()
    {
        Review read = null!;
        await Storage.Store.WriteAsync(async work => read = await work.Reviews.SaveReviewAsync(Review("r", "gut"), Token));
        await Storage.Store.WriteAsync(work => work.Reviews.SaveReviewAsync(read with { State = ReviewState.ChangesRequested }, Token));

        await Assert.ThrowsAsync<ContentConflictException>(() => Storage.Store.WriteAsync(work => work.Reviews.SaveReviewAsync(read with { State = ReviewState.Draft }, Token)));

        Assert.Equal(ReviewState.ChangesRequested, (await Storage.Store.ReadAsync(work => work.Reviews.FindReviewsAsync([Id("r")], Token)))[Id("r")].State);
    }

    [Fact]
    public async Task A_reviewer_has_one_counting_decision_that_stands_in_a_stage()
    {
        await Storage.Store.WriteAsync(async work =>
        {
            await work.Reviews.SaveReviewAsync(Review("r", "gut"), Token);
            await work.Reviews.AddDecisionAsync(Decision("d1", "r"), Token);
        });

        await Assert.ThrowsAsync<ContentConflictException>(() => Storage.Store.WriteAsync(work => work.Reviews.AddDecisionAsync(Decision("d2", "r"), Token)));
        await Storage.Store.WriteAsync(async work =>
        {
            await work.Reviews.AddDecisionAsync(Decision("d3", "r", "other-id"), Token);
            await work.Reviews.AddDecisionAsync(Decision("d4", "r", stage: "Legal"), Token);
            await work.Reviews.AddDecisionAsync(Decision("d5", "r", outcome: DecisionOutcome.ChangesRequested), Token);
            await work.Reviews.VoidDecisionsAsync([Id("d1")], Monday, "author", "The text was edited.", Token);
            await work.Reviews.AddDecisionAsync(Decision("d6", "r"), Token);
        });

        var decisions = (await Storage.Store.ReadAsync(work => work.Reviews.FindDecisionsAsync([Id("r")], Token)))[Id("r")];
        Assert.Equal([Id("d1"), Id("d3"), Id("d4"), Id("d5"), Id("d6")], decisions.Select(decision => decision.DecisionId));
        Assert.Equal(("author", "The text was edited."), (decisions[0].VoidedBy, decisions[0].VoidReason));
    }

    [Fact]
    public async Task A_decision_is_neither_changed_nor_deleted_past_the_program()
    {
        await Storage.Store.WriteAsync(async work =>
        {
            await work.Reviews.SaveReviewAsync(Review("r", "gut"), Token);
            await work.Reviews.AddDecisionAsync(Decision("d", "r", outcome: DecisionOutcome.ChangesRequested), Token);
        });

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Storage.ExecuteAsync("UPDATE \"Decisions\" SET \"Outcome\" = 0"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Storage.ExecuteAsync("DELETE FROM \"Decisions\""));
    }

    [Fact]
    public async Task The_queue_pages_by_urgency_and_shows_what_the_caller_may_see()
    {
        await Storage.Store.WriteAsync(async work =>
        {
            await work.Reviews.SaveReviewAsync(Review("a", "late", dueUtc: Monday.AddDays(9)), Token);
            await work.Reviews.SaveReviewAsync(Review("b", "soon", dueUtc: Monday.AddDays(1)), Token);
            await work.Reviews.SaveReviewAsync(Review("c", "never"), Token);
            await work.Reviews.SaveReviewAsync(Review("e", "never-too"), Token);
            await work.Reviews.SaveReviewAsync(Review("f", "legal", stage: "Legal") with
            {
                Assignments = [new("Legal", "Lawyer", "x_%-id", "x", "editor-id", Monday), new("Medical", "MedicalReviewer", "reviewer-id", "r", "editor-id", Monday)],
            }, Token);
            await work.Reviews.SaveReviewAsync(await work.Reviews.SaveReviewAsync(Review("g", "turned-back"), Token) with { State = ReviewState.ChangesRequested }, Token);
            await work.Reviews.SaveReviewAsync(Review("h", "series", type: "Series") with { OwnerId = "me" }, Token);
        });

        var pages = new List<string[]>();
        string? after = null;
        do
        {
            var page = await QueueAsync(new(["Article"], null, after, 2));
            Assert.Equal(5, page.Total);
            pages.Add([.. page.Reviews.Select(review => review.ReviewId)]);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal([[Id("b"), Id("a")], [Id("c"), Id("e")], [Id("f")]], pages);
        Assert.Equal([Id("f")], await IdsAsync(new(["Article"], null, null, 10) { Stage = "Legal" }));
        Assert.Equal([Id("f")], await IdsAsync(new(["Article"], null, null, 10) { AssigneeId = "x_%-id" }));
        Assert.Empty(await IdsAsync(new(["Article"], null, null, 10) { AssigneeId = "reviewer-id" }));
        Assert.Empty(await IdsAsync(new(["Article"], null, null, 10) { AssigneeId = "xyz-id" }));
        Assert.Equal([Id("f")], await IdsAsync(new(["Article"], null, null, 10) { AssigneeId = "deputy-id", StoodInForIds = ["other-id", "x_%-id"] }));
        var waiting = await Storage.Store.ReadAsync(work => work.Reviews.ListWaitingAsync(["Article"], 10, Token));
        Assert.Equal([Id("b"), Id("a"), Id("c"), Id("e"), Id("f")], waiting.Select(review => review.ReviewId));
        Assert.Equal([Id("b"), Id("a")], (await Storage.Store.ReadAsync(work => work.Reviews.ListWaitingAsync(["Article"], 2, Token))).Select(review => review.ReviewId));
        Assert.Equal((Id("soon"), "Medical", Monday.AddDays(1), DateTimeKind.Utc), (waiting[0].ContentItemId, waiting[0].Stage, waiting[0].DueUtc, waiting[0].DueUtc!.Value.Kind));
        Assert.Equal(("Legal", null, "x_%-id", Monday), (waiting[4].Stage, waiting[4].DueUtc, Assert.Single(waiting[4].Asked).UserId, waiting[4].SubmittedUtc));
        Assert.Equal([Id("b")], await IdsAsync(new(["Article"], null, null, 10) { DueBeforeUtc = Monday.AddDays(2) }));
        Assert.Equal([Id("h")], await IdsAsync(new([], "me", null, 10)));
        await Assert.ThrowsAsync<BadCursorException>(() => QueueAsync(new(["Article"], null, "nonsense", 2)));
    }

    [Fact]
    public async Task The_queue_of_a_role_holds_what_asks_for_it_in_its_current_stage()
    {
        await Storage.Store.WriteAsync(async work =>
        {
            await work.Reviews.SaveReviewAsync(Review("a", "medical"), Token);
            await work.Reviews.SaveReviewAsync(Review("b", "legal", stage: "Legal"), Token);
            await work.Reviews.SaveReviewAsync(Review("c", "kept") with { PolicyHash = "sha256:1" }, Token);
            await work.Reviews.SaveReviewAsync(Review("d", "kept-too") with { PolicyHash = "sha256:1" }, Token);
        });
        var roles = new[] { "Nobody", Review("a", "medical").CurrentRoles.First() };

        Assert.Equal([Id("a"), Id("c"), Id("d")], await IdsAsync(new(["Article"], null, null, 10) { Roles = roles }));
        Assert.Empty(await IdsAsync(new(["Article"], null, null, 10) { Roles = ["Nobody"] }));
        Assert.Empty(await IdsAsync(new(["Article"], null, null, 10) { Roles = [] }));
        Assert.Equal(3, (await QueueAsync(new(["Article"], null, null, 1) { Roles = roles })).Total);
    }

    [Fact]
    public async Task A_cursor_of_the_queue_goes_on_when_its_review_is_decided_and_only_where_it_belongs()
    {
        await Storage.Store.WriteAsync(async work =>
        {
            foreach (var (name, day) in new[] { ("a", 1), ("b", 2), ("c", 3), ("d", 4) })
            {
                await work.Reviews.SaveReviewAsync(Review(name, "text-" + name, dueUtc: Monday.AddDays(day)), Token);
            }
        });
        var first = await QueueAsync(new(["Article"], null, null, 2) { DueBeforeUtc = Monday.AddDays(9) });
        await Storage.Store.WriteAsync(work => work.Reviews.SaveReviewAsync(first.Reviews[1] with { State = ReviewState.ChangesRequested }, Token));

        // The clock goes on between two pages.
        var second = await QueueAsync(new(["Article"], null, first.Next, 2) { DueBeforeUtc = Monday.AddDays(10) });

        Assert.Equal([Id("c"), Id("d")], second.Reviews.Select(review => review.ReviewId));
        Assert.Null(second.Next);
        foreach (var other in new ReviewQueueQuery[]
        {
            new(["Article"], null, first.Next, 2), new(["Article", "Series"], null, first.Next, 2) { DueBeforeUtc = Monday.AddDays(9) }, new(["Article"], "me", first.Next, 2) { DueBeforeUtc = Monday.AddDays(9) },
            new(["Article"], null, first.Next, 2) { DueBeforeUtc = Monday.AddDays(9), Stage = "Medical" }, new(["Article"], null, first.Next, 2) { DueBeforeUtc = Monday.AddDays(9), AssigneeId = "x" },
            new(["Article"], null, first.Next, 2) { DueBeforeUtc = Monday.AddDays(9), Roles = ["x"] },
        })
        {
            await Assert.ThrowsAsync<BadCursorException>(() => QueueAsync(other));
        }
    }

    [Theory]
    [InlineData("x", 1L, "r")]
    [InlineData(1L, "x", "r")]
    [InlineData(1L, long.MaxValue, "r")]
    [InlineData(1L, 1L, "\0")]
    [InlineData("9999999999999999999999", 1L, "r")]
    public async Task A_cursor_that_somebody_made_is_refused_and_breaks_nothing(object due, object submitted, object id)
    {
        ReviewQueueQuery query = new(["Article"], null, null, 2);

        await Assert.ThrowsAsync<BadCursorException>(() => QueueAsync(query with { After = query.Asked().CursorAt(due, submitted, id) }));
    }

    [Fact]
    public async Task Publications_grants_withdrawals_schedules_and_threads_are_replaced_by_key()
    {
        var publication = new Publication(Id("gut"), Id("gutv1"), "sha256:1", PublicationBasis.Approved, Monday) { NextReviewUtc = Monday.AddDays(1), Certificate = "a.b.c", ReviewId = Id("r") };
        var withdrawal = new Withdrawal(Id("old"), "Article", Id("oldv1"), "articles/Old", "Wrong.", null, "/x", "editor-id", "editor", Monday);
        var schedule = new ScheduledPublication(Id("gut"), Id("gutv1"), "sha256:1", Monday.AddHours(1), "editor-id", "editor", Monday);
        CommentThread thread = null!;
        await Storage.Store.WriteAsync(async work =>
        {
            await work.MarkImportedAsync([new(Id("gutv1"), "sha256:0", "recipe", Monday)], Token);
            await work.Reviews.AddGrantsAsync([new(Id("gutv1"), "sha256:2", PublicationBasis.Imported, null, Monday)], Token);
            await work.Reviews.AddGrantsAsync([await work.ApproveAsync("gut", "sha256:1", "first"), await work.ApproveAsync("gut", "sha256:2")], Token);
            await work.Reviews.SavePublicationsAsync([publication with { ReviewId = Id("first") }], Token);
            await work.Reviews.SavePublicationsAsync([publication with { ContentHash = "sha256:2" }], Token);
            await work.Reviews.SaveWithdrawalAsync(withdrawal, Token);
            await work.Reviews.SaveWithdrawalAsync(withdrawal with { Reason = "Very wrong.", WithdrawnUtc = Monday.AddHours(1) }, Token);
            await work.Reviews.SaveScheduleAsync(schedule, Token);
            await work.Reviews.SaveScheduleAsync(schedule with { AtUtc = Monday.AddHours(2) }, Token);
            await work.Reviews.SaveTakeDownAsync(new(Id("gut"), Monday.AddHours(3), "editor-id", "editor", Monday), Token);
            await work.Reviews.SaveTakeDownAsync(new(Id("gut"), Monday.AddHours(4), "editor-id", "editor", Monday), Token);
            await work.Reviews.SaveTakeDownAsync(new(Id("old"), Monday.AddHours(1), "editor-id", "editor", Monday), Token);
            await work.Reviews.RemoveTakeDownAsync(Id("old"), Token);
            thread = await work.Reviews.SaveThreadAsync(new(Id("t"), Id("gut"), Id("gutv1"), new() { ["blockId"] = "b" }, [new(Id("m"), "u", "u", "Ä 😀", Monday)]), Token);
            thread = await work.Reviews.SaveThreadAsync(thread with { ResolvedUtc = Monday, ResolvedById = "u" }, Token);
            await work.Reviews.SaveThreadAsync(thread with { ThreadId = Id("t2"), ContentItemId = Id("old"), Revision = 0, ResolvedUtc = null }, Token);
        });

        await Storage.Store.ReadAsync(async work =>
        {
            var reviews = work.Reviews;
            Assert.Equal(publication with { ContentHash = "sha256:2" }, (await reviews.FindPublicationsAsync([Id("gut")], Token))[Id("gut")]);
            Assert.Equal([PublicationBasis.Approved, PublicationBasis.Approved, PublicationBasis.Imported], (await reviews.FindGrantsAsync([Id("gutv1")], Token))[Id("gutv1")].Select(grant => grant.Basis));
            Assert.Equal("Very wrong.", (await reviews.FindWithdrawalByPathAsync("ARTICLES/old", Token))!.Reason);
            Assert.Null(await reviews.FindWithdrawalByPathAsync("articles/other", Token));
            Assert.Equal(Monday.AddHours(2), Assert.Single(await reviews.ListDueSchedulesAsync(Monday.AddHours(2), Token)).AtUtc);
            Assert.Empty(await reviews.ListDueSchedulesAsync(Monday.AddHours(1), Token));
            Assert.Equal(Monday.AddHours(4), Assert.Single(await reviews.ListDueTakeDownsAsync(Monday.AddHours(4), Token)).AtUtc);
            Assert.Empty(await reviews.ListDueTakeDownsAsync(Monday.AddHours(3), Token));
            Assert.Equal([Id("gut")], (await reviews.FindTakeDownsAsync([Id("gut"), Id("old")], Token)).Keys);
            Assert.Single(await reviews.ListPassedReviewDatesAsync(Monday.AddDays(1), 10, Token));
            Assert.Empty(await reviews.ListPassedReviewDatesAsync(Monday, 10, Token));
            var stored = Assert.Single(await reviews.ListThreadsAsync(Id("gut"), Token));
            Assert.Equal([(Id("old"), 1)], (await reviews.CountOpenThreadsAsync([Id("gut"), Id("old"), Id("none")], Token)).Select(count => (count.Key, count.Value)));
            Assert.Equal(("Ä 😀", 2, true), (stored.Messages[0].Text, stored.Revision, stored.IsResolved));
            return true;
        });
        await Assert.ThrowsAsync<ContentConflictException>(() => Storage.Store.WriteAsync(work => work.Reviews.SaveThreadAsync(thread with { Revision = 1 }, Token)));
    }

    private Task<ReviewQueuePage> QueueAsync(ReviewQueueQuery query) => Storage.Store.ReadAsync(work => work.Reviews.ListQueueAsync(query, Token));

    private async Task<string[]> IdsAsync(ReviewQueueQuery query) => [.. (await QueueAsync(query)).Reviews.Select(review => review.ReviewId)];
}
