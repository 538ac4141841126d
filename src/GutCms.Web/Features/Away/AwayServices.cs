namespace GutCms.Web.Features.Away;

/// <summary>Registers what is said about people who are away.</summary>
internal static class AwayServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsAway(this IServiceCollection services) => services.AddSingleton<OwnTimeAway>().AddSingleton<ReadTimesAway>();
}
