using GutCms.Core.Storage;
using GutCms.Web.Storage.Retention;
using Microsoft.AspNetCore.Mvc;

namespace GutCms.Web.Features.Audit;

/// <summary>Registers what verifies and exports the audit log.</summary>
internal static class AuditServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsAudit(this IServiceCollection services)
    {
        services.AddSingleton<IAddressBook, EfAddressBook>();
        services.AddSingleton<VerifyAuditLog>();
        services.AddSingleton<ExportAuditLog>();
        services.AddSingleton<RefusedChanges>();
        services.AddHostedService<WriteRefusalSums>();
        services.Configure<MvcOptions>(options => options.Filters.Add<ForgedFormsOnRecord>());
        return services;
    }
}
