using GutCms.Core.Dossiers;

namespace GutCms.Web.Features.Dossiers;

/// <summary>Registers what makes dossiers.</summary>
internal static class DossierServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsDossiers(this IServiceCollection services)
    {
        services.AddScoped<MakeDossier>();
        services.AddScoped<ExportDossier>();
        return services;
    }
}
