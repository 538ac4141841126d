using GutCms.Core.Recipes;
using GutCms.Web.Features.Recipes;

namespace GutCms.Web.Pages.Admin.Importing;

/// <summary>A report to show.</summary>
/// <param name="Mode">What it reports on.</param>
/// <param name="Report">The report.</param>
internal sealed record ShownReport(RecipeRunMode Mode, RecipeReport Report);
