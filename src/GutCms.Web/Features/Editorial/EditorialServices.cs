using GutCms.Core.Editorial;
using GutCms.Core.Editorial.Replacing;
using GutCms.Core.Planning;
using GutCms.Core.Releases;
using GutCms.Core.Reports;
using GutCms.Core.Workloads;
using GutCms.Web.Features.Calendar;
using GutCms.Web.Storage.Editorial;
using GutCms.Web.Storage.Planning;
using GutCms.Web.Storage.Reports;

namespace GutCms.Web.Features.Editorial;

/// <summary>Registers what the admin's lists need.</summary>
internal static class EditorialServices
{
    /// <summary>Adds the use cases and their port.</summary>
    public static IServiceCollection AddGutCmsEditorial(this IServiceCollection services)
    {
        services.AddSingleton<IEditorialLists, EditorialLists>();
        services.AddSingleton<IDashboardQueries, DashboardQueries>();
        services.AddSingleton<IReportQueries, ReportQueries>();
        services.AddSingleton<IPlanQueries, PlanQueries>();
        services.AddScoped<GetPlan>();
        services.AddScoped<MovePlanned>();
        services.AddScoped<CalendarFeeds>();
        services.AddScoped<GetReleases>();
        services.AddScoped<SaveRelease>();
        services.AddScoped<PublishRelease>();
        services.AddScoped<RunDueReleases>();
        services.AddScoped<GetWorkload>();
        services.AddScoped<GetLoads>();
        services.AddScoped<ShareReviews>();
        services.AddScoped<TakeOverReview>();
        services.AddScoped<GetReports>();
        services.AddScoped<GetDashboard>();
        services.AddScoped<GetSeriesOrder>();
        services.AddScoped<ListEditorialContent>();
        services.AddScoped<ListContentTypes>();
        services.AddScoped<ListDisclaimers>();
        services.AddScoped<ListAssignable>();
        services.AddScoped<SavedFilters>();
        services.AddScoped<OpenEditor>();
        services.AddScoped<AddBlock>();
        services.AddSingleton<ITrash, TrashList>();
        services.AddScoped<ListTrash>();
        services.AddScoped<FindWords>();
        services.AddScoped<ReplaceWords>();
        services.AddScoped<RestoreDeleted>();
        services.AddScoped<EmptyTrash>();
        services.AddScoped<DuplicateContent>();
        services.AddScoped<FindPickable>();
        services.AddScoped<ShowDraft>();
        return services;
    }
}
