using System.CommandLine;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms recipe …</c>: what is done with recipe files.</summary>
internal static class RecipeCommand
{
    /// <summary>Creates the command with its verbs.</summary>
    public static Command Create(Site site) => new("recipe", "Run, check or export recipes.")
    {
        RecipeRunCommand.Create(site),
        RecipeCheckCommand.Create(site),
        RecipeExportCommand.Create(site),
    };
}
