using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace GutCms.Core.Recipes.Items;

/// <summary>Reads streamed items in batches and prepares each batch on all cores, one batch ahead of whoever consumes them.</summary>
internal static class ItemBatches
{
    private const int BatchSize = 500;

    /// <param name="items">The elements; enumerated by one thread at a time.</param>
    /// <param name="prepare">Called for several elements at once; must not touch what they share, except to read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async IAsyncEnumerable<IReadOnlyList<T>> PrepareAsync<T>(
        IEnumerable<(int Index, JsonNode? Value)> items,
        Func<int, JsonNode?, T> prepare,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var source = items.Chunk(BatchSize).GetEnumerator();
        var next = Task.Run(Next, cancellationToken);
        try
        {
            while (await next is { } batch)
            {
                next = Task.Run(Next, cancellationToken);
                yield return batch;
            }
        }
        finally
        {
            // The source is in use until the batch ahead is done, also when the consumer gives up.
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        T[]? Next()
        {
            if (!source.MoveNext())
            {
                return null;
            }

            var chunk = source.Current;
            var prepared = new T[chunk.Length];
            Parallel.For(0, chunk.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => prepared[i] = prepare(chunk[i].Index, chunk[i].Value));
            return prepared;
        }
    }
}
