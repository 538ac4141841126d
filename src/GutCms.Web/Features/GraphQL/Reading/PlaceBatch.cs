using System.Collections.Concurrent;
using System.Text.Json;
using GraphQL.DataLoader;
using GutCms.Core.Delivery;

namespace GutCms.Web.Features.GraphQL.Reading;

/// <summary>Gathers the articles of which a request asks for the place in their series at one depth, and reads all places at once.</summary>
/// <param name="reader">What is delivered.</param>
internal sealed class PlaceBatch(IDeliveryReader reader)
{
    private const int MostAtOnce = 100;

    private readonly ConcurrentDictionary<string, JsonElement?> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private Task _reading = Task.CompletedTask;

    /// <summary>The place of an article as it is delivered, when everything of this depth has been asked for; null: it is in no series that is live.</summary>
    public IDataLoaderResult Load(string contentItemId)
    {
        lock (_asked)
        {
            _asked.Add(contentItemId);
        }

        return new Answer(this, contentItemId);
    }

    private async Task<object?> ReadAsync(string contentItemId, CancellationToken cancellationToken)
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
        return _known.GetValueOrDefault(contentItemId);
    }

    private async Task ReadAfterAsync(Task before, string[] asked, CancellationToken cancellationToken)
    {
        await before;
        foreach (var some in asked.Where(id => !_known.ContainsKey(id)).Chunk(MostAtOnce))
        {
            var places = await reader.FindPlacesAsync(some, cancellationToken);
            foreach (var id in some)
            {
                _known[id] = places.TryGetValue(id, out var place) ? JsonDocument.Parse(place.ToJson()).RootElement : null;
            }
        }
    }

    private sealed class Answer(PlaceBatch batch, string contentItemId) : IDataLoaderResult
    {
        public Task<object?> GetResultAsync(CancellationToken cancellationToken = default) => batch.ReadAsync(contentItemId, cancellationToken);
    }
}
