using System.CommandLine;
using System.Text.Json.Nodes;
using GutCms.Core;
using GutCms.Core.Audit;
using GutCms.Core.Certificates;
using GutCms.Core.Reviews;
using GutCms.Web.Features.Keys;

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
        var time = services.GetRequiredService<TimeProvider>();
        var store = services.GetRequiredService<IReviewContentStore>();
        var key = await services.GetRequiredService<ISigningKeys>().GetCurrentAsync(cancellation);
        AuditCheckpoint checkpoint;
        await using (var to = CommandFiles.Create(file))
        await using (var work = await store.ReadReviewAsync(cancellation))
        {
            checkpoint = await AuditExport.WriteAsync(
                to, work.Audit.ReadAsync(AuditQuery.All, cancellation), key, services.GetRequiredService<SiteIssuer>().Name, time.GetUtcNow().UtcDateTime, cancellation);
        }

        await using (var work = await store.BeginReviewAsync(cancellation))
        {
            await work.Audit.AppendAsync(
                new(time.GetUtcNow().UtcDateTime, Actor.System, AuditActions.AuditExport) { Details = new JsonObject { ["entries"] = checkpoint.Count, ["last"] = checkpoint.Hash } },
                cancellation);
            await work.CommitAsync(cancellation);
        }

        await Console.Out.WriteLineAsync($"{checkpoint.Count} entries in {file.FullName}. Last: {checkpoint.Hash}");
        return ExitCode.Success;
    }
}
