using System.Globalization;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Limits;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace GutCms.Web.Tests.Limits;

/// <summary>Several nodes count what they permit in one database; without it each counts for itself.</summary>
public sealed class SharedLimitsTests() : StorageTests(Provider.PostgreSql)
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Together_they_permit_what_one_would_and_again_when_a_minute_has_passed()
    {
        await using var other = Storage.SecondProcess();
        PostgreSqlLimits[] nodes = [Node(Storage), Node(other)];

        var permitted = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(async () => await nodes[number % 2].TakeAsync("attempts", "192.0.2.1", 1, 10, Token), Token)));

        Assert.Equal(10, permitted.Count(taken => taken));
        Assert.True(await nodes[0].TakeAsync("attempts", "192.0.2.2", 1, 10, Token));
        Assert.True(await nodes[0].TakeAsync("tokens", "192.0.2.1", 1, 10, Token));
        _time.Advance(ISharedLimits.Segment * 3);
        Assert.False(await nodes[1].TakeAsync("attempts", "192.0.2.1", 1, 10, Token));
        _time.Advance(ISharedLimits.Segment);
        Assert.True(await nodes[1].TakeAsync("attempts", "192.0.2.1", 1, 10, Token));
    }

    [Fact]
    public async Task What_costs_more_than_is_left_is_taken_and_the_next_one_waits()
    {
        var node = Node(Storage);
        Assert.True(await node.TakeAsync("work", "ada", 9, 10, Token));
        Assert.True(await node.TakeAsync("work", "ada", 500, 10, Token));
        Assert.False(await node.TakeAsync("work", "ada", 1, 10, Token));

        Assert.True(await node.TakeAsync("work", "bob", 1, 10, Token));
        await node.ChargeAsync("work", "bob", 9, Token);
        Assert.False(await node.TakeAsync("work", "bob", 1, 10, Token));
    }

    [Fact]
    public async Task Neither_addresses_nor_names_are_written_down_and_nothing_stays_for_longer_than_it_counts()
    {
        var node = Node(Storage);
        await node.TakeAsync("attempts", "192.0.2.1", 1, 10, Token);
        await node.TakeAsync("attempts", "ADA", 1, 10, Token);
        Assert.Null(await Storage.TextAsync("SELECT \"Key\" FROM \"UsedLimits\" WHERE \"Key\" LIKE '%192%.%' OR \"Key\" LIKE '%ADA%'"));
        Assert.Equal("u", await Storage.TextAsync("SELECT relpersistence FROM pg_class WHERE relname = 'UsedLimits'"));

        _time.Advance(ISharedLimits.Segment * 3);
        await node.ForgetAsync(Token);
        Assert.Equal("2", await CountAsync());
        _time.Advance(ISharedLimits.Segment);
        await node.ForgetAsync(Token);
        Assert.Equal("0", await CountAsync());
    }

    [Fact]
    public async Task Somebody_with_endless_addresses_does_not_fill_the_database()
    {
        var node = Node(Storage);
        var now = _time.GetUtcNow().Ticks / ISharedLimits.Segment.Ticks;
        await Storage.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO \"UsedLimits\" SELECT 'attempts:' || n, {now}, 1 FROM generate_series(1, {PostgreSqlLimits.MostRows}) n"));
        await node.ForgetAsync(Token);

        Assert.True(await node.TakeAsync("attempts", "192.0.2.1", 1, 1, Token));
        Assert.True(await node.TakeAsync("attempts", "192.0.2.1", 1, 1, Token));
        Assert.Equal(PostgreSqlLimits.MostRows.ToString(CultureInfo.InvariantCulture), await CountAsync());

        _time.Advance(ISharedLimits.Segment * 4);
        await node.ForgetAsync(Token);
        Assert.True(await node.TakeAsync("attempts", "192.0.2.1", 1, 1, Token));
        Assert.False(await node.TakeAsync("attempts", "192.0.2.1", 1, 1, Token));
    }

    [Fact]
    public async Task While_the_database_is_away_a_node_counts_for_itself_and_asks_again_later()
    {
        await using var away = new PostgreSqlDatabase("Host=127.0.0.1;Port=1;Username=gutcms;Database=none;Timeout=5", 30);
        Assert.True(await new PostgreSqlLimits(away, _time).TakeAsync("attempts", "192.0.2.1", 1, 1, Token));

        var node = Node(Storage);
        await Storage.ExecuteAsync("ALTER TABLE \"UsedLimits\" RENAME TO \"Elsewhere\"");
        Assert.True(await node.TakeAsync("attempts", "192.0.2.1", 1, 1, Token));
        await Storage.ExecuteAsync("ALTER TABLE \"Elsewhere\" RENAME TO \"UsedLimits\"");
        Assert.True(await node.TakeAsync("attempts", "192.0.2.1", 1, 1, Token));
        Assert.Equal("0", await CountAsync());

        _time.Advance(ISharedLimits.Segment);
        Assert.True(await node.TakeAsync("attempts", "192.0.2.1", 1, 1, Token));
        Assert.False(await node.TakeAsync("attempts", "192.0.2.1", 1, 1, Token));
    }

    private PostgreSqlLimits Node(StorageHarness process) => new((PostgreSqlDatabase)process.Database, _time);

    private Task<string?> CountAsync() => Storage.TextAsync("SELECT COUNT(*) FROM \"UsedLimits\"");
}
