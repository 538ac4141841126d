using System.CommandLine;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms dossier …</c>: dossiers that were given out.</summary>
internal static class DossierCommand
{
    /// <summary>Creates the command with its verbs.</summary>
    public static Command Create() => new("dossier", "Verify dossiers.")
    {
        DossierVerifyCommand.Create(),
    };
}
