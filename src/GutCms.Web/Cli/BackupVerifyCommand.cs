using System.CommandLine;
using GutCms.Core.Security;
using GutCms.Core.Verification;
using GutCms.Web.Features.Backups;
using GutCms.Web.Storage.Backup;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms backup verify</c>: compares every part of a backup with its manifest, restores it apart and compares that site as <c>gutcms verify</c> does.</summary>
internal static class BackupVerifyCommand
{
    private static readonly Argument<FileInfo> File = BackupCommand.FileArgument();
    private static readonly Option<bool> AsJson = new("--json") { Description = "Write the result as JSON." };

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("verify", "Verify a backup: its parts, and the site that comes of it, in a place of its own.") { File, AsJson };
        command.SetAction((parsed, cancellation) => RunAsync(site, parsed.GetRequiredValue(File), parsed.GetValue(AsJson), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Site site, FileInfo file, bool asJson, CancellationToken cancellation)
    {
        await using var backup = await BackupReader.OpenAsync(file.FullName, cancellation);
        await backup.CheckAsync(cancellation);
        if (!asJson)
        {
            await Console.Out.WriteLineAsync($"{backup.Manifest.Parts.Count} parts are as they were written: {BackupCommand.Describe(backup.Manifest)}.");
        }

        await using var restored = await RestoredSite.OpenAsync(site, backup, cancellation);
        await foreach (var fault in PicturesOfBackup.FindFaultsAsync(restored.Services, backup.Manifest, cancellation))
        {
            await Console.Error.WriteLineAsync($"warning: {fault}");
        }

        var result = (await restored.Services.GetRequiredService<VerifySite>().ExecuteAsync(Actor.System, cancellation)).Value!;
        return await VerificationView.WriteAsync(result, asJson);
    }
}
