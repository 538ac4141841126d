namespace GutCms.Web.Features.Retention;

/// <summary>Registers what lets go of what is kept for a time.</summary>
internal static class RetentionServices
{
    /// <summary>Adds the services and the job.</summary>
    public static IServiceCollection AddGutCmsRetention(this IServiceCollection services) => services.AddSingleton<ForgetInTime>().AddHostedService<RetentionJob>();
}
