using System.CommandLine;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Keys;
using GutCms.Core.Security;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Audit;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms audit verify</c>: reads the whole log, or an export of it, and names the first entry that is not as it was written.</summary>
internal static class AuditVerifyCommand
{
    private static readonly Option<FileInfo?> Checkpoint = new("--checkpoint")
    {
        Description = "An earlier export, or a file with a signed checkpoint: shows also what is missing at the end.",
        HelpName = "file",
    };

    private static readonly Option<FileInfo?> Export = new("--export") { Description = "Verify this export instead of the database.", HelpName = "file" };

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("verify", "Verify that no entry of the log was changed, removed, moved or inserted.") { Checkpoint, Export };
        command.SetAction((parsed, cancellation) => site.RunAsync(services => RunAsync(services, parsed, cancellation), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var jwks = Jwks.Build(await services.GetRequiredService<ISigningKeys>().GetAllAsync(cancellation));
        AuditVerification result;
        if (parsed.GetValue(Export) is { } export)
        {
            await using var file = CommandFiles.OpenRead(export);
            result = await AuditExport.VerifyAsync(file, jwks, cancellation);
        }
        else
        {
            var checkpoint = parsed.GetValue(Checkpoint) is { } path ? await ReadCheckpointAsync(path, jwks, cancellation) : null;
            result = (await services.GetRequiredService<VerifyAuditLog>().ExecuteAsync(Actor.System, checkpoint, cancellation)).Value!;
        }

        if (result.Break is not { } found)
        {
            await Console.Out.WriteLineAsync($"{result.Count} entries, all as they were written. Last: {result.LastHash}");
            return ExitCode.Success;
        }

        throw new CommandFailedException($"The log is broken ({found.Fault}): {found.Message} {result.Count} entries before it are as they were written.");
    }

    private static async Task<AuditCheckpoint> ReadCheckpointAsync(FileInfo path, JsonObject jwks, CancellationToken cancellation)
    {
        await using var file = CommandFiles.OpenRead(path);
        using var reader = new StreamReader(file);
        string? last = null;
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            last = line.Length > 0 ? line : last;
        }

        var jws = last?.StartsWith('{') == true ? (string?)JsonNode.Parse(last)?["checkpoint"] : last;
        var (checkpoint, refusal) = await AuditCheckpoint.ReadAsync(jws ?? "", jwks);
        return checkpoint ?? throw new CommandFailedException($"{path.Name} holds no checkpoint signed by a key of this site ({refusal}).");
    }
}
