using GutCms.Core.Documents.UseCases;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.UseCases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GutCms.Api.Content;

/// <summary>Registers the use cases of content. The host registers <see cref="ReviewPorts"/> and <see cref="GutCms.Core.Storage.IContentLists"/>.</summary>
internal static class ContentServices
{
    private static readonly Type[] UseCases =
    [
        typeof(CompareVersions), typeof(DeleteContent), typeof(GetContent), typeof(ImportDrafts), typeof(ListContent), typeof(ListVersions), typeof(RestoreVersion), typeof(SaveAndPublish),
        typeof(SaveContent), typeof(UnderstandDocument),
    ];

    public static IServiceCollection AddContentApi(this IServiceCollection services)
    {
        foreach (var useCase in UseCases)
        {
            services.TryAddScoped(useCase);
        }

        return services;
    }
}
