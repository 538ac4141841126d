using GutCms.Core.Content.Checking;
using GutCms.Core.Delivery;
using GutCms.Core.Recipes.Export;
using GutCms.Core.Recipes.Steps;
using GutCms.Core.Reviews.Reading;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GutCms.Web.Features.Recipes;

/// <summary>Registers what runs recipes.</summary>
internal static class RecipeServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsRecipes(this IServiceCollection services)
    {
        foreach (var handler in RecipeSteps.All)
        {
            services.AddSingleton(handler);
        }

        services.TryAddSingleton(ContentLimits.Default);
        services.AddSingleton<RecipeFiles>();
        services.AddScoped<RecipeRunners>();
        services.AddScoped<RunUploadedRecipe>();
        services.AddSingleton<RefusedRecipes>();
        services.AddSingleton<RecipeRunRecords>();
        services.AddSingleton<RecipeRuns>();
        services.AddHostedService(provider => provider.GetRequiredService<RecipeRuns>());
        services.AddSingleton<RecipeExporter>();
        services.AddSingleton<IDeliveredReviews, PublishedReviews>();
        services.AddSingleton<IDeliveryRefresh, DeliveryRefresh>();
        services.AddSingleton<UpdateDeliveryFormat>();
        services.AddHostedService<DeliveryFormatUpdate>();
        return services;
    }
}
