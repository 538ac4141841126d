namespace GutCms.Core.Storage;

/// <summary>The delivered articles of a series, as far as they are shown at once.</summary>
/// <param name="Count">Number of all of them.</param>
/// <param name="First">The first ones, in their order.</param>
public sealed record SeriesArticles(int Count, IReadOnlyList<SeriesMember> First)
{
    /// <summary>There are none.</summary>
    public static SeriesArticles None { get; } = new(0, []);
}
