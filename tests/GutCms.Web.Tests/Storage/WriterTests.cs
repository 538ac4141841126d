using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage;

public sealed class WritersOnSqliteTests() : WriterTests(Provider.Sqlite);

public sealed class WritersOnPostgreSqlTests() : WriterTests(Provider.PostgreSql)
{
    [Fact]
    public async Task A_writer_of_whom_nothing_more_is_heard_is_ended_and_the_next_one_gets_in()
    {
        await using var cutOff = Storage.SecondProcess(idleWriterSeconds: 1);
        await using var lost = await cutOff.Store.BeginAsync(Token);
        await lost.AddVersionsAsync([Article("lost")], null, Token);

        await using (var next = await Storage.Store.BeginAsync(Token))
        {
            Assert.Empty(await next.FindAsync([Id("lost")], VersionSelector.Latest, Token));
            await next.AddVersionsAsync([Article("next")], null, Token);
            await next.CommitAsync(Token);
        }

        // Whoever comes back is told that the database was away, and nothing of what was begun is kept.
        var told = await Assert.ThrowsAnyAsync<Exception>(() => lost.CommitAsync(Token));
        Assert.Equal(DatabaseFault.Unreachable, DatabaseFaults.Of(told));
        await using var read = await Storage.Store.ReadAsync(Token);
        Assert.Empty(await read.FindAsync([Id("lost")], VersionSelector.Latest, Token));
    }

    [Fact]
    public async Task The_server_asks_after_the_machine_of_whoever_writes_and_of_nobody_else()
    {
        const string Settings = "SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) AS \"Value\" FROM pg_settings WHERE name LIKE 'tcp\\_keepalives%' OR name = 'idle_in_transaction_session_timeout'";
        var before = await Storage.TextAsync(Settings);

        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            var inside = await EfUnitOfWork.ContextOf(work).Database.SqlQueryRaw<string>(Settings).ToListAsync(Token);
            Assert.Equal("idle_in_transaction_session_timeout=60000 tcp_keepalives_count=3 tcp_keepalives_idle=10 tcp_keepalives_interval=5", Assert.Single(inside));
            await work.CommitAsync(Token);
        }

        Assert.Equal(before, await Storage.TextAsync(Settings));
    }

    [Fact]
    public async Task A_table_that_grows_while_it_is_written_is_not_read_as_a_whole_again_and_again()
    {
        await using var work = await Storage.Store.BeginAsync(Token);
        string[] wanted = [.. Enumerable.Range(0, 12).Select(number => Id($"none{number}"))];

        // Asked so often, the connection keeps the plan that suits an empty table.
        for (var i = 0; i < 20; i++)
        {
            Assert.Empty(await work.FindVersionOwnersAsync(wanted, Token));
        }

        await work.AddVersionsAsync([.. Enumerable.Range(0, 2_500).Select(number => Article($"a{number}x"))], null, Token);
        var before = await ReadAsAWholeAsync();
        Assert.Empty(await work.FindVersionOwnersAsync(wanted, Token));

        Assert.Equal(before, await ReadAsAWholeAsync());

        Task<long> ReadAsAWholeAsync() => EfUnitOfWork.ContextOf(work).Database
            .SqlQueryRaw<long>("SELECT seq_tup_read AS \"Value\" FROM pg_stat_xact_user_tables WHERE relname = 'ContentVersions'").SingleAsync(Token);
    }
}

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
