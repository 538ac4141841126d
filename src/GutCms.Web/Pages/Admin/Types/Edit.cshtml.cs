using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Features.Types;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Types;

/// <summary>A content type: its fields, another order of them, a further one. Both are tried first, on the page of a run.</summary>
[AdminPermission(Permissions.ViewContentTypes, Permissions.EditContentTypes)]
internal sealed class EditModel(ReadTypes types, ChangeType change, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>Name of the type.</summary>
    [BindProperty(SupportsGet = true)]
    public string Type { get; set; } = "";

    /// <summary>Technical name of the new field.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Its name for people.</summary>
    [BindProperty]
    public string? Label { get; set; }

    /// <summary>Its kind.</summary>
    [BindProperty]
    public string? Kind { get; set; }

    /// <summary>Words of a choice, one a line.</summary>
    [BindProperty]
    public string? Options { get; set; }

    /// <summary>What the editor says about it.</summary>
    [BindProperty]
    public string? Hint { get; set; }

    /// <summary>A text cannot be submitted without it.</summary>
    [BindProperty]
    public bool IsRequired { get; set; }

    /// <summary>The type.</summary>
    public TypeView Shown { get; private set; } = null!;

    /// <summary>The visitor may change it: definitions, and by recipes.</summary>
    public bool MayChange => Authorization.Allows(Actor, Permissions.EditContentTypes) && Authorization.Allows(Actor, Permissions.ManageRecipes);

    /// <summary>The kind of a field in words; its type where the admin has none for it.</summary>
    public static string KindOf(IStringLocalizer<DeskText> desk, TypeFieldView field) => field.Kind is { } kind ? desk["Types.Kind." + kind].Value : field.FieldName;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : NotFound();

    /// <summary>The type as a recipe.</summary>
    public async Task<IActionResult> OnGetRecipeAsync(CancellationToken cancellationToken) =>
        await types.ExportAsync(Actor, Type, cancellationToken) is { } recipe ? File(recipe, "application/json", $"type-{Type}.recipe.json") : NotFound();

    /// <summary>Tries a further field.</summary>
    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        return await ShowAsync(await change.AddAsync(Actor, Type, new(Name?.Trim() ?? "", Label?.Trim() ?? "", Kind ?? "", Hint?.Trim() ?? "", IsRequired, Options ?? ""), cancellationToken), cancellationToken);
    }

    /// <summary>Tries another order.</summary>
    public async Task<IActionResult> OnPostOrderAsync([FromForm] string[] names, [FromForm] int[] places, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || names.Length != places.Length || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            return BadRequest();
        }

        return await ShowAsync(await change.OrderAsync(Actor, Type, names.Zip(places).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal), cancellationToken), cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(Outcome<RecipeRun> begun, CancellationToken cancellationToken) =>
        begun.Succeeded ? LocalRedirect($"/admin/recipes/runs/{begun.Value.Id}") : await LoadAsync(cancellationToken) ? Refuse(begun.Refusal) : NotFound();

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Shown = (await types.FindAsync(Actor, Type, cancellationToken))!;
        return Shown is not null;
    }
}
