using GutCms.Core.Audit;
using GutCms.Core.Delivery;
using GutCms.Core.Previews.Sites;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Previews;

/// <summary>A token reads drafts in the shape of delivery, for a while.</summary>
public sealed class PreviewingSitesTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_the_newest_version_until_it_expires()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var made = await MakeAsync(id, minutes: 30);
        await _site.EditAsync(_site.Author, id, "Later words.");

        _site.NowUtc = made.Preview.ExpiresUtc.AddTicks(-1);
        var shown = Deeds.Done(await ReadAsync(made));
        _site.NowUtc = made.Preview.ExpiresUtc;
        var ended = await ReadAsync(made);

        Assert.Contains("Later words.", shown.Document["content"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Null((string?)shown.Document["review"]!["certificate"]);
        Assert.Equal(TimeSpan.FromMinutes(30), made.Preview.ExpiresUtc - made.Preview.CreatedUtc);
        Assert.Equal(RefusalKind.Forbidden, ended.Refusal?.Kind);
        Assert.Single(_site.State.Audit, entry => entry.Action == AuditActions.Refused(AuditActions.PreviewOpen));
    }

    [Fact]
    public async Task Shows_nothing_after_it_was_revoked_and_its_first_use_is_on_record_once()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var made = await MakeAsync(id, minutes: 30);
        Deeds.Done(await ReadAsync(made));
        Deeds.Done(await ReadAsync(made));

        Deeds.Done(await new RevokeSitePreview(_site.Ports).ExecuteAsync(_site.Author, made.Preview.PreviewId, Token));

        Assert.Equal(RefusalKind.Forbidden, (await ReadAsync(made)).Refusal?.Kind);
        Assert.Equal(id, Assert.Single(_site.State.Audit, entry => entry.Action == AuditActions.PreviewOpen).ContentItemId);
        Assert.Single(_site.State.Audit, entry => entry.Action == AuditActions.PreviewRevoke);
    }

    [Fact]
    public async Task Keeps_only_the_hash_of_the_token()
    {
        var made = await MakeAsync(await _site.ArticleInAsync(ReviewState.Draft), minutes: 30);

        await using var work = await _site.Ports.Store.ReadAsync(Token);
        var kept = string.Join(' ', (await work.ListDocumentsAsync("site-preview", Token)).Values.Select(document => document.ToJsonString()));
        Assert.Contains(made.Preview.TokenHash, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Token, kept + string.Join(' ', _site.State.Audit.Select(entry => entry.Details.ToJsonString())) + made, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1441)]
    public async Task Lasts_a_minute_to_a_day(int minutes)
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);

        Assert.Equal(RefusalKind.Invalid, (await CreateAsync(_site.Author, id, minutes)).Refusal?.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Shows_nothing_once_its_maker_is_nobody_or_may_not_edit_and_again_when_that_is_over(bool isDisabled)
    {
        var made = await MakeAsync(await _site.ArticleInAsync(ReviewState.Draft), minutes: 30);
        Deeds.Done(await ReadAsync(made));
        if (isDisabled)
        {
            _site.Disable(_site.Author);
        }
        else
        {
            _site.AddPerson("author", "Delivery");
        }

        Assert.Equal(RefusalKind.Forbidden, (await ReadAsync(made)).Refusal?.Kind);
        Assert.Single(_site.State.Audit, entry => entry.Action == AuditActions.Refused(AuditActions.PreviewOpen));
        _site.AddPerson("author", "Author");
        Deeds.Done(await ReadAsync(made));
    }

    [Fact]
    public async Task Shows_nothing_of_an_item_that_has_become_somebody_elses()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var made = await MakeAsync(id, minutes: 30);
        Deeds.Done(await ReadAsync(made));

        _site.Store.State = _site.State with { Versions = _site.State.Versions.ConvertAll(version => version.Item.ContentItemId == id ? version with { Item = version.Item with { Owner = "somebody-id" } } : version) };

        Assert.Equal(RefusalKind.Forbidden, (await ReadAsync(made)).Refusal?.Kind);
    }

    [Fact]
    public async Task Is_made_only_by_those_who_can_be_found_again()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        _site.Disable(_site.Author);

        Assert.Equal(RefusalKind.Forbidden, (await CreateAsync(_site.Author, id, minutes: 30)).Refusal?.Kind);
    }

    [Fact]
    public async Task Does_not_show_what_was_withdrawn_until_there_is_a_newer_text()
    {
        var id = await _site.ArticleInAsync(ReviewState.Withdrawn);
        var made = await MakeAsync(id, minutes: 30);

        Assert.Equal(RefusalKind.NotFound, (await ReadAsync(made)).Refusal?.Kind);
        await _site.EditAsync(_site.Author, id, "Later words.");
        Assert.Contains("Later words.", Deeds.Done(await ReadAsync(made)).Document["content"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_maker_has_twenty_at_a_time_and_ended_ones_go_with_the_next()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        for (var i = 0; i < 20; i++)
        {
            await MakeAsync(id, minutes: 30);
        }

        Assert.Equal(RefusalKind.Conflict, (await CreateAsync(_site.Author, id, minutes: 30)).Refusal?.Kind);
        Deeds.Done(await CreateAsync(_site.Editor, id, minutes: 30));

        _site.NowUtc = _site.NowUtc.AddMinutes(30);
        await MakeAsync(id, minutes: 30);
        Assert.Equal([_site.Author.UserId, _site.Editor.UserId], (await new ListSitePreviews(_site.Ports).ExecuteAsync(_site.Editor, Token)).Select(preview => preview.CreatedById));
    }

    [Fact]
    public async Task Ended_ones_go_after_a_week_and_no_sooner()
    {
        var made = await MakeAsync(await _site.ArticleInAsync(ReviewState.Draft), minutes: 30);
        var gone = made.Preview.ExpiresUtc.AddDays(7);
        await using var work = await _site.Store.BeginAsync(Token);

        Assert.False(await EndedSitePreviews.AnyAsync(work, gone.AddTicks(-1), Token));
        await EndedSitePreviews.RemoveAsync(work, gone.AddTicks(-1), Token);
        Assert.Single(await work.ListDocumentsAsync("site-preview", Token));
        Assert.True(await EndedSitePreviews.AnyAsync(work, gone, Token));
        await EndedSitePreviews.RemoveAsync(work, gone, Token);
        Assert.Empty(await work.ListDocumentsAsync("site-preview", Token));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 0)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", 0)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_", 1)]
    public async Task Looks_only_for_what_has_the_form_of_a_token(string token, int asked)
    {
        var reader = new NothingLive();

        var outcome = await new ReadPreviewed(_site.Ports, new PublishedReviews(_site.Ports.Time), reader).ExecuteAsync(new(token, DeliveryKind.Article, "gut"), Token);

        Assert.Equal((RefusalKind.Forbidden, asked), (outcome.Refusal?.Kind, reader.Asked));
    }

    private Task<Outcome<CreateSitePreview.Result>> CreateAsync(Actor actor, string id, int minutes) =>
        new CreateSitePreview(_site.Ports).ExecuteAsync(actor, new(PreviewScope.Item, id, null, minutes), Token);

    private async Task<CreateSitePreview.Result> MakeAsync(string id, int minutes) =>
        Deeds.Done(await CreateAsync(_site.Author, id, minutes));

    private Task<Outcome<ReadPreviewed.Result>> ReadAsync(CreateSitePreview.Result made) =>
        new ReadPreviewed(_site.Ports, new PublishedReviews(_site.Ports.Time), new NothingLive()).ExecuteAsync(new(made.Token, DeliveryKind.Article, made.Path!.Split('/')[^1]), Token);

    private sealed class NothingLive : IDeliveryReader
    {
        public int Asked { get; private set; }

        public long? Revision => 0;

        public ValueTask<DeliveredDocument?> FindAsync(DeliveryKind kind, string key, CancellationToken cancellationToken)
        {
            Asked++;
            return new((DeliveredDocument?)null);
        }

        public Task<IReadOnlyList<DeliveredDocument>> FindAllAsync(IReadOnlyList<string> contentItemIds, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DeliveredDocument>>([]);

        public Task<IReadOnlyDictionary<string, SeriesPlace>> FindPlacesAsync(IReadOnlyList<string> contentItemIds, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<DeliveryPage> ListArticlesAsync(ArticleQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<DeliveryPage> ListSeriesAsync(SeriesQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
