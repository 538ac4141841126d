namespace GutCms.Web.Features.Roles;

/// <summary>Registers what changes roles.</summary>
internal static class RoleServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsRoles(this IServiceCollection services) => services.AddScoped<ChangeRole>().AddScoped<DeleteRole>();
}
