using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>The published articles of a series with the place of each, found without searching.</summary>
internal sealed class SeriesMembers(IReadOnlyList<SeriesMember> list)
{
    private readonly Dictionary<string, int> _index = list
        .Select((member, index) => (member.ContentItemId, index))
        .ToDictionary(pair => pair.ContentItemId, pair => pair.index, StringComparer.Ordinal);

    public IReadOnlyList<SeriesMember> List => list;

    /// <summary>Place of an article, or null when it is not among them.</summary>
    public SeriesPlace? PlaceOf(string articleId, SeriesCard series) => _index.TryGetValue(articleId, out var index)
        ? new SeriesPlace(series, index + 1, list.Count, At(index - 1), At(index + 1))
        : null;

    /// <summary>Ids of the articles before and after.</summary>
    public IEnumerable<string> NeighboursOf(string articleId) => _index.TryGetValue(articleId, out var index)
        ? new[] { At(index - 1), At(index + 1) }.OfType<SeriesMember>().Select(member => member.ContentItemId)
        : [];

    private SeriesMember? At(int index) => index >= 0 && index < list.Count ? list[index] : null;
}
