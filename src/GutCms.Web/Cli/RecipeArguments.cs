using System.CommandLine;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Recipes;

namespace GutCms.Web.Cli;

/// <summary>Arguments and options that <c>recipe run</c> and <c>recipe check</c> share.</summary>
internal sealed class RecipeArguments
{
    /// <summary>Path or name of the recipe.</summary>
    public Argument<string> Recipe { get; } = new("recipe")
    {
        Description = "Path of a recipe file, or the name of one of the site's recipes.",
        HelpName = "file or name",
    };

    /// <summary>Unknown steps are passed over.</summary>
    public Option<bool> IgnoreUnknownSteps { get; } = new("--ignore-unknown-steps")
    {
        Description = "Pass over steps that mean nothing to this host (Themes, Layers ...) instead of refusing the recipe.",
    };

    /// <summary>Values for <c>[js: parameters('key')]</c>.</summary>
    public Option<string[]> Parameters { get; } = new("--parameter", "-p")
    {
        Description = "A value for [js: parameters('key')] in the recipe; may be repeated.",
        HelpName = "key=value",
        DefaultValueFactory = _ => [],
    };

    /// <summary>The report as JSON.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Write the report as one JSON object to standard output; no progress." };

    /// <summary>What would be left out of a text is a fault.</summary>
    public Option<bool> Strict { get; } = new("--strict") { Description = "Refuse the recipe when anything would be left out of a text, instead of warning of it." };

    /// <summary>Adds all of them.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(Recipe);
        command.Options.Add(IgnoreUnknownSteps);
        command.Options.Add(Parameters);
        command.Options.Add(Strict);
        command.Options.Add(Json);
        command.Validators.Add(result =>
        {
            foreach (var parameter in (result.GetValue(Parameters) ?? []).Where(parameter => parameter.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"--parameter '{parameter}' is not of the form key=value.");
            }
        });
    }

    /// <summary>The recipe that was named.</summary>
    /// <exception cref="CommandFailedException">There is none.</exception>
    public FileRecipeSource Source(RecipeFiles files, ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(Recipe);
        return files.Find(name) ?? throw new CommandFailedException(
            $"There is no file and no recipe named '{name}'. Recipes here: {string.Join(", ", files.Catalog.Names.Order(StringComparer.Ordinal))}.");
    }

    /// <summary>The parameters by key; of a key given twice the last value counts.</summary>
    public Dictionary<string, string> ReadParameters(ParseResult parsed)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in parsed.GetValue(Parameters) ?? [])
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            parameters[parameter[..equals]] = parameter[(equals + 1)..];
        }

        return parameters;
    }
}
