using GutCms.Core.Recipes;

namespace GutCms.Web.Features.Setup;

/// <summary>Whoever waits while a site is prepared.</summary>
internal interface ISetupAudience
{
    /// <summary>Says what begins now.</summary>
    /// <param name="line">One line.</param>
    void Say(string line);

    /// <summary>Does the work and shows its progress.</summary>
    Task<RecipeReport> WatchAsync(Func<IProgress<RecipeProgress>?, Task<RecipeReport>> work);
}
