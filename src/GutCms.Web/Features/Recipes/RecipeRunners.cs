using GutCms.Core.Content.Checking;
using GutCms.Core.Delivery;
using GutCms.Core.Recipes;
using GutCms.Core.Recipes.Running;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.Recipes;

/// <summary>Makes the runner for a file: its <c>Recipes</c> steps may name what lies beside it.</summary>
internal sealed class RecipeRunners(
    RecipeFiles files, IContentStore store, IEnumerable<IRecipeStepHandler> handlers, IDeliveryRefresh refresh, TimeProvider time, IReviewKeeper keeper, IReviewerDirectory reviewers, ContentLimits limits)
{
    /// <summary>The runner.</summary>
    public RecipeRunner For(FileRecipeSource source) => new(store, handlers, files.CatalogFor(source), refresh, time) { Keeper = keeper, Reviewers = reviewers, Limits = limits };
}
