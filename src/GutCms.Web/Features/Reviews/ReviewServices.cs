using GutCms.Api;
using GutCms.Api.Settings;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Storage;
using GutCms.Web.Features.Events;
using GutCms.Web.Features.Jobs;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Storage.Editorial;
using GutCms.Web.Storage.Looks;

namespace GutCms.Web.Features.Reviews;

/// <summary>Registers what editorial work needs of this host. Who may decide, signatures and certificates come from identity and keys.</summary>
internal static class ReviewServices
{
    /// <summary>Adds the services, and the job that looks for what is due.</summary>
    public static IServiceCollection AddGutCmsReviews(this IServiceCollection services)
    {
        services.AddCheckedOptions<JobOptions>(JobOptions.Section);
        services.AddGutCmsEvents();
        services.AddSingleton<IContentLists, ContentLists>();
        services.AddDataProtection();
        services.AddSingleton<ILooks, EfLooks>();
        services.AddSingleton<IReviewKeeper, ReviewKeeper>();
        services.AddSingleton<ProposeChange>();
        services.AddGutCmsReviewPorts();
        services.AddHostedService<DueJobs>();
        return services;
    }
}
