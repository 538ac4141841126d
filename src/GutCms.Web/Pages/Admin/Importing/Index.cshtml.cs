using System.Text;
using GutCms.Core.Recipes;
using GutCms.Core.Security;
using GutCms.Web.Features.Recipes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Importing;

/// <summary>Checks and runs recipes that somebody uploads.</summary>
[AdminPermission(Permissions.ManageRecipes)]
[RequestFormLimits(ValueLengthLimit = RunUploadedRecipe.MaxBytes * 4)]
internal sealed class IndexModel(RunUploadedRecipe run, RecipeRuns runs, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>The report of a check; null before.</summary>
    public RecipeReport? Report { get; private set; }

    /// <summary>The last runs, newest first.</summary>
    public IReadOnlyList<RecipeRun> Recent { get; private set; } = [];

    /// <summary>The one that is going on; null: none.</summary>
    public RecipeRun? Running => Recent.FirstOrDefault(run => run.IsRunning);

    /// <summary>Name of the file that is in the form.</summary>
    [BindProperty]
    public string? FileName { get; set; }

    /// <summary>The recipe that is in the form, so that it need not be chosen again.</summary>
    [BindProperty]
    public string? Recipe { get; set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Recent = await runs.ListAsync(cancellationToken);
        return Page();
    }

    /// <summary>Checks a recipe, whose report is the answer, or begins to try or run it, which has a page of its own.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] RecipeRunMode mode, IFormFile? file, CancellationToken cancellationToken)
    {
        Recent = await runs.ListAsync(cancellationToken);

        // As they are: text that is not UTF-8 has to reach the check.
        byte[]? bytes = null;
        if (file is not null)
        {
            if (file.Length > RunUploadedRecipe.MaxBytes)
            {
                return Again("file", desk["Recipes.TooLarge"]);
            }

            using var uploaded = new MemoryStream();
            await file.CopyToAsync(uploaded, cancellationToken);
            bytes = uploaded.ToArray();
            Recipe = Encoding.UTF8.GetString(bytes);
            FileName = Path.GetFileName(file.FileName);
        }

        if (string.IsNullOrWhiteSpace(Recipe))
        {
            return Again("file", desk["Recipes.Missing"]);
        }

        var name = string.IsNullOrWhiteSpace(FileName) ? "recipe.json" : FileName;
        bytes ??= Encoding.UTF8.GetBytes(Recipe);
        if (mode != RecipeRunMode.Check)
        {
            var begun = await runs.BeginAsync(Actor, name, bytes, mode);
            return begun.Succeeded ? LocalRedirect($"/admin/recipes/runs/{begun.Value.Id}") : Refuse(begun.Refusal);
        }

        var outcome = await run.ExecuteAsync(Actor, name, bytes, mode, progress: null, cancellationToken);
        if (!outcome.Succeeded)
        {
            return Refuse(outcome.Refusal);
        }

        ModelState.Clear();
        Report = outcome.Value;
        return Page();
    }
}
