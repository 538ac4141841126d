using System.Globalization;
using GutCms.Web.Pages.Delivered;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages;

/// <summary>Says in plain words how an article was reviewed. Claims nothing that the delivered record does not say.</summary>
internal sealed class ReviewLine(IStringLocalizer<PublicText> text)
{
    // The language of the texts around it, whatever the machine is set to.
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>The sentence.</summary>
    public string Of(ArticleReview? review) => review switch
    {
        { Status: "imported" } => text["Review.Imported"],
        { LastReviewedUtc: { } last, Status: "reviewdue" or "reviewDue" } => text["Review.Due", Day(last)],
        { LastReviewedUtc: { } last, NextReviewUtc: { } next } => text["Review.DoneWithNext", Day(last), Day(next)],
        { LastReviewedUtc: { } last } => text["Review.Done", Day(last)],
        _ => text["Review.None"],
    };

    private static string Day(DateTime instant) => instant.ToString("d MMMM yyyy", English);
}
