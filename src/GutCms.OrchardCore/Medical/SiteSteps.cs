using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;

namespace GutCms.OrchardCore.Medical;

/// <summary>Has the site's own handlers carry out a recipe step, with whatever they check.</summary>
internal static class SiteSteps
{
    /// <summary>Carries it out as a part of the scope.</summary>
    /// <returns>The faults that handlers found; empty: it was done.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(IServiceProvider scope, JsonObject step)
    {
        var context = new RecipeExecutionContext { Name = (string?)step["name"], Step = (JsonObject)step.DeepClone() };
        foreach (var handler in scope.GetServices<IRecipeStepHandler>())
        {
            await handler.ExecuteAsync(context);
        }

        return [.. context.Errors];
    }
}
