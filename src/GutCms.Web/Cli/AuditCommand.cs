using System.CommandLine;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms audit …</c>: the audit log.</summary>
internal static class AuditCommand
{
    /// <summary>Creates the command with its verbs.</summary>
    public static Command Create(Site site) => new("audit", "Verify and export the audit log.")
    {
        AuditVerifyCommand.Create(site),
        AuditExportCommand.Create(site),
    };
}
