using System.Collections.Concurrent;
using GraphQL.DataLoader;

namespace GutCms.Web.Features.GraphQL.Reading;

/// <summary>
/// Gathers what a request asks for by id at one depth, wherever it is asked for, and reads all of it at once. What was read is kept for the request.
/// </summary>
/// <typeparam name="T">What is read.</typeparam>
/// <param name="read">Reads what there is of at most <see cref="MostAtOnce"/> ids.</param>
internal sealed class Batch<T>(Func<string[], CancellationToken, Task<IEnumerable<KeyValuePair<string, T>>>> read)
{
    private const int MostAtOnce = 100;

    private readonly ConcurrentDictionary<string, T> _found = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private Task _reading = Task.CompletedTask;

    /// <summary>What there is of these ids, in this order, when everything of this depth has been asked for.</summary>
    public IDataLoaderResult<IReadOnlyList<T>> Load(IReadOnlyList<string> ids)
    {
        lock (_asked)
        {
            _asked.UnionWith(ids);
        }

        return new Answer(this, ids);
    }

    private async Task<IReadOnlyList<T>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        Task reading;
        lock (_asked)
        {
            // The first of those who wait reads for all of them.
            if (_asked.Count > 0)
            {
                _reading = ReadAfterAsync(_reading, [.. _asked.Where(_read.Add)], cancellationToken);
                _asked.Clear();
            }

            reading = _reading;
        }

        await reading;
        List<T> found = [];
        foreach (var id in ids)
        {
            if (_found.TryGetValue(id, out var one))
            {
                found.Add(one);
            }
        }

        return found;
    }

    private async Task ReadAfterAsync(Task before, string[] asked, CancellationToken cancellationToken)
    {
        await before;
        foreach (var some in asked.Chunk(MostAtOnce))
        {
            foreach (var (id, one) in await read(some, cancellationToken))
            {
                _found[id] = one;
            }
        }
    }

    private sealed class Answer(Batch<T> batch, IReadOnlyList<string> ids) : IDataLoaderResult<IReadOnlyList<T>>
    {
        public Task<IReadOnlyList<T>> GetResultAsync(CancellationToken cancellationToken = default) => batch.ReadAsync(ids, cancellationToken);

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await batch.ReadAsync(ids, cancellationToken);
    }
}
