using GutCms.Core.Previews.Sites;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Due;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Withdrawals;
using GutCms.Core.Translating;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GutCms.Api.Review;

/// <summary>Registers the use cases of review. The host registers <see cref="ReviewPorts"/>.</summary>
internal static class ReviewServices
{
    private static readonly Type[] UseCases =
    [
        typeof(AddComment), typeof(AnswerSuggestions), typeof(AssignReview), typeof(BeginTranslation), typeof(ConfirmTranslation), typeof(GetTranslations), typeof(ChangeDrugNames), typeof(FindTitles), typeof(GetDisclaimerImpact), typeof(GetReview), typeof(GetReviewText), typeof(GetStatusList),
        typeof(CorrectWithdrawal), typeof(KeepAddress), typeof(ListAddresses), typeof(ListAuditEntries), typeof(ListOpenReviews), typeof(ListReviewPolicies), typeof(MarkReviewsDue), typeof(OrderSeries), typeof(PullTrigger),
        typeof(CreateSitePreview), typeof(ListSitePreviews), typeof(ReadDesk), typeof(ReadPreviewed), typeof(ReadPreviewedLists), typeof(ReadPreviewedPlace), typeof(ReleaseAddress), typeof(RevokeSitePreview), typeof(ReopenComment), typeof(ResolveComment), typeof(RunDuePublications), typeof(RunDueTakeDowns), typeof(SaveReviewPolicy),
    ];

    public static IServiceCollection AddReview(this IServiceCollection services)
    {
        foreach (var useCase in UseCases)
        {
            services.TryAddScoped(useCase);
        }

        return services;
    }
}
