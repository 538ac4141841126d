using System.Text.Json.Nodes;
using GutCms.Core.Reviews;
using GutCms.Web.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Reviews;

/// <summary>Tells the events that wait in the outbox, in the order of their commits, and notes each that everybody was told.</summary>
internal sealed class Outbox(Database database, IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    private const int Batch = 100;

    private readonly SemaphoreSlim _alone = new(1, 1);

    /// <summary>Tells everything that waits.</summary>
    /// <returns>How many events were told.</returns>
    /// <remarks>The exception of a handler is passed on: its event and those after it wait for the next call. One call of this process at a time; another process may tell the same event.</remarks>
    public async Task<int> TellAsync(CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        try
        {
            return await TellAloneAsync(cancellationToken);
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _alone.Dispose();

    private async Task<int> TellAloneAsync(CancellationToken cancellationToken)
    {
        var told = 0;
        List<Waiting> waiting;
        do
        {
            waiting = await ReadAsync(cancellationToken);
            foreach (var (sequence, message) in waiting)
            {
                await HandAsync(message, cancellationToken);
                await MarkAsync(sequence, cancellationToken);
                told++;
            }
        }
        while (waiting.Count == Batch);
        return told;
    }

    /// <summary>Past EF, whose model takes a while to build: a site that starts and has nothing to tell does not wait for it.</summary>
    private async Task<List<Waiting>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        return await session.QueryAsync(
            "SELECT \"Sequence\", \"MessageId\", \"Event\", \"OccurredUtc\", \"ActorId\", \"ActorName\", \"ContentItemId\", \"ContentType\", \"VersionId\", \"Data\" "
            + $"FROM \"Outbox\" WHERE \"ToldUtc\" IS NULL ORDER BY \"Sequence\" LIMIT {Batch}",
            reader => new Waiting(reader.GetInt64(0), new OutboxMessage(
                reader.GetString(1),
                reader.GetString(2),
                new DateTime(reader.GetInt64(3), DateTimeKind.Utc),
                reader.GetString(4),
                reader.GetString(5),
                reader.GetString(6),
                reader.GetString(7),
                reader.IsDBNull(8) ? null : reader.GetString(8),
                JsonNode.Parse(reader.GetString(9))!.AsObject())),
            cancellationToken);
    }

    private async Task HandAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var handler in scope.ServiceProvider.GetServices<IReviewEventHandler>())
        {
            await handler.HandleAsync(message, cancellationToken);
        }
    }

    private async Task MarkAsync(long sequence, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var context = database.CreateContext();
        await database.BeginWriteAsync(context, cancellationToken);
        await context.Outbox.Where(waiting => waiting.Sequence == sequence).ExecuteUpdateAsync(set => set.SetProperty(waiting => waiting.ToldUtc, now), cancellationToken);
        await context.Database.CommitTransactionAsync(cancellationToken);
    }

    private sealed record Waiting(long Sequence, OutboxMessage Message);
}
