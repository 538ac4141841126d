using GutCms.Core.WorkingCopies;
using GutCms.Web.Storage.WorkingCopies;

namespace GutCms.Web.Features.WorkingCopies;

/// <summary>Registers working copies.</summary>
internal static class WorkingCopyServices
{
    /// <summary>Adds the use cases and their port.</summary>
    public static IServiceCollection AddGutCmsWorkingCopies(this IServiceCollection services)
    {
        services.AddSingleton<IWorkingCopies, EfWorkingCopies>();
        services.AddScoped<KeepWorkingCopy>();
        services.AddScoped<FindWorkingCopies>();
        services.AddScoped<DropWorkingCopy>();
        return services;
    }
}
