using System.Collections.Frozen;
using System.Text.Json.Nodes;
using GutCms.Core.Recipes.Reading;
using GutCms.Core.Recipes.Scripts;
using GutCms.Core.Recipes.Steps;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Running;

/// <summary>Reads a recipe and, where a <c>Recipes</c> step stands, those that it names.</summary>
/// <param name="handlers">Who carries out which step.</param>
/// <param name="catalog">The recipes that can be named.</param>
/// <param name="parameters">Parameters of the run.</param>
/// <param name="faults">Collects what is wrong.</param>
internal sealed class RecipePlanner(
    FrozenDictionary<string, IRecipeStepHandler> handlers,
    IRecipeCatalog catalog,
    IReadOnlyDictionary<string, string> parameters,
    FaultList faults)
{
    private readonly string _seed = Guid.NewGuid().ToString("N");
    private readonly List<PlannedRecipe> _recipes = [];
    private readonly List<PlannedStep> _steps = [];
    private readonly Stack<string> _open = new();
    private readonly HashSet<string> _planned = new(StringComparer.Ordinal);

    public RecipePlan Plan(IRecipeSource source)
    {
        Add(source);
        return new(_recipes, _steps);
    }

    private void Add(IRecipeSource source)
    {
        var file = RecipeFile.Read(source, faults);
        var header = file.Outline?.Header ?? [];
        var name = RecipeHeader.Name(header) ?? RecipeHeader.NameOf(source.FileName);
        var recipe = new PlannedRecipe(name, file, RecipeHeader.AbsentItems(header).ToHashSet(StringComparer.Ordinal));
        _recipes.Add(recipe);
        if (file.Outline is null)
        {
            return;
        }

        RecipeHeader.Check(header, (path, sentence) => faults.Add(new(source.FileName, null, path, sentence)));
        var scripts = new RecipeScripts(file.Outline.Variables, parameters, _seed + source.FileName);
        scripts.CheckVariables((path, sentence) => faults.Add(new(source.FileName, null, path, sentence)));
        _planned.Add(name);
        _open.Push(name);
        foreach (var outline in file.Outline.Steps)
        {
            var step = Resolve(recipe, outline, RecipeHeader.IsLiteral(header) ? null : scripts);
            _steps.Add(new(recipe, step, handlers.GetValueOrDefault(outline.Name), outline.Items?.Count ?? 0, outline.Items is not null));
            if (string.Equals(outline.Name, RecipesStep.StepName, StringComparison.OrdinalIgnoreCase))
            {
                AddNamed(source.FileName, step);
            }
        }

        _open.Pop();
    }

    private void AddNamed(string file, RecipeStep step)
    {
        foreach (var (name, below) in RecipesStep.NamesIn(step))
        {
            var path = $"$.steps[{step.Index}]{below}";
            if (_open.Contains(name))
            {
                faults.Add(new(file, step.Index, path, Sentence.Of("Recipe.NamesItself", name, string.Join(" → ", _open.Reverse().Append(name)))));
            }
            else if (_planned.Add(name))
            {
                if (catalog.Find(name) is { } found)
                {
                    Add(found);
                }
                else
                {
                    faults.Add(new(file, step.Index, path, Sentence.Of("Recipe.NoSuchRecipe", name, Suggestion.For(name, catalog.Names))));
                }
            }
        }
    }

    private RecipeStep Resolve(PlannedRecipe recipe, StepOutline outline, RecipeScripts? scripts)
    {
        var path = $"$.steps[{outline.Index}]";
        scripts?.Resolve(outline.Properties, path, Fault);
        return new(outline.Index, outline.Name, outline.Properties, outline.Items is { } items ? () => Read(items) : () => [])
        {
            ItemsName = outline.Items?.Name ?? "Data",
        };

        void Fault(string at, Sentence sentence) => faults.Add(new(recipe.File.Source.FileName, outline.Index, at, sentence));

        IEnumerable<(int Index, JsonNode? Value)> Read(ItemsOutline items)
        {
            var itemsPath = RecipeJson.Member(path, items.Name);
            foreach (var (index, value, mayHoldExpressions) in recipe.File.ReadItems(items, itemsPath, Fault))
            {
                yield return (index, mayHoldExpressions && scripts is not null ? scripts.Resolve(value, $"{itemsPath}[{index}]", Fault) : value);
            }
        }
    }
}
