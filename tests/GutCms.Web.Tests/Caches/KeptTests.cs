using GutCms.Api.Delivery;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;

namespace GutCms.Web.Tests.Caches;

/// <summary>What is kept of answers, and for how long.</summary>
public sealed class KeptTests
{
    private const long Bound = 40_000;

    private readonly Reader _reader = new() { Revision = 7 };

    [Fact]
    public void An_answer_is_there_for_as_long_as_nothing_is_published()
    {
        var kept = new Kept<string>(_reader, Bound);
        kept.Keep(kept.Revision!.Value, "q", "old", 3);
        Assert.Equal("old", kept.Find("q"));
        Assert.Null(kept.Find("Q"));

        _reader.Revision = 8;

        Assert.Null(kept.Find("q"));
        kept.Keep(8, "q", "new", 3);
        Assert.Equal("new", kept.Find("q"));
    }

    [Fact]
    public void What_was_read_before_something_was_published_is_never_given()
    {
        var kept = new Kept<string>(_reader, Bound);
        var before = kept.Revision!.Value;
        _reader.Revision = 8;
        kept.Keep(8, "other", "new", 3);

        kept.Keep(before, "q", "old", 3);

        Assert.Null(kept.Find("q"));
        Assert.Equal("new", kept.Find("other"));
    }

    [Fact]
    public void Nothing_is_given_while_it_cannot_be_told_what_is_published()
    {
        var kept = new Kept<string>(_reader, Bound);
        kept.Keep(7, "q", "old", 3);

        _reader.Revision = null;

        Assert.Null(kept.Find("q"));
        Assert.Null(kept.Revision);
    }

    [Fact]
    public void It_stays_within_its_bound_and_what_is_asked_for_stays()
    {
        var kept = new Kept<string>(_reader, Bound);
        kept.Keep(7, "asked", "yes", 1_000);
        for (var number = 0; number < 200; number++)
        {
            kept.Keep(7, $"q{number}", "no", 1_000);
            Assert.Equal("yes", kept.Find("asked"));
        }

        Assert.InRange(Enumerable.Range(0, 200).Count(number => kept.Find($"q{number}") is not null), 1, Bound / 1_000);
    }

    [Fact]
    public void What_is_larger_than_a_quarter_of_the_bound_is_not_kept_and_without_a_bound_nothing_is()
    {
        var kept = new Kept<string>(_reader, Bound);
        kept.Keep(7, "large", "no", Bound / 4);
        Assert.Null(kept.Find("large"));

        var off = new Kept<string>(_reader, 0);
        off.Keep(7, "q", "no", 0);
        Assert.Null(off.Find("q"));
        Assert.Null(off.Revision);
    }

    [Fact]
    public void A_later_answer_takes_the_place_of_an_earlier_one()
    {
        var kept = new Kept<string>(_reader, Bound);
        kept.Keep(7, "q", "earlier", 3);

        kept.Keep(7, "q", "later", 3);

        Assert.Equal("later", kept.Find("q"));
    }

    private sealed class Reader : IDeliveryReader
    {
        public long? Revision { get; set; }

        public ValueTask<DeliveredDocument?> FindAsync(DeliveryKind kind, string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<DeliveredDocument>> FindAllAsync(IReadOnlyList<string> contentItemIds, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, SeriesPlace>> FindPlacesAsync(IReadOnlyList<string> contentItemIds, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<DeliveryPage> ListArticlesAsync(ArticleQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<DeliveryPage> ListSeriesAsync(SeriesQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
