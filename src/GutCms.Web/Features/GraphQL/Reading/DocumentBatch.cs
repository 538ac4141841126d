using System.Collections.Concurrent;
using GraphQL.DataLoader;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.GraphQL.Reading;

/// <summary>
/// Gathers the ids of documents that a request asks for at one depth, wherever they are asked for, and reads all of them at once. What was read is kept for the request.
/// </summary>
/// <param name="reader">Delivered documents.</param>
/// <param name="find">What the request has read already.</param>
/// <param name="read">Reads a document; null: its type is in no schema yet.</param>
internal sealed class DocumentBatch(IDeliveryReader reader, Func<string, ItemNode?> find, Func<DeliveredDocument, ItemNode?> read)
{
    private const int MostAtOnce = 100;

    private readonly ConcurrentDictionary<string, ItemNode?> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private Task _reading = Task.CompletedTask;

    /// <summary>The items of these ids that are delivered, in this order, when everything of this depth has been asked for.</summary>
    public IDataLoaderResult<IReadOnlyList<ItemNode>> Load(IReadOnlyList<string> ids)
    {
        lock (_asked)
        {
            _asked.UnionWith(ids);
        }

        return new Answer(this, ids);
    }

    private async Task<IReadOnlyList<ItemNode>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        Task reading;
        lock (_asked)
        {
            // The first of those who wait reads for all of them.
            if (_asked.Count > 0)
            {
                _reading = ReadAfterAsync(_reading, [.. _asked], cancellationToken);
                _asked.Clear();
            }

            reading = _reading;
        }

        await reading;
        return [.. ids.Select(id => _known.GetValueOrDefault(id)).OfType<ItemNode>()];
    }

    private async Task ReadAfterAsync(Task before, string[] asked, CancellationToken cancellationToken)
    {
        await before;
        foreach (var some in asked.Where(id => !_known.ContainsKey(id) && !(find(id) is { } node && _known.TryAdd(id, node))).Chunk(MostAtOnce))
        {
            foreach (var id in some)
            {
                _known[id] = null;
            }

            foreach (var document in await reader.FindAllAsync(some, cancellationToken))
            {
                _known[document.ContentItemId] = read(document);
            }
        }
    }

    private sealed class Answer(DocumentBatch batch, IReadOnlyList<string> ids) : IDataLoaderResult<IReadOnlyList<ItemNode>>
    {
        public Task<IReadOnlyList<ItemNode>> GetResultAsync(CancellationToken cancellationToken = default) => batch.ReadAsync(ids, cancellationToken);

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await batch.ReadAsync(ids, cancellationToken);
    }
}
