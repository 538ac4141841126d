using System.Globalization;
using GutCms.Core.Content.Projecting;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>A member of a presentation as the desk shows it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Now">What it says, in order; never empty.</param>
/// <param name="Before">What the version said that is compared with; null when it says the same, or there is none.</param>
internal sealed record PresentationRow(string Name, IReadOnlyList<string> Now, IReadOnlyList<string>? Before);

/// <summary>A presentation in words.</summary>
internal static class PresentationRows
{
    /// <summary>Address, series, position and Hot Articles, each with what it was before where it has changed.</summary>
    public static IReadOnlyList<PresentationRow> Of(Presentation now, Presentation? before, IReadOnlyDictionary<string, string> liveTitles, IStringLocalizer desk)
    {
        return
        [
            Row("Presentation.Path", presentation => [presentation.Path is null ? desk["Presentation.NoPath"] : "/" + presentation.Path]),
            Row("Presentation.Series", presentation => [presentation.SeriesId is { } series ? Named(series) : desk["Presentation.NoSeries"]]),
            Row("Presentation.Position", presentation => [presentation.SeriesPosition?.ToString(CultureInfo.InvariantCulture) ?? desk["Presentation.NoPosition"]]),
            Row("Presentation.HotArticles", presentation => presentation.HotArticles.IsEmpty ? [desk["Presentation.NoHotArticles"]] : [.. presentation.HotArticles.Select(Named)]),
        ];

        PresentationRow Row(string name, Func<Presentation, IReadOnlyList<string>> show)
        {
            var (shown, earlier) = (show(now), before is null ? null : show(before));
            return new(desk[name], shown, earlier is null || earlier.SequenceEqual(shown) ? null : earlier);
        }

        string Named(string id) => liveTitles.TryGetValue(id, out var title) ? title : desk["Presentation.NotLive", id];
    }
}
