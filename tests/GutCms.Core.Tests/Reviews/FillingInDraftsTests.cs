using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Ids, dates, owner and author of a version are for the program to say, whatever a text that comes in says of them.</summary>
public sealed class FillingInDraftsTests
{
    private static readonly DateTime Said = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly ContentItem Incoming = new()
    {
        ContentItemId = "said",
        ContentItemVersionId = "said",
        ContentType = "Article",
        Owner = "said",
        Author = "said",
        Published = true,
        CreatedUtc = Said,
        ModifiedUtc = Said,
        PublishedUtc = Said,
    };

    private readonly MemorySite _site = new();

    [Fact]
    public void A_new_item_begins_now_and_is_that_of_whoever_writes_it()
    {
        var item = Drafts.Complete(Incoming, null, _site.Author, "given", MemorySite.Start);

        Assert.Equal(("given", _site.Author.UserId, "author"), (item.ContentItemId, item.Owner, item.Author));
        Assert.Equal((MemorySite.Start, MemorySite.Start, null), (item.CreatedUtc, item.ModifiedUtc, item.PublishedUtc));
        Assert.Equal((true, false), (item.Latest, item.Published));
        Assert.NotEqual("said", item.ContentItemVersionId);
        Assert.True(ContentIds.IsValid(Drafts.Complete(Incoming, null, _site.Author, null, MemorySite.Start).ContentItemId));
    }

    [Fact]
    public void Whoever_may_give_items_away_says_whose_it_is()
    {
        Assert.Equal("said", Drafts.Complete(Incoming, null, _site.Editor, null, MemorySite.Start).Owner);
        Assert.Equal(_site.Editor.UserId, Drafts.Complete(Incoming with { Owner = "" }, null, _site.Editor, null, MemorySite.Start).Owner);
        Assert.Equal(_site.Editor.UserId, Drafts.Complete(Incoming with { Owner = null }, null, _site.Editor, null, MemorySite.Start).Owner);
    }

    [Fact]
    public async Task A_further_version_goes_on_from_the_one_before()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var before = await FactsAsync(id);
        var later = MemorySite.Start.AddDays(3);

        var item = Drafts.Complete(Incoming, before, _site.Administrator with { Permissions = _site.Author.Permissions }, "given", later);

        Assert.Equal((id, _site.Author.UserId, "administrator"), (item.ContentItemId, item.Owner, item.Author));
        Assert.Equal((before.Latest.Item.CreatedUtc, later, before.Latest.Item.PublishedUtc), (item.CreatedUtc, item.ModifiedUtc, item.PublishedUtc));
        Assert.NotNull(item.PublishedUtc);
        Assert.NotEqual(before.Latest.Item.ContentItemVersionId, item.ContentItemVersionId);
        Assert.Equal("said", Drafts.Complete(Incoming, before, _site.Editor, null, later).Owner);
    }

    [Fact]
    public void Places_of_certificates_are_told_for_the_log()
    {
        var certified = new CertifiedPublications([], [Place("one", 3), Place("two", 5)]);

        Assert.Equal(
            """[{"list":1,"index":3,"contentItemId":"one","versionId":"one-version"},{"list":1,"index":5,"contentItemId":"two","versionId":"two-version"}]""",
            certified.DescribePlaces()!.ToJsonString());
        Assert.Equal("two", (string?)Assert.Single(certified.DescribePlaces("two")!)!["contentItemId"]);
        Assert.Null(certified.DescribePlaces("three"));
    }

    private static IssuedCertificate Place(string id, int index) => new(1, index, "https://gutcms.example", id, id + "-version", "key", MemorySite.Start);

    private async Task<ReviewFacts> FactsAsync(string id)
    {
        await using var work = await _site.Store.ReadAsync(TestContext.Current.CancellationToken);
        return (await ReviewFactsLoader.LoadAsync(work, _site, _site.NowUtc, id, TestContext.Current.CancellationToken))!;
    }
}
