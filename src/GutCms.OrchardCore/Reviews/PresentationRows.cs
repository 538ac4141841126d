using System.Globalization;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.UseCases;
using Microsoft.AspNetCore.Mvc.Localization;

namespace GutCms.OrchardCore.Reviews;

/// <summary>A member of a presentation as the page shows it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Now">What it says.</param>
/// <param name="Before">What the version said that is compared with; null when it says the same, or there is none.</param>
public sealed record PresentationRow(string Name, string Now, string? Before);

/// <summary>A presentation in words.</summary>
internal static class PresentationRows
{
    /// <summary>Address, series, position and Hot Articles, each with what it was before where it has changed.</summary>
    public static IReadOnlyList<PresentationRow> Of(GetReviewText.Result text, IViewLocalizer localizer)
    {
        return
        [
            Row(localizer["Address"], presentation => presentation.Path is null ? localizer["none"].Value : "/" + presentation.Path),
            Row(localizer["Series"], presentation => presentation.SeriesId is { } series ? Named(series) : localizer["none"].Value),
            Row(localizer["Place in the series"], presentation => presentation.SeriesPosition?.ToString(CultureInfo.InvariantCulture) ?? localizer["none"].Value),
            Row(localizer["Hot Articles"], presentation => presentation.HotArticles.IsEmpty ? localizer["none"].Value : string.Join(" · ", presentation.HotArticles.Select(Named))),
        ];

        PresentationRow Row(LocalizedHtmlString name, Func<Presentation, string> show)
        {
            var (now, before) = (show(text.Presentation), text.EarlierPresentation is null ? null : show(text.EarlierPresentation));
            return new(name.Value, now, before == now ? null : before);
        }

        string Named(string id) => text.LiveTitles.TryGetValue(id, out var title) ? title : string.Format(CultureInfo.CurrentCulture, localizer["{0} (not live: readers do not see it)"].Value, id);
    }
}
