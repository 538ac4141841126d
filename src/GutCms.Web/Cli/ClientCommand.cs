using System.CommandLine;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms client …</c>: programs that use the API.</summary>
internal static class ClientCommand
{
    /// <summary>Creates the command with its verbs.</summary>
    public static Command Create(Site site) => new("client", "Add, list and revoke API clients.")
    {
        ClientAddCommand.Create(site),
        ClientListCommand.Create(site),
        ClientRevokeCommand.Create(site),
    };
}
