using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Storage;
using static GutCms.Web.Tests.Storage.Reviews.SampleReviews;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage.Reviews;

public sealed class AuditLogOnSqliteTests() : AuditLogTests(Provider.Sqlite);

public sealed class AuditLogOnPostgreSqlTests() : AuditLogTests(Provider.PostgreSql);

/// <summary>The log in the database is a chain without gaps, whoever writes at the same time.</summary>
public abstract class AuditLogTests(Provider provider) : StorageTests(provider)
{
    [Fact]
    public async Task Entries_are_chained_over_transactions_and_processes()
    {
        await using var other = Storage.SecondProcess();
        await Parallel.ForEachAsync(Enumerable.Range(0, 20), Token, async (number, token) =>
            await (number % 2 == 0 ? Storage : other).Store.WriteAsync(async work =>
            {
                await work.Audit.AppendAsync(Draft("review.submit", "gut"), token);
                await work.Audit.AppendAsync(Draft("review.approve", "gut"), token);
            }));

        var entries = await AllAsync();

        Assert.Equal(Enumerable.Range(1, 40).Select(number => (long)number), entries.Select(entry => entry.Sequence));
        var previous = AuditChain.Genesis;
        foreach (var entry in entries)
        {
            Assert.Equal((previous, AuditChain.ComputeHash(entry)), (entry.PreviousHash, entry.Hash));
            previous = entry.Hash;
        }
    }

    [Fact]
    public async Task An_entry_is_kept_exactly_when_its_change_is()
    {
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.Audit.AppendAsync(Draft("content.publish", "gut"), Token);
        }

        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task Pages_are_newest_first_and_filtered()
    {
        await Storage.Store.WriteAsync(async work =>
        {
            foreach (var (action, item) in new[] { ("review.submit", "a"), ("review.approve", "a"), ("content.save", "a"), ("review.submit", "b"), ("sign-in.succeed", (string?)null) })
            {
                await work.Audit.AppendAsync(Draft(action, item), Token);
            }
        });

        Assert.Equal(new long[] { 5, 4, 3, 2, 1 }, await SequencesAsync(AuditQuery.All));
        Assert.Equal(new long[] { 4, 2, 1 }, await SequencesAsync(new() { ActionPrefix = "review" }));
        Assert.Equal(new long[] { 3, 2, 1 }, await SequencesAsync(new() { ContentItemId = Id("a") }));
        Assert.Empty(await SequencesAsync(new() { ActorId = "somebody" }));
        Assert.Empty(await SequencesAsync(new() { ToUtc = Monday }));
        var page = await Storage.Store.ReadAsync(work => work.Audit.ListAsync(new() { After = 4, First = 2 }, Token));
        Assert.Equal((5L, true), (page.Total, page.HasMore));
        Assert.Equal([3L, 2], page.Entries.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Entries_of_an_act_share_its_id_over_transactions_and_others_those_of_one()
    {
        string? id;
        using (AuditAct.Begin())
        {
            id = AuditAct.Id;
            await AppendAsync("content.save", "content.publish");
            await AppendAsync("review.submit");
        }

        await AppendAsync("content.save", "content.publish");
        await AppendAsync("review.submit");

        var entries = await AllAsync();
        Assert.Equal([id, id, id, entries[3].ActId, entries[3].ActId, entries[5].ActId], entries.Select(entry => entry.ActId));
        Assert.Equal(3, entries.Select(entry => entry.ActId).Distinct().Count());
        Assert.Equal(new long[] { 3, 2, 1 }, await SequencesAsync(new() { ActId = id }));
        Assert.Equal(new long[] { 4 }, await SequencesAsync(new() { ActId = entries[3].ActId, ActionPrefix = "content.save" }));
        Assert.Empty(await SequencesAsync(new() { ActId = "" }));

        Task AppendAsync(params string[] actions) => Storage.Store.WriteAsync(async work =>
        {
            foreach (var action in actions)
            {
                await work.Audit.AppendAsync(Draft(action, null), Token);
            }
        });
    }

    [Fact]
    public async Task An_entry_is_neither_changed_nor_deleted_past_the_program()
    {
        await Storage.Store.WriteAsync(work => work.Audit.AppendAsync(Draft("content.save", "gut"), Token));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Storage.ExecuteAsync("UPDATE \"AuditEntries\" SET \"ActorName\" = 'x'"));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Storage.ExecuteAsync("DELETE FROM \"AuditEntries\""));
    }

    private static AuditDraft Draft(string action, string? item) => new(Monday, Editor, action) { ContentItemId = item is null ? null : Id(item), Details = new JsonObject { ["ä"] = 1 } };

    private Task<List<AuditEntry>> AllAsync() => Storage.Store.ReadAsync(work => work.Audit.ReadAsync(AuditQuery.All, Token).ToListAsync());

    private async Task<long[]> SequencesAsync(AuditQuery query) => [.. (await Storage.Store.ReadAsync(work => work.Audit.ListAsync(query, Token))).Entries.Select(entry => entry.Sequence)];
}
