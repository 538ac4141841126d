using System.CommandLine;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Backups;
using GutCms.Web.Storage.Backup;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms backup restore</c>: puts the site of a backup into the configured place.</summary>
internal static class BackupRestoreCommand
{
    private static readonly Argument<FileInfo> File = BackupCommand.FileArgument();
    private static readonly Option<bool> Replace = new("--replace") { Description = "It takes the place of the site that is there, which has to be stopped." };

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("restore", "Restore the site from a backup: all of it, or nothing is changed.") { File, Replace };
        command.SetAction((parsed, cancellation) => RunAsync(site, parsed.GetRequiredValue(File), parsed.GetValue(Replace), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Site site, FileInfo file, bool replace, CancellationToken cancellation)
    {
        await using var app = site.Build();
        var done = await app.Services.GetRequiredService<RestoreBackup>().ExecuteAsync(file.FullName, replace, cancellation);
        var lines = new List<string>
        {
            $"Restored to {app.Services.GetRequiredService<DatabaseBackup>().Description}: {BackupCommand.Describe(done.Manifest)}.",
            "What was saved, published, withdrawn or decided after that is not in it; take down by hand what was withdrawn since, before readers can reach the site.",
        };
        if (done.Former is { } former)
        {
            lines.Add($"The former database is kept as {former}; it holds secrets too.");
        }

        if (done.Superseded is { } superseded)
        {
            lines.Add($"Checkpoints of what came after the backup are kept in {superseded}.");
        }

        lines.Add("Next: gutcms verify, and gutcms session end --all, since sessions and tokens of that time hold again.");
        await Console.Out.WriteLineAsync(string.Join('\n', lines));
        return ExitCode.Success;
    }
}
