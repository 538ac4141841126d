using System.Globalization;
using GutCms.Web.Features.Times;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GutCms.Web.Pages.Admin;

/// <summary>
/// <c>&lt;time utc="…" show="date" /&gt;</c>: an instant in UTC, with UTC as its title. Scripts turn the text into the reader's time. <c>show="day"</c>: a day that was chosen as one, the
/// same day for readers everywhere. <c>show="zoned"</c>: with the zone, in the reader's own where the browser has named it.
/// </summary>
[HtmlTargetElement("time", Attributes = "utc", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimeTagHelper : TagHelper
{
    /// <summary>The instant, UTC; null writes a dash.</summary>
    public DateTime? Utc { get; set; }

    /// <summary>The request, for the reader's zone.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public required ViewContext ViewContext { get; set; }

    /// <summary><c>day</c>, <c>date</c>, <c>datetime</c> or <c>zoned</c>.</summary>
    public string Show { get; set; } = "datetime";

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Utc is not { } utc)
        {
            output.TagName = "span";
            output.Content.SetContent("–");
            return;
        }

        var isDay = Show == "day";
        output.Attributes.SetAttribute("datetime", utc.ToString(isDay ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("data-show", Show);
        if (!isDay)
        {
            output.Attributes.SetAttribute("title", Dates.Instant(utc));
        }

        output.Content.SetContent(Show == "zoned" ? Dates.Zoned(utc, Zones.Shown(ViewContext.HttpContext)) : Show == "datetime" ? Dates.Instant(utc) : Dates.ShortDay(utc));
    }
}
