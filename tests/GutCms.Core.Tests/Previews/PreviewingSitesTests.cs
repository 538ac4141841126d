using GutCms.Core.Audit;
using GutCms.Core.Delivery;
using GutCms.Core.Previews.Sites;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Reading;
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
        var kept = string.Join(' ', (await work.ListDocumentsAsync("site-previews", Token)).Values.Select(document => document.ToJsonString()));
        Assert.Contains(made.Preview.TokenHash, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Token, kept + string.Join(' ', _site.State.Audit.Select(entry => entry.Details.ToJsonString())) + made, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1441)]
    public async Task Lasts_a_minute_to_a_day(int minutes)
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);

        Assert.Equal(RefusalKind.Invalid, (await new CreateSitePreview(_site.Ports).ExecuteAsync(_site.Author, new(PreviewScope.Item, id, null, minutes), Token)).Refusal?.Kind);
    }

    private async Task<CreateSitePreview.Result> MakeAsync(string id, int minutes) =>
        Deeds.Done(await new CreateSitePreview(_site.Ports).ExecuteAsync(_site.Author, new(PreviewScope.Item, id, null, minutes), Token));

    private Task<Outcome<ReadPreviewed.Result>> ReadAsync(CreateSitePreview.Result made) =>
        new ReadPreviewed(_site.Ports, new PublishedReviews(_site.Ports.Time), new NothingLive()).ExecuteAsync(new(made.Token, DeliveryKind.Article, made.Path!.Split('/')[^1]), Token);

    private sealed class NothingLive : IDeliveryReader
    {
        public long? Revision => 0;

        public ValueTask<DeliveredDocument?> FindAsync(DeliveryKind kind, string key, CancellationToken cancellationToken) => new((DeliveredDocument?)null);

        public Task<IReadOnlyList<DeliveredDocument>> FindAllAsync(IReadOnlyList<string> contentItemIds, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DeliveredDocument>>([]);

        public Task<DeliveryPage> ListArticlesAsync(ArticleQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<DeliveryPage> ListSeriesAsync(string? after, int first, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
