using System.Collections.Immutable;

namespace GutCms.Core.Media;

/// <summary>In which ratios a site has pictures cropped. Only its operator adds any, so that nobody can have a picture cropped in all ways that there are by asking.</summary>
/// <param name="Present">Those that documents name, in their order.</param>
/// <param name="Former">Those that documents named earlier. What was delivered goes on being served in them.</param>
public sealed record CropRatios(ImmutableArray<CropRatio> Present, ImmutableArray<CropRatio> Former)
{
    /// <summary>So many can be present at most.</summary>
    public const int Most = 8;

    /// <summary>Those of a site that does not say.</summary>
    public static CropRatios Usual { get; } = new([new(16, 9), new(4, 3), new(1, 1)], []);

    /// <summary>Names of those that are present, as a configuration has them: <c>16x9, 4x3, 1x1</c>.</summary>
    public string Names => string.Join(", ", Present.Select(ratio => ratio.Name));

    /// <summary>The ratios that a text names, separated by commas; none: it is empty.</summary>
    /// <returns>Null: one of them is none, or crops as another does, or there are too many.</returns>
    public static IReadOnlyList<CropRatio>? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var named = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(CropRatio.Find).ToList();
        List<CropRatio> ratios = [.. named.OfType<CropRatio>()];
        return ratios.Count == named.Count && ratios.Count <= Most && !ratios.Index().Any(ratio => ratios.Take(ratio.Index).Any(ratio.Item.CropsAs)) ? ratios : null;
    }

    /// <summary>Whether pictures are cropped in a ratio for whoever asks.</summary>
    public bool Knows(CropRatio ratio) => Present.Contains(ratio) || Former.Contains(ratio);

    /// <summary>Others are present from now on.</summary>
    public CropRatios Becoming(IReadOnlyList<CropRatio> wanted) => new([.. wanted], [.. Present.Concat(Former).Except(wanted)]);
}
