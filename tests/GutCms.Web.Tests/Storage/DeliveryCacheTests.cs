using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.TestSupport;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage;

public sealed class CachedDeliveryOnSqliteTests() : CachedDeliveryTests(Provider.Sqlite);

public sealed class CachedDeliveryOnPostgreSqlTests() : CachedDeliveryTests(Provider.PostgreSql);

/// <summary>The cache in front of the database never shows what is no longer so.</summary>
public abstract class CachedDeliveryTests(Provider provider) : StorageTests(provider)
{
    [Fact]
    public async Task Answers_without_waiting_once_a_document_is_known()
    {
        await Storage.ListenAsync();
        await Storage.Store.DeliverAsync(Record("gut"));
        var loaded = await FindAsync(Storage, "gut");

        var answer = Storage.Reader.FindAsync(DeliveryKind.Article, "gut", Token);

        Assert.True(answer.IsCompletedSuccessfully);
        Assert.Same(loaded, await answer);
    }

    [Fact]
    public async Task A_publication_is_seen_at_once_in_the_same_process()
    {
        await Storage.ListenAsync();
        await Storage.Store.DeliverAsync(Record("gut", size: 10), Record("other"));
        var other = await FindAsync(Storage, "other");
        Assert.Equal(12, (await FindAsync(Storage, "gut"))!.Identity.Length);
        await CountAsync(Storage);

        await Storage.Store.DeliverAsync(Record("gut", size: 20), Record("new"));

        Assert.Equal(22, (await FindAsync(Storage, "gut"))!.Identity.Length);
        Assert.Equal(3, await CountAsync(Storage));
        Assert.Same(other, await FindAsync(Storage, "other"));
    }

    [Fact]
    public async Task Types_are_read_once_until_something_is_defined_here_or_on_another_node()
    {
        await Storage.ListenAsync();
        var types = new ReadDeliveredTypes(Storage.Store, Storage.Reader);
        var known = await types.ExecuteAsync(Token);
        Assert.Same(known, await types.ExecuteAsync(Token));

        await DefineAsync(Storage, "Recipe");
        Assert.Contains(await types.ExecuteAsync(Token), type => type.Name == "Recipe");

        await using var other = Storage.SecondProcess();
        await DefineAsync(other, "Leaflet");
        await Eventually.HoldsAsync(async () => (await types.ExecuteAsync(Token)).Any(type => type.Name == "Leaflet"));
    }

    [Fact]
    public async Task A_publication_that_is_not_committed_is_not_seen()
    {
        await Storage.ListenAsync();
        await Storage.Store.DeliverAsync(Record("gut", size: 10));
        await FindAsync(Storage, "gut");
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.WriteDeliveryAsync([Record("gut", size: 20)], Token);
            Assert.Equal(12, (await FindAsync(Storage, "gut"))!.Identity.Length);
        }

        Assert.Equal(12, (await FindAsync(Storage, "gut"))!.Identity.Length);
    }

    [Fact]
    public async Task A_withdrawal_is_seen_at_once_in_the_same_process()
    {
        await Storage.ListenAsync();
        await Storage.Store.DeliverAsync(Record("gut"));
        await FindAsync(Storage, "gut");

        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.RemoveDeliveryAsync([Id("gut")], Token);
            await work.CommitAsync(Token);
        }

        Assert.Null(await FindAsync(Storage, "gut"));
    }

    [Fact]
    public async Task A_publication_of_another_process_is_seen()
    {
        await using var other = Storage.SecondProcess();
        await Storage.ListenAsync();
        await other.ListenAsync();
        await Storage.Store.DeliverAsync(Record("gut", size: 10));
        Assert.Equal(12, (await FindAsync(other, "gut"))!.Identity.Length);
        Assert.Equal(1, await CountAsync(other));

        await Storage.Store.DeliverAsync(Record("gut", size: 20), Record("new"));

        // The cache holds the old until the news is in (which can be that of the first publication still); then it lets go of it by itself.
        await Eventually.HoldsAsync(async () => (await FindAsync(other, "gut"))!.Identity.Length == 22 && await CountAsync(other) == 2);
        Assert.True(other.Freshness.CanUseCache());
    }

    [Fact]
    public async Task Publications_of_two_processes_are_seen_by_both()
    {
        await using var other = Storage.SecondProcess();
        await Storage.ListenAsync();
        await other.ListenAsync();
        for (var i = 0; i < 5; i++)
        {
            await Storage.Store.DeliverAsync(Record("one", size: i));
            await other.Store.DeliverAsync(Record("two", size: i));
            foreach (var storage in new[] { Storage, other })
            {
                await Eventually.HoldsAsync(() => IsFreshAsync(storage, i).IsCompletedSuccessfully);
            }
        }

        static async Task IsFreshAsync(StorageHarness storage, int size)
        {
            foreach (var name in new[] { "one", "two" })
            {
                var found = await FindAsync(storage, name);
                Assert.Equal(size + 2, found!.Identity.Length);
            }
        }
    }

    private static async Task DefineAsync(StorageHarness storage, string type)
    {
        var json = DefinitionJson.Write(Definitions);
        json["ContentTypes"]!.AsArray().Add(JsonNode.Parse($$"""{ "Name": "{{type}}", "DisplayName": "{{type}}", "Settings": { "DeliverySettings": { "Delivered": true } }, "ContentTypePartDefinitionRecords": [] }"""));
        await using var work = await storage.Store.BeginAsync(Token);
        await work.SaveDefinitionsAsync(DefinitionJson.Read(json), Token);
        await work.CommitAsync(Token);
    }

    private static Task<DeliveredDocument?> FindAsync(StorageHarness storage, string slug) => storage.Reader.FindAsync(DeliveryKind.Article, slug, Token).AsTask();

    private static async Task<int> CountAsync(StorageHarness storage) =>
        (await storage.Reader.ListArticlesAsync(new ArticleQuery(null, null, ArticleSort.Title, null, 1), Token)).Total;
}

/// <summary>The cache by itself.</summary>
public sealed class DeliveryCacheTests
{
    private readonly DeliveryCache _cache = new(new DeliveryCacheOptions { CacheMegabytes = 1 });

    [Fact]
    public void Ignores_a_document_that_was_loaded_before_an_invalidation()
    {
        var before = _cache.Epoch;
        _cache.Invalidate([Id("gut")], 1);

        _cache.Add(Record("gut").Document, before);

        Assert.False(_cache.TryGet(DeliveryKind.Article, "gut", out _));
    }

    [Fact]
    public void Ignores_a_total_that_was_counted_before_an_invalidation()
    {
        var before = _cache.Epoch;
        _cache.Invalidate([], 1);

        _cache.AddTotal("list", 3, before);

        Assert.False(_cache.TryGetTotal("list", out _));
    }

    [Fact]
    public void Stays_within_its_bytes_and_keeps_what_is_asked_for()
    {
        for (var i = 0; i < 200; i++)
        {
            _cache.Add(Record($"n{i:000}", size: 10_000).Document, _cache.Epoch);
            _cache.TryGet(DeliveryKind.Article, "n000", out _);
            Assert.InRange(_cache.Bytes, 0, 1024 * 1024);
        }

        Assert.True(_cache.TryGet(DeliveryKind.Article, "n000", out _));
        Assert.False(_cache.TryGet(DeliveryKind.Article, "n001", out _));
        Assert.True(_cache.TryGet(DeliveryKind.Article, "n199", out _));
    }

    [Fact]
    public void Does_not_keep_a_document_larger_than_itself()
    {
        _cache.Add(Record("gut", size: 1024 * 1024).Document, _cache.Epoch);

        Assert.Equal(0, _cache.Bytes);
    }

    [Fact]
    public void Keeps_nothing_when_its_size_is_zero()
    {
        var off = new DeliveryCache(new DeliveryCacheOptions { CacheMegabytes = 0 });
        off.Add(Record("gut").Document, off.Epoch);

        Assert.False(off.TryGet(DeliveryKind.Article, "gut", out _));
    }

    [Fact]
    public void Forgets_only_what_changed_when_generations_follow_one_another()
    {
        _cache.Notice(7);
        _cache.Add(Record("a").Document, _cache.Epoch);
        _cache.Add(Record("b").Document, _cache.Epoch);

        _cache.Invalidate([Id("a")], 8);

        Assert.False(_cache.TryGet(DeliveryKind.Article, "a", out _));
        Assert.True(_cache.TryGet(DeliveryKind.Article, "b", out _));
    }

    [Fact]
    public void Forgets_everything_when_another_process_was_in_between()
    {
        _cache.Notice(7);
        _cache.Add(Record("b").Document, _cache.Epoch);

        _cache.Invalidate([Id("a")], 9);

        Assert.False(_cache.TryGet(DeliveryKind.Article, "b", out _));
    }

    [Fact]
    public void Is_not_disturbed_by_the_echo_of_its_own_generation()
    {
        _cache.Notice(7);
        _cache.Invalidate([Id("a")], 8);
        _cache.Add(Record("b").Document, _cache.Epoch);

        _cache.Notice(8);

        Assert.True(_cache.TryGet(DeliveryKind.Article, "b", out _));
    }

    [Fact]
    public void Is_not_disturbed_by_an_echo_that_comes_before_the_invalidation()
    {
        _cache.Notice(7);
        _cache.Add(Record("b").Document, _cache.Epoch);
        _cache.Expect(8);
        _cache.Notice(8);

        _cache.Invalidate([Id("a")], 8);

        Assert.True(_cache.TryGet(DeliveryKind.Article, "b", out _));
    }

    [Fact]
    public void Forgets_everything_when_it_is_not_known_whether_a_commit_succeeded()
    {
        _cache.Notice(7);
        _cache.Add(Record("b").Document, _cache.Epoch);
        _cache.Expect(8);

        _cache.Abandon();

        Assert.False(_cache.TryGet(DeliveryKind.Article, "b", out _));
        _cache.Add(Record("b").Document, _cache.Epoch);
        _cache.Notice(8);
        Assert.False(_cache.TryGet(DeliveryKind.Article, "b", out _));
    }

    [Fact]
    public void Allocates_nothing_on_a_hit()
    {
        _cache.Add(Record("gut").Document, _cache.Epoch);
        _cache.TryGet(DeliveryKind.Article, "gut", out _);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            _cache.TryGet(DeliveryKind.Article, "gut", out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Counts_what_was_asked_for_and_not_what_was_looked_for()
    {
        var thread = Environment.CurrentManagedThreadId;
        var asked = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Name == "gutcms.delivery.documents")
                {
                    meters.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => asked += Environment.CurrentManagedThreadId == thread ? count : 0);
        _cache.Add(Record("gut").Document, _cache.Epoch);
        listener.Start();

        Assert.True(_cache.Holds(DeliveryKind.Article, "gut"));
        Assert.False(_cache.Holds(DeliveryKind.Article, "other"));
        Assert.False(_cache.Holds(DeliveryKind.Series, "gut"));
        Assert.Equal(0, asked);

        _cache.TryGet(DeliveryKind.Article, "gut", out _);
        Assert.Equal(1, asked);
    }
}
