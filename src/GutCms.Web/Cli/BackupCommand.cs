using System.CommandLine;
using GutCms.Web.Features.Backups;
using GutCms.Web.Storage.Backup;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms backup …</c>: the whole site as one file.</summary>
internal static class BackupCommand
{
    /// <summary>Creates the command with its verbs.</summary>
    public static Command Create(Site site) => new("backup", "Make, verify and restore backups of the whole site.")
    {
        BackupCreateCommand.Create(site),
        BackupVerifyCommand.Create(site),
        BackupRestoreCommand.Create(site),
    };

    /// <summary>The argument that names a backup.</summary>
    public static Argument<FileInfo> FileArgument() => new("file") { Description = "The backup." };

    /// <summary>What a backup is of, in one phrase.</summary>
    public static string Describe(BackupManifest manifest)
    {
        var (checkpoints, pictures, look) = (CountUnder(SiteFiles.Checkpoints), CountUnder(SiteFiles.Media), CountUnder(SiteFiles.Look));
        return FormattableString.Invariant($"a site on {manifest.Database.Kind} as it was at {manifest.TakenUtc:yyyy-MM-dd'T'HH:mm:ss'Z'}: {manifest.Database.LastEntry} entries of the log, {checkpoints} checkpoints, {pictures} pictures of the library, {look} of its look");

        int CountUnder(string folder) => manifest.Parts.Count(part => part.Name.StartsWith(folder, StringComparison.Ordinal));
    }
}
