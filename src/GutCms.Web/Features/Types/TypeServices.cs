namespace GutCms.Web.Features.Types;

/// <summary>Registers what shows and changes content types.</summary>
internal static class TypeServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsTypes(this IServiceCollection services) => services.AddSingleton<ReadTypes>().AddSingleton<ChangeType>();
}
