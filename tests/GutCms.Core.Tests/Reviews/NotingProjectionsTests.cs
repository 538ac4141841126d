using GutCms.Core.Audit;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What the program would make of live versions today is another text than readers are shown: that goes on record, and off it again.</summary>
public sealed class NotingProjectionsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_text_that_is_kept_is_due_once_and_told_once()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        _site.NowUtc = _site.NowUtc.AddDays(1).AddTicks(1234);

        var noted = await NoteAsync(id, isKept: true);

        Assert.Equal([id], noted.Changed.Select(item => item.ContentItemId));
        Assert.Equal([id], noted.Due.Select(item => item.ContentItemId));
        var publication = _site.State.Publications[id];
        Assert.Equal((ReviewDueReason.Projection, MemorySite.Start.AddDays(1)), (publication.ReviewDueReason, publication.ReviewDueUtc));
        var entry = _site.State.Audit[^1];
        Assert.Equal((AuditActions.ReviewDue, id, publication.VersionId, publication.ContentHash, "Projection"), (entry.Action, entry.ContentItemId, entry.VersionId, entry.ContentHash, (string?)entry.Details["reason"]));
        var told = _site.State.Outbox[^1];
        Assert.Equal((ReviewEvents.ReviewDue, id, publication.VersionId, "Projection"), (told.Event, told.ContentItemId, told.VersionId, (string?)told.Data["reason"]));

        Assert.Empty((await NoteAsync(id, isKept: true)).Changed);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public async Task What_is_over_is_due_for_its_age_or_not_at_all(int daysAfterItsDate, bool isDue)
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        await NoteAsync(id, isKept: true);
        var date = _site.State.Publications[id].NextReviewUtc!.Value;
        _site.NowUtc = date.AddDays(daysAfterItsDate);

        var noted = await NoteAsync(id, isKept: false);

        Assert.Equal([id], noted.Changed.Select(item => item.ContentItemId));
        Assert.Empty(noted.Due);
        var publication = _site.State.Publications[id];
        Assert.Equal(isDue ? (ReviewDueReason.Interval, date) : ((ReviewDueReason?)null, (DateTime?)null), (publication.ReviewDueReason, publication.ReviewDueUtc));
        var entry = _site.State.Audit[^1];
        Assert.Equal((AuditActions.ReviewDue, "Projection", true), (entry.Action, (string?)entry.Details!["reason"], (bool?)entry.Details["over"]));
    }

    [Theory]
    [InlineData(ReviewDueReason.Interval, true, true)]
    [InlineData(ReviewDueReason.Disclaimer, true, false)]
    [InlineData(ReviewDueReason.Interval, false, false)]
    [InlineData(null, false, false)]
    public async Task What_is_due_for_another_reason_stays_so_unless_the_text_is_kept_and_only_its_date_has_passed(ReviewDueReason? before, bool isKept, bool becomesDue)
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        _site.Store.State = _site.State with { Publications = _site.State.Publications.SetItem(id, _site.State.Publications[id] with { ReviewDueReason = before }) };
        var entries = _site.State.Audit.Count;

        await NoteAsync(id, isKept);

        Assert.Equal(becomesDue ? ReviewDueReason.Projection : before, _site.State.Publications[id].ReviewDueReason);
        Assert.Equal(becomesDue ? entries + 1 : entries, _site.State.Audit.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_imported_and_is_kept_gets_a_publication_of_its_own(bool hasAnother)
    {
        var id = await _site.ArticleInAsync(ReviewState.Imported);
        if (hasAnother)
        {
            _site.Store.State = _site.State with { Publications = _site.State.Publications.SetItem(id, new(id, "an earlier version", "sha256:earlier", PublicationBasis.Approved, _site.NowUtc)) };
        }

        _site.NowUtc = _site.NowUtc.AddDays(1);
        await NoteAsync(id, isKept: true);

        var (item, disclaimer) = (_site.Latest(id), Text(id, isKept: true).Disclaimer!);
        Assert.Equal(
            new Publication(id, item.ContentItemVersionId, Text(id, isKept: true).ContentHash, PublicationBasis.Imported, item.PublishedUtc!.Value)
            {
                PresentationHash = Presentation.HashOf(item),
                DisclaimerItemId = disclaimer.ContentItemId,
                DisclaimerVersionId = disclaimer.ContentItemVersionId,
                ReviewDueReason = ReviewDueReason.Projection,
                ReviewDueUtc = _site.NowUtc,
            },
            _site.State.Publications[id]);
    }

    [Fact]
    public async Task Under_no_policy_what_readers_see_now_has_its_ground_and_loses_its_certificate()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var before = _site.State.Publications[id];
        Assert.NotNull(before.Certificate);
        _site.SetPolicy("Article", null);

        await NoteAsync(id, isKept: false, hash: before.ContentHash);
        Assert.Equal(before, _site.State.Publications[id]);
        await NoteAsync(id, isKept: false, hash: "sha256:today");

        var after = _site.State.Publications[id];
        Assert.Equal(before with { ContentHash = "sha256:today", Basis = PublicationBasis.NoPolicy, ReviewId = null, Certificate = null }, after);
        var grant = _site.State.Grants[^1];
        Assert.Equal(
            new PublicationGrant(before.VersionId, "sha256:today", PublicationBasis.NoPolicy, null, _site.NowUtc) { PresentationHash = Presentation.HashOf(_site.Latest(id)) }, grant);
        Assert.Equal("sha256:today", _site.State.Versions.Single(version => version.Item.ContentItemVersionId == before.VersionId).ContentHash);
    }

    [Fact]
    public async Task A_publication_of_another_version_is_left_alone()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var another = _site.State.Publications[id] with { VersionId = "another" };
        _site.Store.State = _site.State with { Publications = _site.State.Publications.SetItem(id, another) };
        _site.SetPolicy("Article", null);

        await NoteAsync(id, isKept: false, hash: "sha256:today");

        Assert.Equal(another, _site.State.Publications[id]);
    }

    private ShownText Text(string id, bool isKept, string? hash = null)
    {
        var stored = _site.State.Versions.Single(version => version.Item.ContentItemId == id && version.Item.Published);
        return new(new StoredVersion(stored.Item, stored.Number, stored.Origin, PublishedByPerson: true) { ContentHash = stored.ContentHash }, [], hash ?? stored.ContentHash, isKept)
        {
            Disclaimer = _site.State.Versions.First(version => version.Item.ContentType == "Disclaimer").Item,
        };
    }

    private async Task<NotedTexts> NoteAsync(string id, bool isKept, string? hash = null)
    {
        await using var work = await _site.Store.BeginAsync(Token);
        var noted = await new PublishedReviews(_site).NoteAsync(work, [Text(id, isKept, hash)], Token);
        await work.CommitAsync(Token);
        return noted;
    }
}
