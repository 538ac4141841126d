using System.CommandLine;
using GutCms.Core.Security;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Audit;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms audit export</c>: the log as JSON Lines, with a signed checkpoint at the end.</summary>
internal static class AuditExportCommand
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "File to write; it must not exist." };

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("export", "Write the log to a file, one JSON object a line, and sign a checkpoint over it.") { File };
        command.SetAction((parsed, cancellation) => site.RunAsync(services => RunAsync(services, parsed.GetRequiredValue(File), cancellation), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, FileInfo file, CancellationToken cancellation)
    {
        var checkpoint = (await services.GetRequiredService<ExportAuditLog>().ExecuteAsync(Actor.System, () => CommandFiles.Create(file), cancellation)).Value!;
        await Console.Out.WriteLineAsync($"{checkpoint.Count} entries in {file.FullName}. Last: {checkpoint.Hash}");
        return ExitCode.Success;
    }
}
