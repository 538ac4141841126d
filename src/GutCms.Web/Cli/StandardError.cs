using GutCms.Core.Recipes;
using GutCms.Web.Features.Setup;

namespace GutCms.Web.Cli;

/// <summary>Tells whoever typed the command what takes a while, on standard error: in lines, or in bars where that is a terminal.</summary>
internal sealed class StandardError : ISetupAudience
{
    public void Say(string line) => Console.Error.WriteLine(line);

    public Task<RecipeReport> WatchAsync(Func<IProgress<RecipeProgress>?, Task<RecipeReport>> work) => RecipeProgressView.ShowAsync(visible: true, work);
}
