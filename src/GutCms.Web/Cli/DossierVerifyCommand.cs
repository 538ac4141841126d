using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GutCms.Core.Certificates;
using GutCms.Core.Delivery;
using GutCms.Core.Dossiers.Verifying;
using GutCms.Core.Texts;
using GutCms.Web.Cli.Outcomes;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms dossier verify</c>: checks the signed file of a dossier. Needs neither the site nor a database.</summary>
internal static class DossierVerifyCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = DeliveryBytes.JsonEncoder,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Argument<FileInfo> Dossier = new("file") { Description = "The ZIP of a dossier." };

    private static readonly Option<string?> Issuer = new("--issuer")
    {
        Description = "Address of the site whom you trust; its key set and, where the dossier has a certificate, its status list are fetched from there. Without it nothing is fetched, and the keys in the dossier count.",
        HelpName = "address",
    };

    private static readonly Option<string?> KeySet = new("--jwks") { Description = "File with the key set of that site. Then nothing is fetched from it.", HelpName = "file" };

    private static readonly Option<FileInfo?> Log = new("--log") { Description = "An export of the audit log of that site: each entry is looked up in it, and none may be left out.", HelpName = "file" };

    private static readonly Option<bool> AsJson = new("--json") { Description = "Write the result as JSON." };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var command = new Command("verify", "Verify that nothing in a dossier was changed since it was signed, and that its parts say the same.") { Dossier, Issuer, KeySet, Log, AsJson };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (issuer, keys) = (parsed.GetValue(Issuer), parsed.GetValue(KeySet));
        var trusted = CertificateTrust.Normalize(issuer);
        if (trusted is null && (issuer is not null || keys is not null))
        {
            throw new CommandFailedException(issuer is null ? "Whose key set --jwks is, --issuer says." : $"--issuer {issuer} is no http or https address.", ExitCode.Usage);
        }

        var source = keys ?? (trusted is null ? null : CertificateTrust.KeySetOf(trusted).AbsoluteUri);
        var trust = source is null ? null : new CertificateTrust(trusted!, Sources.Parse(await Sources.ReadAsync(source, cancellation), source));
        var result = await VerifyAsync(parsed, trust, cancellation);
        if (trust is not null && keys is null && result.Intact && result.Certificate?.Certificate?.Status?.StatusList is { } entry && Sources.IsAddress(entry.Uri, out var list))
        {
            result = await VerifyAsync(parsed, trust with { StatusList = Encoding.UTF8.GetString(await Sources.ReadAsync(list.AbsoluteUri, cancellation)) }, cancellation);
        }

        if (parsed.GetValue(AsJson))
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(
                new { result.Intact, KeysFrom = source ?? "dossier", result.Issuer, result.KeyId, result.Trial, result.Dossier?.Item, result.Dossier?.Version, result.Dossier?.MadeUtc, result.Entries, result.LogLength, result.LogRoot, result.Findings }, Json));
            return result.Intact ? ExitCode.Success : ExitCode.Failure;
        }

        foreach (var finding in result.Findings)
        {
            await Console.Out.WriteLineAsync($"fault {finding.Fault}: {finding.Message}");
        }

        if (!result.Intact)
        {
            throw new CommandFailedException($"The dossier does not hold: {result.Findings.Count} faults.");
        }

        await TellAsync(result, source, parsed.GetValue(Log) is not null);
        return ExitCode.Success;
    }

    private static async Task<DossierVerification> VerifyAsync(ParseResult parsed, CertificateTrust? trust, CancellationToken cancellation)
    {
        await using var file = CommandFiles.OpenRead(parsed.GetRequiredValue(Dossier));
        await using var log = parsed.GetValue(Log) is { } export ? CommandFiles.OpenRead(export) : null;
        return await new DossierVerifier(TimeProvider.System).VerifyAsync(file, trust, log, cancellation);
    }

    private static async Task TellAsync(DossierVerification result, string? keysFrom, bool withLog)
    {
        var dossier = result.Dossier!;
        await Console.Out.WriteLineAsync($"Whole. {result.Issuer} signed it on {dossier.MadeUtc:u}: {ShownTitle.Of(dossier.Item.Title)}, version {dossier.Version.Number}, {dossier.Version.ContentHash}.");
        await Console.Out.WriteLineAsync($"  On what ground it was live: {dossier.Version.Basis?.ToString() ?? "none"}.");
        foreach (var decision in dossier.Approval?.Decisions.Where(decision => decision.Counts) ?? [])
        {
            await Console.Out.WriteLineAsync($"  {decision.PrintedName}{(decision.Credential is { } credential ? $", {credential}" : "")}: {decision.Stage}, {decision.DecidedUtc:u}");
        }

        await Console.Out.WriteLineAsync(result.Certificate is null ? "  No certificate is in it." : $"  Certificate: holds{(result.Certificate.Warnings.Count > 0 ? $" ({string.Join(", ", result.Certificate.Warnings)})" : "")}.");
        await Console.Out.WriteLineAsync(withLog
            ? $"  {result.Entries} entries stand so in the log that was given."
            : result.LogRoot is { } root ? $"  {result.Entries} entries: each stands in the log of {result.LogLength} entries whose tree was signed with it, {root}. Whether that is the log of the site was not asked (--log)."
            : $"  {result.Entries} entries of a log of {result.LogLength}: whether they stand in it was not asked (--log).");
        await Console.Out.WriteLineAsync(keysFrom is null
            ? $"  Signed with the key {result.KeyId}, which is in the dossier itself. Whether it is one of {result.Issuer} was not asked: compare it, or name that site with --issuer."
            : $"  Signed with the key {result.KeyId}, one of those of {keysFrom}.");
        if (result.Trial)
        {
            await Console.Out.WriteLineAsync("  Note: the site is a trial that only its own machine can reach.");
        }
    }
}
