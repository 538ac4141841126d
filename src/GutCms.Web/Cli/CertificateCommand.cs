using System.CommandLine;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms certificate …</c>: review certificates.</summary>
internal static class CertificateCommand
{
    /// <summary>Creates the command with its verbs.</summary>
    public static Command Create() => new("certificate", "Verify review certificates.")
    {
        CertificateVerifyCommand.Create(),
    };
}
