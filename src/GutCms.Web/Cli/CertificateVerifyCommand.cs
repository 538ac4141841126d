using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Web.Cli.Outcomes;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms certificate verify</c>: checks a delivered article against its certificate. Needs no database: anybody can run it against any site.</summary>
internal static class CertificateVerifyCommand
{
    private static readonly Argument<string> Document = new("document")
    {
        Description = "Address of a delivered article (https://…/api/delivery/articles/…), or a file with its JSON.",
        HelpName = "file or address",
    };

    private static readonly Option<string?> Issuer = new("--issuer")
    {
        Description = "Address of the site whom you trust; by default the one where the document is (scheme, host and port). A certificate of any other is refused, and the key set comes from there.",
        HelpName = "address",
    };

    private static readonly Option<string?> KeySet = new("--jwks")
    {
        Description = "File with the key set of that site. Then nothing is fetched from it, neither keys nor status.",
        HelpName = "file",
    };

    private static readonly Option<string?> Statuses = new("--status-list")
    {
        Description = "File with the status list that the certificate names, where it is not to be fetched.",
        HelpName = "file",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var command = new Command("verify", "Verify that a delivered article is exactly what reviewers signed.") { Document, Issuer, KeySet, Statuses };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(Document), new(parsed.GetValue(Issuer), parsed.GetValue(KeySet), parsed.GetValue(Statuses)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string document, Options options, CancellationToken cancellation)
    {
        var trusted = CertificateTrust.Normalize(options.Issuer ?? (Sources.IsAddress(document, out var address) ? address.GetLeftPart(UriPartial.Authority) : null))
            ?? throw new CommandFailedException(
                options.Issuer is null ? "Of a file it is not known which site it is from. Name the site whom you trust with --issuer." : $"--issuer {options.Issuer} is no http or https address.", ExitCode.Usage);
        var delivered = Sources.Parse(await Sources.ReadAsync(document, cancellation), document);
        if (delivered["review"]?["certificate"] is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
        {
            throw new CommandFailedException($"{document} carries no certificate (review: {delivered["review"]?["status"]}).");
        }

        var result = await VerifyAsync(value.GetValue<string>(), trusted, delivered, options, cancellation);
        if (!result.Valid)
        {
            throw new CommandFailedException($"The certificate does not hold: {string.Join(", ", result.Refusals)}.{WhoSigned(result, trusted)}");
        }

        await TellAsync(result);
        return ExitCode.Success;
    }

    /// <summary>The status list is asked only once everything else holds: until then nobody vouches for the address that the certificate gives.</summary>
    private static async Task<CertificateVerification> VerifyAsync(string jws, string trusted, JsonObject delivered, Options options, CancellationToken cancellation)
    {
        var keys = options.KeySet ?? CertificateTrust.KeySetOf(trusted).AbsoluteUri;
        var trust = new CertificateTrust(trusted, Sources.Parse(await Sources.ReadAsync(keys, cancellation), keys));
        var verifier = new CertificateVerifier(TimeProvider.System);
        var result = await verifier.VerifyAsync(jws, trust, delivered);
        var list = options.StatusList ?? (options.KeySet is null && Sources.IsAddress(result.Certificate?.Status?.StatusList?.Uri ?? "", out var address) ? address.AbsoluteUri : null);
        return result.Valid && list is not null && result.Certificate?.Status?.StatusList is not null
            ? await verifier.VerifyAsync(jws, trust with { StatusList = Encoding.UTF8.GetString(await Sources.ReadAsync(list, cancellation)) }, delivered)
            : result;
    }

    private static async Task TellAsync(CertificateVerification result)
    {
        var certificate = result.Certificate!;
        await Console.Out.WriteLineAsync($"Valid. {result.Issuer} certifies version {certificate.ContentItemVersionId}, {certificate.ContentHash}.");
        foreach (var approval in certificate.Approvals)
        {
            await Console.Out.WriteLineAsync($"  {approval.PrintedName}{(approval.Credential is { } credential ? $", {credential}" : "")}: {approval.Stage}, {approval.DecidedUtc:u}");
        }

        await Console.Out.WriteLineAsync(
            result.Warnings.Contains(CertificateWarning.StatusNotChecked) ? "  Status not checked: whether the text was withdrawn or superseded since is not known."
            : result.Warnings.Contains(CertificateWarning.NoStatus) ? "  Status cannot be checked: the certificate names no status list."
            : $"  Status: valid ({certificate.Status!.StatusList!.Uri}, place {certificate.Status.StatusList.Idx}).");
        foreach (var warning in result.Warnings.Where(warning => warning is not (CertificateWarning.StatusNotChecked or CertificateWarning.NoStatus)))
        {
            await Console.Out.WriteLineAsync($"  Note: {warning}.");
        }
    }

    private static string WhoSigned(CertificateVerification result, string trusted) => result.Refusals.Contains(CertificateRefusal.IssuerMismatch)
        ? $" It is signed in the name of {result.Issuer ?? "nobody"}, and {trusted} is trusted. If that is whom you trust, say so with --issuer."
        : "";

    private sealed record Options(string? Issuer, string? KeySet, string? StatusList);
}
