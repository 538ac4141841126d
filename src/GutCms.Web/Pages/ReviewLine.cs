using GutCms.Web.Pages.Delivered;
using GutCms.Web.Texts;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages;

/// <summary>Says in plain words how an article was reviewed. Claims nothing that the delivered record does not say.</summary>
internal sealed class ReviewLine(IStringLocalizer<PublicText> text)
{
    /// <summary>The sentence.</summary>
    public string Of(ArticleReview? review) => review switch
    {
        { Status: "imported" } => text["Review.Imported"],
        { LastReviewedUtc: { } last, Status: "reviewdue" or "reviewDue" } => text["Review.Due", Dates.Day(last)],
        { LastReviewedUtc: { } last, NextReviewUtc: { } next } => text["Review.DoneWithNext", Dates.Day(last), Dates.Day(next)],
        { LastReviewedUtc: { } last } => text["Review.Done", Dates.Day(last)],
        _ => text["Review.None"],
    };
}
