using System.CommandLine;
using System.Globalization;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Backups;
using GutCms.Web.Features.Keys;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms backup create</c>: one moment of the site as a file, while it serves.</summary>
internal static class BackupCreateCommand
{
    private static readonly Argument<FileInfo?> File = new("file") { Description = "File to write; it must not exist.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<DirectoryInfo?> To = new("--to") { Description = "Folder in which a file named by its moment is made. Without FILE and --to: that of GutCms:Backup:Folder.", HelpName = "folder" };

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("create", "Write the whole site to one file, while it serves.") { File, To };
        command.Validators.Add(result =>
        {
            if (result.GetValue(File) is not null && result.GetValue(To) is not null)
            {
                result.AddError("Give either a file or --to FOLDER.");
            }
        });
        command.SetAction((parsed, cancellation) => RunAsync(site, parsed.GetValue(File), parsed.GetValue(To), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Site site, FileInfo? file, DirectoryInfo? to, CancellationToken cancellation)
    {
        // Not prepared: a backup before an upgrade is one of the version before, and where there is no site none is made.
        await using var app = site.Build();
        var name = BackupFolder.NameOf(app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var folder = to?.FullName ?? app.Services.GetRequiredService<BackupFolder>().FullPath;
        var path = file?.FullName ?? (folder is null ? null : Path.Combine(folder, name))
            ?? throw new CommandFailedException("Give a file, or --to FOLDER, or set GutCms:Backup:Folder.", ExitCode.Usage);
        var made = await app.Services.GetRequiredService<CreateBackup>().ExecuteAsync(path, cancellation);
        var encrypted = app.Services.GetRequiredService<IOptions<KeyOptions>>().Value.Certificate is { Length: > 0 };
        await Console.Out.WriteLineAsync(
            $"{made.FullPath} ({made.Bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes): {BackupCommand.Describe(made.Manifest)}.\n"
            + "It holds secrets: password hashes, sessions, everything unpublished and the keys of the site"
            + (encrypted ? ", encrypted by the certificate in GutCms:Keys:Certificate, which is not in it: keep that too, elsewhere" : ", which no certificate encrypts")
            + ". Only this account can read the file; let nobody else.");
        if (file is null && to is null && app.Services.GetRequiredService<BackupCopies>() is { Place: { } bucket } copies)
        {
            await copies.BringUpToDateAsync(cancellation);
            await Console.Out.WriteLineAsync($"It is in the bucket {bucket} too.");
        }

        foreach (var table in made.Manifest.Database.LeftOut ?? [])
        {
            await Console.Error.WriteLineAsync($"The table {table} is none of the site's and is not in it.");
        }

        return ExitCode.Success;
    }
}
