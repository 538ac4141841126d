using GutCms.Core.Security;
using GutCms.Web.Features.Recipes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Importing;

/// <summary>How far a run of an uploaded recipe is, and then what it came to.</summary>
[AdminPermission(Permissions.ManageRecipes)]
internal sealed class RunModel(RecipeRuns runs, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    // Tells htmx to ask no more; it takes what comes with it.
    private const int StopAsking = 286;

    /// <summary>The run.</summary>
    public RecipeRun Run { get; private set; } = null!;

    /// <summary>Shows it as it stands.</summary>
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } run)
        {
            return Done(desk["Recipes.Gone"], "/admin/recipes");
        }

        Run = run;
        if (!run.IsRunning && Request.Headers.ContainsKey("HX-Request"))
        {
            Response.StatusCode = StopAsking;
        }

        return Page();
    }

    /// <summary>After a dry run: runs the same recipe.</summary>
    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
    {
        var begun = await runs.BeginAgainAsync(Actor, id, cancellationToken);
        if (begun.Succeeded)
        {
            return LocalRedirect($"/admin/recipes/runs/{begun.Value.Id}");
        }

        if (await runs.FindAsync(id, cancellationToken) is not { } run)
        {
            return Done(desk["Recipes.Gone"], "/admin/recipes");
        }

        Run = run;
        return Refuse(begun.Refusal);
    }
}
