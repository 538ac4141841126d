using System.CommandLine;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms content …</c>: what is done with content.</summary>
internal static class ContentCommand
{
    /// <summary>Creates the command with its verbs.</summary>
    public static Command Create(Site site) => new("content", "Bring documents.") { ContentImportCommand.Create(site) };
}
