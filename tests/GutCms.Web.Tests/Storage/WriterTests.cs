using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage;

public sealed class WritersOnSqliteTests() : WriterTests(Provider.Sqlite);

public sealed class WritersOnPostgreSqlTests() : WriterTests(Provider.PostgreSql);

/// <summary>One writer at a time, in one process and over several.</summary>
public abstract class WriterTests(Provider provider) : StorageTests(provider)
{
    [Fact]
    public async Task A_second_writer_waits_for_the_first_and_sees_what_it_wrote()
    {
        var first = await Storage.Store.BeginAsync(Token);
        var waiting = Storage.Store.BeginAsync(Token);
        await first.AddVersionsAsync([Article("gut")], null, Token);
        Assert.False(waiting.IsCompleted);

        await first.CommitAsync(Token);
        await using var second = await waiting;

        Assert.Single(await second.FindAsync([Id("gut")], VersionSelector.Latest, Token));
        await first.DisposeAsync();
    }

    [Fact]
    public async Task A_writer_of_another_process_waits_for_the_first_and_sees_what_it_wrote()
    {
        await using var other = Storage.SecondProcess();
        var first = await Storage.Store.BeginAsync(Token);
        var waiting = Task.Run(() => other.Store.BeginAsync(Token), Token);
        await first.AddVersionsAsync([Article("gut")], null, Token);
        Assert.False(waiting.IsCompleted);

        await first.CommitAsync(Token);
        await using var second = await waiting;

        Assert.Single(await second.FindAsync([Id("gut")], VersionSelector.Latest, Token));
        await second.AddVersionsAsync([Article("two")], null, Token);
        await second.CommitAsync(Token);
    }

    [Fact]
    public async Task A_writer_that_waits_too_long_is_told_so()
    {
        await using var other = Storage.SecondProcess(busySeconds: 1);
        await using var first = await Storage.Store.BeginAsync(Token);

        await Assert.ThrowsAsync<DatabaseBusyException>(() => Task.Run(() => other.Store.BeginAsync(Token), Token));
    }

    [Fact]
    public async Task A_writer_that_failed_lets_the_next_one_in()
    {
        await Storage.Store.AddAsync(Article("one"));
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await Assert.ThrowsAsync<ContentConflictException>(() => work.AddVersionsAsync([Article("two", path: "articles/one")], null, Token));
        }

        await Storage.Store.AddAsync(Article("two"));
    }

    [Fact]
    public async Task Readers_do_not_wait_for_a_writer()
    {
        await Storage.Store.AddAsync(Article("one"));
        await using var writer = await Storage.Store.BeginAsync(Token);
        await writer.AddVersionsAsync([Article("two")], null, Token);

        Assert.NotNull(await Storage.Store.FindOneAsync("one", VersionSelector.Latest));
        Assert.Null(await Storage.Store.FindOneAsync("two", VersionSelector.Latest));
    }

    [Fact]
    public async Task Many_writers_lose_nothing()
    {
        await using var other = Storage.SecondProcess();
        await Parallel.ForAsync(0, 20, Token, async (i, _) => await (i % 2 == 0 ? Storage : other).Store.AddAsync(Article($"item{i:00}")));

        await using var read = await Storage.Store.ReadAsync(Token);
        Assert.Equal(20, (await read.ListAsync(null, VersionSelector.Latest, Token).ToListAsync()).Count);
    }

    [Fact]
    public async Task A_unit_of_work_commits_once()
    {
        await using var work = await Storage.Store.BeginAsync(Token);
        await work.CommitAsync(Token);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => work.CommitAsync(Token));
    }
}
